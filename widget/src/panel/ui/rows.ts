// Where one run of messages ends and the next begins, and where a day does. Pure, over times and roles.
import type { Role } from "protocol";

const RUN_MS = 3 * 60_000;

export interface Said {
  role: Role;
  at: number; // ms since 1970
}

export interface Place {
  isFirst: boolean; // of a run: stands apart, shows who speaks
  isLast: boolean; // of a run: shows its time
  day: string; // "" unless it is the first message of a day
}

export function placeOf(said: Said, before: Said | undefined, after: Said | undefined, now = Date.now()): Place {
  return {
    isFirst: !isOneRun(before, said),
    isLast: !isOneRun(said, after),
    day: before && dayOf(before.at) === dayOf(said.at) ? "" : dayName(said.at, now),
  };
}

const isOneRun = (one: Said | undefined, next: Said | undefined) =>
  one !== undefined && one.role === next?.role && next.at - one.at < RUN_MS && dayOf(one.at) === dayOf(next.at);

const dayOf = (at: number) => new Date(at).setHours(0, 0, 0, 0);

function dayName(at: number, now: number): string {
  if (dayOf(at) === dayOf(now)) return "Today";
  return new Date(at).toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
}

export const timeOf = (at: number) => new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

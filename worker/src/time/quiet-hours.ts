// The hours of the night in which nobody is written to unasked.
import { toInstant, toWall } from "./zone.ts";

/** Minutes of the local day, at or after `from` and before `to`; over midnight when `to` is smaller. None when both are the same. */
export interface QuietHours {
  from: number;
  to: number;
}

const MINUTE_MS = 60_000;

/** The instant itself, or the end of the quiet hours that it falls into. Ms since 1970. */
export function afterQuiet(instant: number, quiet: QuietHours | undefined, zone: string): number {
  if (!quiet) return instant;
  const { from, to } = quiet;
  const wall = toWall(instant, zone);
  const minute = wall.hour * 60 + wall.minute;
  const isOverMidnight = from > to;
  const isQuiet = isOverMidnight ? minute >= from || minute < to : minute >= from && minute < to;
  if (!isQuiet) return instant;
  const day = wall.day + (isOverMidnight && minute >= from ? 1 : 0);
  const end = toInstant({ ...wall, day, hour: 0, minute: to, second: 0 }, zone);
  // A clock set back shows the hour with the end in it twice, and this is the second time.
  return end > instant ? end : instant - (instant % MINUTE_MS) + (to - minute) * MINUTE_MS;
}

// For tests: reminders in memory, by the rules of a conversation.
import type { Reminder, Reminders } from "./reminder.ts";

const DAY_MS = 86_400_000;

export function remindersInMemory({ now, max = 20, days = 180 }: { now: number; max?: number; days?: number }) {
  const kept: Reminder[] = [];
  const reminders: Reminders = {
    set: ({ at, what }) => {
      if (at <= now) return "past";
      if (at > now + days * DAY_MS) return "too-late";
      if (kept.length >= max) return "too-many";
      kept.push({ id: `r${kept.length}`, at, what });
      return "set";
    },
    cancelNewest: () => kept.pop(),
    open: () => kept.toSorted((one, other) => one.at - other.at),
  };
  return { reminders, kept };
}

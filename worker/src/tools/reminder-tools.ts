// What a model may do for a visitor who wants to hear from the site later. Times are said as the visitor's clock shows them.
import * as z from "zod";
import { formatWhen, readWhen } from "../time/when.ts";
import { MAX_WHAT, type Reminder, type Reminders } from "./reminder.ts";
import { defineTool, type Tool } from "./tool.ts";

export interface ReminderToolContext {
  reminders: Reminders;
  zone: string; // the visitor's (IANA), else the site's
  isZoneKnown: boolean; // it is the visitor's
  askedAt: number; // ms since 1970: what "tomorrow" counts from
  /** Why this may not be set or, without `what`, cancelled: it is not what the visitor wants. */
  refusal(what?: string): string | undefined;
}

/** A reminder as an answer tells of it. */
export interface ToldReminder {
  at: string; // local
  what: string;
}

/** Why none was set. */
export type NotSet = "unreadable" | "past" | "too-late" | "too-many";

const ADVICE: Record<NotSet, string> = {
  unreadable:
    'no time can be read in "when". Give one such as "in 20 minutes" or "2026-12-01 10:00"; it can be sent once, not again and again',
  past: "that time is past: ask the visitor for another",
  "too-late": "that is later than this conversation is kept: ask the visitor for an earlier time",
  "too-many": "the visitor has as many open as there can be: one must be cancelled or sent first",
};

const followUpLater = defineTool({
  name: "follow_up_later",
  description:
    "Sends the visitor a message at a later time, by itself. Only when the visitor asks to be reminded or to hear from you later. Confirm the local time that it answers with.",
  input: z.object({
    when: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe(
        'the visitor\'s words for the time, in English ("tomorrow at 9"), or a local date and time such as "2026-12-01 10:00"',
      ),
    what: z
      .string()
      .trim()
      .min(1)
      .max(MAX_WHAT)
      .describe("the very message that is sent then: to the visitor, in the visitor's language, whole sentences"),
  }),
  async run({ when, what }, context: ReminderToolContext) {
    const { reminders, zone, askedAt } = context;
    const error = context.refusal(what);
    if (error !== undefined) return { error };
    const at = readWhen(when, { at: askedAt, zone });
    const outcome = at === undefined ? "unreadable" : reminders.set({ at, what });
    if (at === undefined || outcome !== "set") return refuse(outcome === "set" ? "unreadable" : outcome);
    return { set: toTold({ at, what }, context), ...zoneOf(context) };
  },
});

const cancelFollowUp = defineTool({
  name: "cancel_follow_up",
  description: "Cancels the newest message that the visitor asked for and that was not sent yet.",
  input: z.object({}),
  async run(_, context: ReminderToolContext) {
    const error = context.refusal();
    if (error !== undefined) return { error };
    const cancelled = context.reminders.cancelNewest();
    if (!cancelled) return { error: "none is open", code: "none" };
    return { cancelled: toTold(cancelled, context), ...listOpen(context) };
  },
});

const listFollowUps = defineTool({
  name: "list_follow_ups",
  description: "Lists the messages that the visitor asked for and that were not sent yet, the earliest first.",
  input: z.object({}),
  run: async (_, context: ReminderToolContext) => listOpen(context),
});

export const reminderTools: Tool<ReminderToolContext>[] = [followUpLater, cancelFollowUp, listFollowUps];

const refuse = (code: NotSet) => ({ error: ADVICE[code], code });

const listOpen = (context: ReminderToolContext) => ({
  open: context.reminders.open().map((reminder) => toTold(reminder, context)),
  ...zoneOf(context),
});

const toTold = ({ at, what }: Omit<Reminder, "id">, { zone, askedAt }: ReminderToolContext): ToldReminder => ({
  at: formatWhen(at, { at: askedAt, zone }),
  what,
});

const zoneOf = ({ zone, isZoneKnown }: ReminderToolContext) => ({
  zone,
  ...(!isZoneKnown && { zoneIs: "the site's: the visitor's is not known, and the visitor must be told so" }),
});

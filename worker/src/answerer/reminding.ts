// What a visitor wants of the built-in answerer that is about reminders, and how it tells what became of it.

import type { PromptMessage, ToolCall } from "../model/model.ts";
import { readRequest, readTime } from "../model/request.ts";
import type { ToolResult } from "../model/tool-results.ts";
import type { NotSet, ToldReminder } from "../tools/reminder-tools.ts";
import { toReminderMessage } from "./reminder-message.ts";
import { plain } from "./small-talk.ts";

const FOLLOW_UP_LATER = "follow_up_later";
const CANCEL_FOLLOW_UP = "cancel_follow_up";
const LIST_FOLLOW_UPS = "list_follow_ups";

export type Wish =
  | { kind: "set"; when: string; what: string; beside: string }
  | { kind: "ask"; about?: string; isRepeated: boolean; beside: string } // no time is named; about: what may be a question
  | { kind: "cancel"; isSure: boolean }
  | { kind: "list" };

const WHEN = "When shall I remind you?";
const EXAMPLES = "For example “tomorrow at 9” or “in 2 hours”.";

const LIST =
  /^(?:(?:please )?(?:show|list|tell)(?: me)?(?: all)?(?: of)?(?: my| the)?(?: open)? (?:reminders|follow-ups)|(?:what|which) (?:reminders|follow-ups) (?:do i have|have i|are (?:there|set|open))(?: set| open| asked for)?|what (?:did|have) i (?:ask|asked)(?: you)? (?:for|to remind me (?:of|about)|to be reminded (?:of|about))|(?:do i have|have i)(?: got| set)?(?: any| an?)?(?: open)? (?:reminders?|follow-ups?)(?: set| open)?|when (?:will|do) you remind me|when is my (?:next )?reminder|(?:what are )?my reminders|what will you remind me (?:of|about))$/;
const POLITE = "(?:(?:please|ok|okay|no|actually|sorry|can you|could you) )*";
const CANCEL = new RegExp(
  `^${POLITE}(?:cancel|delete|remove|drop|forget|clear|stop|never ?mind|scrap|undo)(?: about)? (?:(?:the|my|that|this|all)(?: of)?(?: the| my)?)(?: last| newest| latest)? (?:reminders?|follow-ups?)(?: please)?$|^${POLITE}(?:don't|do not|no need to|you (?:don't|do not) (?:need|have) to) remind me(?: any ?more| again| please)?$|^i (?:don't|do not|no longer) (?:need|want) (?:the|that|a|any|my) reminders?(?: any ?more)?$|^no reminders?(?: please)?$`,
);
const CANCEL_IT = new RegExp(
  `^${POLITE}(?:cancel|delete|remove|drop|forget|scrap|undo|stop) (?:it|that|this|that one|the last one)(?: again)?(?: please)?$`,
);

/** `messages`: the prompt, whose last message of the visitor is the question. */
export function readWish(question: string, messages: PromptMessage[]): Wish | undefined {
  const said = plain(question);
  if (LIST.test(said)) return { kind: "list" };
  if (CANCEL.test(said)) return { kind: "cancel", isSure: true };
  if (CANCEL_IT.test(said)) return { kind: "cancel", isSure: false };
  const request = readRequest(question);
  if (!request) return readReply(question, messages);
  const { when, body, isRepeated, beside } = request;
  if (when !== undefined) return { kind: "set", when, what: toReminderMessage(request), beside };
  const isOpen = !/^(?:$|to\b|not to\b|that\b)/i.test(body);
  return { kind: "ask", isRepeated, beside, ...(isOpen && { about: withoutRemindMe(question) }) };
}

/** "later", "after lunch": a time that could not be read, and is no part of the message. */
const NO_TIME =
  /^(?:later|soon|then|some ?time|after|before|at|in|on|by|around|next|this|every|each|daily|weekly)\b.*/is;

/** The answer to "when?"; what it is about was said before. */
function readReply(question: string, messages: PromptMessage[]): Wish | undefined {
  if (!lastAnswer(messages).includes(WHEN)) return undefined;
  const time = readTime(question);
  if (!time) return undefined;
  const earlier = messages.flatMap(({ role, content }) => (role === "user" && content ? [content] : [])).slice(0, -1);
  const asked = earlier.map(readRequest).findLast((request) => request !== undefined);
  const about = asked?.body.replace(NO_TIME, "") || time.body;
  const what = toReminderMessage({ isReminder: true, body: about });
  return { kind: "set", when: time.when, what, beside: "" };
}

/** "Can you remind me what delivery costs?" asks what delivery costs. */
export const withoutRemindMe = (question: string) =>
  question.replace(/^\W*(?:(?:please|can|could|will|would|you) )*remind me(?: again)?(?: (?:of|about))?\b\s*/i, "") ||
  question;

/** The last answer, before the question, was about reminders. */
const wasAboutReminders = (messages: PromptMessage[]) => /\bremind(?:er|ers)?\b/i.test(lastAnswer(messages));

const lastAnswer = (messages: PromptMessage[]) =>
  messages
    .slice(
      0,
      messages.findLastIndex(({ role }) => role === "user"),
    )
    .findLast(({ role, content }) => role === "assistant" && content)?.content ?? "";

/** The calls that the wish still needs; one round at a time, since what is open decides about a mere "cancel it". */
export function callsFor(wish: Wish | undefined, results: ToolResult[]): ToolCall[] {
  const missing = (name: string, input: object = {}): ToolCall[] =>
    results.some((result) => result.name === name)
      ? []
      : [{ id: `call_${name}`, name, arguments: JSON.stringify(input) }];
  if (wish?.kind === "set") return missing(FOLLOW_UP_LATER, { when: wish.when, what: wish.what });
  if (wish?.kind === "list") return missing(LIST_FOLLOW_UPS);
  if (wish?.kind !== "cancel") return [];
  const isSure = wish.isSure || resultsOf(LIST_FOLLOW_UPS, results).some(({ open }) => open?.length);
  return isSure ? missing(CANCEL_FOLLOW_UP) : missing(LIST_FOLLOW_UPS);
}

/** What became of the wish, or of what a model did before it failed; empty when there is nothing to tell. */
export function tellReminders(wish: Wish | undefined, results: ToolResult[], messages: PromptMessage[]): string[] {
  const tried = resultsOf(FOLLOW_UP_LATER, results);
  const set = tried.filter((result) => result.set);
  const told = [
    ...(set.length ? set : tried.slice(-1)).map(tellSet),
    ...resultsOf(CANCEL_FOLLOW_UP, results).slice(-1).map(tellCancelled),
  ];
  if (told.length) return told;
  const listed = resultsOf(LIST_FOLLOW_UPS, results).slice(-1);
  if (wish?.kind !== "cancel") return wish?.kind === "ask" ? [askWhen(wish)] : listed.map(tellOpen);
  return listed.length && wasAboutReminders(messages) ? [NONE_OPEN] : [];
}

const askWhen = ({ isRepeated }: { isRepeated: boolean }) =>
  `${isRepeated ? "I can remind you once, not again and again. " : ""}${WHEN} ${EXAMPLES}`;

/** What a tool for reminders answered, as far as it is told. */
interface Result {
  set?: ToldReminder;
  cancelled?: ToldReminder;
  open?: ToldReminder[];
  zone?: string;
  zoneIs?: string; // only when the zone is not the visitor's
  error?: string;
  code?: NotSet | "none";
}

const resultsOf = (name: string, results: ToolResult[]): Result[] =>
  results.filter((result) => result.name === name).map(({ content }) => JSON.parse(content));

const NONE_OPEN = "No reminder of yours is open.";
const NOT_SET: Record<NotSet, string> = {
  unreadable: `I could not make out the time. ${WHEN} ${EXAMPLES}`,
  past: `That time is already past. ${WHEN} ${EXAMPLES}`,
  "too-late": `That is later than this conversation is kept. ${WHEN} ${EXAMPLES}`,
  "too-many":
    "You have as many reminders open as I can keep. Say “cancel the reminder” to drop the newest, then ask me once more.",
};

function tellSet(result: Result): string {
  const { set, code } = result;
  if (set)
    return `I will remind you on ${set.at}.${zoneNote(result)} If you change your mind, say “cancel the reminder”.`;
  return code && code !== "none" ? NOT_SET[code] : "I could not set the reminder. Please ask me once more.";
}

function tellCancelled({ cancelled, open = [], code }: Result): string {
  if (!cancelled) return code === "none" ? NONE_OPEN : "I could not cancel the reminder. Please ask me once more.";
  const left = open.length === 1 ? " One other is still open." : ` ${open.length} others are still open.`;
  return `I cancelled the reminder for ${cancelled.at}: “${cancelled.what}”${open.length ? left : ""}`;
}

function tellOpen(result: Result): string {
  if (result.error) return "I could not look up your reminders. Please ask me once more.";
  if (!result.open?.length) return NONE_OPEN;
  const lines = result.open.map(({ at, what }) => `- **${at}**: ${what.replace(/\s+/g, " ")}`);
  return `These are still to come:\n\n${lines.join("\n")}${zoneNote(result, "\n\n")}`;
}

const zoneNote = ({ zone, zoneIs }: Result, gap = " ") =>
  zoneIs ? `${gap}That is the site's time (${zone}), since I do not know your time zone.` : "";

// The built-in answerer: answers in the words of the site's own pages, without a model, and says so when asked.
import { toSource } from "./citable.ts";
import { type Contact, questionBeside, readContact } from "./contact.ts";
import type { Model, ModelEvent, ModelRequest, Passage, PromptMessage } from "./model.ts";
import { nearest, quoteFor } from "./quote.ts";
import { smallTalk, withoutGreeting } from "./small-talk.ts";

const LEAVE_CONTACT = "leave_contact";
const MAX_NEAREST = 3;
const MAX_NOTE = 1000; // the tool's limit
const NOTHING_FOUND = "I did not find an answer to that on the pages of this site.";
const INVITATION = "If you type your e-mail address here, I pass it on to the team, so that a person can answer you.";

interface Answer {
  text: string;
  passages: Passage[]; // that it rests on
}

export const retrieval: Model = async function* (request) {
  const { question, site, tools, messages } = request;
  const contact = readContact(question, URL.parse(site.url)?.hostname ?? "");
  const saved = contactResult(messages);
  if (saved !== undefined) return yield* stream(confirm(request, contact ?? {}, saved));
  if (contact && tools.some(({ name }) => name === LEAVE_CONTACT)) return yield passOn(contact, request);
  const said = smallTalk(question, { site, invited: wasInvited(messages) });
  yield* stream(said === undefined ? answer(withoutGreeting(question), request) : { text: said, passages: [] });
};

/** Whether an answer that was written here says that the pages have none. */
export const saysNothingFound = (text: string) => text.includes(NOTHING_FOUND);

function answer(question: string, { passages, site }: ModelRequest): Answer {
  const quote = quoteFor(question, passages, site.name);
  if (quote) return quote;
  const near = nearest(question, passages, site.name).slice(0, MAX_NEAREST);
  const titles = near.map(({ title, heading }) => `“${heading.split(" › ").at(-1) || title}”`);
  const nearby = titles.length ? ` The nearest that I have ${titles.length > 1 ? "are" : "is"} ${listOf(titles)}.` : "";
  return {
    text: `${NOTHING_FOUND}${nearby}\n\n${INVITATION}`,
    passages: near,
  };
}

const listOf = (parts: string[]) => [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter(Boolean).join(" and ");

/** The visitor's details go through the same tool that a model has. */
function passOn(contact: Contact, request: ModelRequest): ModelEvent {
  const { question } = request;
  const asked = askedBefore(request);
  const isBare = question.replace(/[^\p{L}]+/gu, " ").trim().length <= (contact.email ?? "").length + 20;
  const note = isBare && asked ? `${question} (asked before: ${asked})` : question;
  const call = {
    id: "call_contact",
    name: LEAVE_CONTACT,
    arguments: JSON.stringify({ ...contact, note: note.slice(0, MAX_NOTE) }),
  };
  return { type: "call", call };
}

/** The newest of the visitor's earlier messages that asks something: not the same details, nor the "yes" before them. */
function askedBefore({ question, messages, site }: ModelRequest) {
  const earlier = messages.slice(
    0,
    messages.findLastIndex(({ role }) => role === "user"),
  );
  const said = earlier.flatMap(({ role, content }) => (role === "user" && content ? [content] : []));
  return said.findLast((text) => text !== question && smallTalk(text, { site, invited: false }) === undefined);
}

function confirm(request: ModelRequest, contact: Contact, saved: boolean): Answer {
  const how = [contact.email, contact.phone].filter((part) => part !== undefined).join(" and ");
  if (!saved)
    return { text: `I could not pass ${how || "that"} on. Please check it and type it once more.`, passages: [] };
  const text = `Thank you. I passed ${how || "that"} on to the team at ${request.site.name}, so that they can get back to you.`;
  const rest = questionBeside(request.question, contact);
  const quote = rest ? quoteFor(rest, request.passages, request.site.name) : undefined;
  return quote ? { text: `${text}\n\n${quote.text}`, passages: quote.passages } : { text, passages: [] };
}

/** Whether the contact details of this turn were taken; undefined when nobody tried. */
function contactResult(messages: PromptMessage[]): boolean | undefined {
  const turn = messages.slice(messages.findLastIndex(({ role }) => role === "user") + 1);
  const calls = turn.flatMap((message) => ("calls" in message ? message.calls : []));
  const ids = calls.filter(({ name }) => name === LEAVE_CONTACT).map(({ id }) => id);
  const results = turn.filter((message) => message.role === "tool" && ids.includes(message.callId));
  return results.length ? results.some(({ content }) => !content?.startsWith('{"error"')) : undefined;
}

const wasInvited = (messages: PromptMessage[]) =>
  /e-?mail address/i.test(messages.findLast(({ role }) => role === "assistant")?.content ?? "");

/** A few words at a time, as fast as they are read; then what they rest on. */
async function* stream({ text, passages }: Answer): AsyncGenerator<ModelEvent> {
  for (const piece of text.match(/\s*(?:\S+\s*){1,3}/g) ?? []) yield { type: "text", text: piece };
  const sources = passages.map(toSource);
  const distinct = sources.filter(({ url }, index) => sources.findIndex((other) => other.url === url) === index);
  if (distinct.length) yield { type: "sources", sources: distinct };
}

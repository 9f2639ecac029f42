// The built-in answerer: answers in the words of the site's own pages, without a model, and says so when asked.
import { toSource } from "../model/citable.ts";
import type { Model, ModelEvent, ModelRequest, Passage, PromptMessage, ToolCall } from "../model/model.ts";
import { type ToolResult, toolResults } from "../model/tool-results.ts";
import { type Contact, questionBeside, readContact } from "./contact.ts";
import { answerFrom, phrasesFor, quoteFrom } from "./page-answer.ts";
import { invites, type Phrases } from "./phrases.ts";
import { callsFor, readWish, tellReminders, type Wish, withoutRemindMe } from "./reminding.ts";
import { smallTalk, withoutGreeting } from "./small-talk.ts";
import { languageOfPages, languageOfQuestion } from "./tongue.ts";

export { saysNothingFound } from "./phrases.ts";

const LEAVE_CONTACT = "leave_contact";
const MAX_NOTE = 1000; // the tool's limit

interface Answer {
  text: string;
  passages: Passage[]; // that it rests on
}

export const retrieval: Model = async function* (request) {
  const { question, site, tools, messages } = request;
  const wish = readWish(question, messages);
  const contact = readContact(withoutTimes(question, wish), URL.parse(site.url)?.hostname ?? "");
  const results = toolResults(messages);
  const isTried = results.some(({ name }) => name === LEAVE_CONTACT);
  const calls = [...(contact && !isTried ? [passOn(contact, request)] : []), ...callsFor(wish, results)];
  const possible = calls.filter((call) => tools.some(({ name }) => name === call.name));
  for (const call of possible) yield { type: "call", call };
  if (possible.length) return;
  yield* stream(tell(request, contact, wish, results) ?? talk(request));
};

/** The visitor's details go through the same tool that a model has. */
function passOn(contact: Contact, request: ModelRequest): ToolCall {
  const { question } = request;
  const asked = askedBefore(request);
  const isBare = question.replace(/[^\p{L}]+/gu, " ").trim().length <= (contact.email ?? "").length + 20;
  const note = isBare && asked ? `${question} (asked before: ${asked})` : question;
  return {
    id: "call_contact",
    name: LEAVE_CONTACT,
    arguments: JSON.stringify({ ...contact, note: note.slice(0, MAX_NOTE) }),
  };
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

/** A date is no number to call, nor is one that the visitor wants to be reminded to call. */
function withoutTimes(question: string, wish: Wish | undefined) {
  if (wish?.kind !== "set") return question;
  return question.includes("@") ? question.replace(wish.when, " ") : wish.beside;
}

/** What the tools did, and then the answer to a question beside it. Undefined when it is all a question. */
function tell(
  { question, messages, passages, site }: ModelRequest,
  contact: Contact | undefined,
  wish: Wish | undefined,
  results: ToolResult[],
): Answer | undefined {
  if (wish?.kind === "ask" && wish.about !== undefined) {
    const quote = quoteFrom({ text: wish.about, site: site.name }, passages);
    if (quote) return quote;
  }
  const passedOn = results.filter(({ name }) => name === LEAVE_CONTACT);
  const told = [
    ...(passedOn.length ? [confirm(contact ?? {}, passedOn, site.name, phrasesFor(question, passages))] : []),
    ...tellReminders(wish, results, messages),
  ];
  if (!told.length) return undefined;
  const rest = questionBeside(wish && "beside" in wish ? wish.beside : question, contact ?? {});
  const quote = rest ? quoteFrom({ text: rest, site: site.name }, passages) : undefined;
  const text = [...told, ...(quote ? [quote.text] : [])].join("\n\n");
  return { text, passages: quote?.passages ?? [] };
}

function confirm(contact: Contact, results: ToolResult[], site: string, phrases: Phrases) {
  const how = [contact.email, contact.phone].filter((part) => part !== undefined).join(` ${phrases.and} `);
  const isSaved = results.some(({ content }) => !content.startsWith('{"error"'));
  return isSaved ? phrases.passedOn(how || phrases.that, site) : phrases.notPassedOn(how || phrases.that);
}

function talk(request: ModelRequest): Answer {
  const { question, site, messages, passages } = request;
  const said = smallTalk(question, { site, invited: wasInvited(messages) }, languageOf(request));
  if (said !== undefined) return { text: said, passages: [] };
  const text = withoutRemindMe(withoutGreeting(question));
  return answerFrom({ text, before: questionBefore(messages), site: site.name }, passages);
}

/** That of the pages, or of all that was said so far. */
const languageOf = ({ passages, messages }: ModelRequest) =>
  languageOfPages(passages) ??
  languageOfQuestion(messages.flatMap(({ role, content }) => (role === "system" ? [] : (content ?? []))).join("\n"));

const wasInvited = (messages: PromptMessage[]) =>
  invites(messages.findLast(({ role }) => role === "assistant")?.content ?? "");

/** What the visitor said last before the question. */
function questionBefore(messages: PromptMessage[]) {
  const said = messages.filter(({ role }) => role === "user");
  return said.at(-2)?.content ?? undefined;
}

/** A few words at a time, as fast as they are read; then what they rest on. */
async function* stream({ text, passages }: Answer): AsyncGenerator<ModelEvent> {
  for (const piece of text.match(/\s*(?:\S+\s*){1,3}/g) ?? []) yield { type: "text", text: piece };
  const sources = passages.map(toSource);
  const distinct = sources.filter(({ url }, index) => sources.findIndex((other) => other.url === url) === index);
  if (distinct.length) yield { type: "sources", sources: distinct };
}

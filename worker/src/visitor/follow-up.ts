// What to say to a visitor who has gone silent, or that there is nothing to say. A model is asked, else a rule decides. It
// knows nothing of when: whoever calls it has seen that a step is due.
import { logError } from "../log.ts";
import { Citable } from "../model/citable.ts";
import { readContact } from "../model/contact.ts";
import { labelQuestion } from "../model/label.ts";
import { EMPTY_ANSWER, type Model, ModelFailure } from "../model/model.ts";
import { saysNothingFound } from "../model/retrieval.ts";
import { isClosing, isSmallTalk } from "../model/small-talk.ts";
import { wordsOf } from "../model/words.ts";
import type { FollowUpGrant, Intent } from "../site/turn.ts";
import { Citations } from "./citations.ts";
import { buildFollowUpPrompt, DECLINE } from "./follow-up-prompt.ts";
import { textsFor } from "./follow-up-text.ts";
import { topicOf } from "./gist.ts";
import type { Stored } from "./transcript.ts";

export interface FollowUpRequest {
  history: readonly Stored[]; // the whole conversation, oldest first
  step: number; // from 1
  grant: FollowUpGrant;
  model: Model | undefined; // none configured
  at: number; // ms since 1970
  signal: AbortSignal;
  conversation: string;
  zone: string; // the visitor's, else the site's (IANA)
  summary?: string; // of what was said before the newest messages
}

/** `by`: who was asked last. */
export type Written = { text: string; by: "model" | "pages" } | { declined: true; by: "model" | "pages" };

const MAX_FOLLOW_UP = 1000; // UTF-16 units
const DECLINED_BY_MODEL: Written = { declined: true, by: "model" };
const DECLINED_BY_PAGES: Written = { declined: true, by: "pages" };

/** Throws nothing that the outside did wrong. When the signal aborts it returns, and what it returns then is no answer. */
export async function writeFollowUp(request: FollowUpRequest): Promise<Written> {
  const { model, grant, conversation, signal } = request;
  if (!model) return byRule(request);
  if (grant.overBudget) return grant.model.fallback === "none" ? DECLINED_BY_PAGES : byRule(request);
  try {
    return toWritten(await ask(model, request), request.history);
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    if (signal.aborted || error.message === EMPTY_ANSWER) return DECLINED_BY_MODEL;
    logError(`conversation ${conversation}: model`, error.message);
    return grant.model.fallback === "none" ? DECLINED_BY_MODEL : byRule(request);
  }
}

/** The model's words, until they are too many. */
async function ask(model: Model, request: FollowUpRequest) {
  const { grant, signal, history } = request;
  const messages = buildFollowUpPrompt(request);
  const question = history.findLast(({ role }) => role === "visitor")?.text ?? "";
  const { passages, site } = grant;
  let text = "";
  for await (const event of model({ messages, question, passages, site, tools: [], signal })) {
    if (signal.aborted) return "";
    if (event.type === "text") text += event.text;
    if (text.length > MAX_FOLLOW_UP * 2) return text; // too long, even if half of it were citations
  }
  return text;
}

/** Model output is untrusted: anything but a short new message counts as declined. */
function toWritten(said: string, history: readonly Stored[]): Written {
  const citations = new Citations(new Citable());
  const text = (citations.write(said) + citations.end())
    .trim()
    .replace(/^"([^"]*)"$/, "$1")
    .trim();
  const isDeclined = !text || DECLINE.test(said) || text.length > MAX_FOLLOW_UP || isRepeated(text, history);
  return isDeclined ? DECLINED_BY_MODEL : { text, by: "model" };
}

/** All of it is in something that was said before, word for word. */
function isRepeated(text: string, history: readonly Stored[]) {
  const plain = (words: string) => ` ${wordsOf(words).join(" ")} `;
  const said = plain(text);
  return !said.trim() || history.some((message) => message.role !== "visitor" && plain(message.text).includes(said));
}

function byRule({ history, step, grant }: FollowUpRequest): Written {
  const last = history.findLast(({ role }) => role === "visitor");
  if (!last || isClosing(last.text)) return DECLINED_BY_PAGES;
  const hasContact = grant.hasLead || leftContact(history, grant.site.url);
  const reason = reasonFor(history, hasContact);
  if (!reason) return DECLINED_BY_PAGES;
  const texts = textsFor({ ...reason, topic: topicOf(reason.question), site: grant.site.name, hasContact });
  const text = texts.slice(step - 1).find((each) => !history.some((message) => message.text === each));
  return text === undefined ? DECLINED_BY_PAGES : { text, by: "pages" };
}

interface Reason {
  about: Exclude<Intent, "other"> | "nothing-found";
  question: string;
}

function reasonFor(history: readonly Stored[], hasContact: boolean): Reason | undefined {
  const questions = sinceLastContact(history).filter(
    ({ text }) => labelQuestion(text) !== "other" || !isSmallTalk(text),
  );
  const newest = questions.at(-1);
  if (newest && foundNothing(newest, history)) return { about: "nothing-found", question: newest.text };
  if (hasContact) return undefined;
  for (const { text } of questions.toReversed()) {
    const about = labelQuestion(text);
    if (about !== "other") return { about, question: text };
  }
  return undefined;
}

/** The visitor's messages since the site came back to them the last time, in an earlier silence. */
function sinceLastContact(history: readonly Stored[]) {
  const last = history.findLastIndex(({ role }) => role === "visitor");
  const contact = history.slice(0, last).findLastIndex(({ role, followUp }) => followUp || role === "operator");
  return history.slice(contact + 1).filter(({ role }) => role === "visitor");
}

function foundNothing(question: Stored, history: readonly Stored[]) {
  const answer = history.findLast(({ answers }) => answers === question.id);
  return answer !== undefined && (answer.state === "failed" || saysNothingFound(answer.text));
}

function leftContact(history: readonly Stored[], url: string) {
  const host = URL.parse(url)?.hostname ?? "";
  return history.some(({ role, text }) => role === "visitor" && readContact(text, host) !== undefined);
}

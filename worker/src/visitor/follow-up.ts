// What to say to a visitor who has gone silent, or that there is nothing to say. A model is asked, else a rule decides. It
// knows nothing of when: whoever calls it has seen that a step is due.

import { wordsOf } from "../answerer/words.ts";
import { logError } from "../log.ts";
import { Citable } from "../model/citable.ts";
import { EMPTY_ANSWER, type Model, ModelFailure } from "../model/model.ts";
import type { FollowUpGrant } from "../site/turn.ts";
import { Citations } from "./citations.ts";
import { leadsElsewhere } from "./elsewhere.ts";
import { buildFollowUpPrompt, DECLINE } from "./follow-up-prompt.ts";
import { followUpByRule } from "./follow-up-rule.ts";
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
    return toWritten(await ask(model, request), request);
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
function toWritten(said: string, { history, grant }: FollowUpRequest): Written {
  const citations = new Citations(new Citable());
  const text = (citations.write(said) + citations.end())
    .trim()
    .replace(/^"([^"]*)"$/, "$1")
    .trim();
  const isUnfit = text.length > MAX_FOLLOW_UP || isRepeated(text, history) || leadsElsewhere(text, history, grant);
  return !text || DECLINE.test(said) || isUnfit ? DECLINED_BY_MODEL : { text, by: "model" };
}

/** All of it is in something that was said before, word for word. */
function isRepeated(text: string, history: readonly Stored[]) {
  const plain = (words: string) => ` ${wordsOf(words).join(" ")} `;
  const said = plain(text);
  return !said.trim() || history.some((message) => message.role !== "visitor" && plain(message.text).includes(said));
}

function byRule({ history, step, grant }: FollowUpRequest): Written {
  const text = followUpByRule({ history, step, grant });
  return text === undefined ? DECLINED_BY_PAGES : { text, by: "pages" };
}

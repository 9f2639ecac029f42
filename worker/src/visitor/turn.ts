// One turn: the question goes to the model, its tool calls are run until it stops, and when it cannot answer the
// built-in answerer does. It knows nothing of sockets and storage.
import type { FailureReason, Message, Page, Source } from "protocol";
import { logError } from "../log.ts";
import { Citable } from "../model/citable.ts";
import { type Model, ModelFailure, type PromptMessage, type ToolCall } from "../model/model.ts";
import type { SiteForTurn, TurnGrant } from "../site/turn.ts";
import type { Reminders } from "../tools/reminder.ts";
import { type ReminderToolContext, reminderTools } from "../tools/reminder-tools.ts";
import { type SiteToolContext, siteTools } from "../tools/site-tools.ts";
import { runCall, type Tool, toDeclaration, toError } from "../tools/tool.ts";
import { Citations } from "./citations.ts";
import { buildPrompt } from "./prompt.ts";
import { breakQuiet } from "./quiet.ts";
import { supportOf } from "./support.ts";

export interface Turn {
  question: Message;
  history: Message[]; // oldest first, all before the question that the prompt may use
  summary?: string; // of what the history has no room for
  grant: TurnGrant;
  conversation: string;
  page?: Page; // where the visitor is
  model: Model | undefined; // none configured
  builtIn: Model;
  site: Pick<SiteForTurn, "search" | "addLead">;
  reminders: Reminders;
  zone: string; // the visitor's (IANA), else the site's
  isZoneKnown: boolean; // it is the visitor's
  signal: AbortSignal;
  at: number; // ms since 1970
  quietMs?: number; // else QUIET_MS
}

/** What a turn tells on its way, so that an answer that is stopped lacks nothing. */
export type TurnPiece =
  | { type: "text"; text: string }
  | { type: "sources"; sources: Source[] } // all that are known by now: they replace those told before
  | { type: "by"; by: "pages" } // the built-in answerer writes it
  | { type: "thinking" }; // nothing to tell yet, but the turn goes on

export interface TurnEnd {
  state: "done" | "failed";
  why?: Extract<FailureReason, "model" | "over-budget">; // on failed
}

type Pieces = AsyncGenerator<TurnPiece, TurnEnd>;

const MAX_ROUNDS = 8; // with tools; one without them follows
const MAX_CALLS = 8; // in one round
const MAX_ANSWER = 100_000; // UTF-16 units; an object's storage takes 2 MB a row
const QUIET_MS = 10_000; // a tab takes twice that for a dead socket
const UNREACHABLE = "The assistant cannot be reached just now, so this comes straight from our pages.";
const USED_UP = "The assistant has answered all it can for today, so this comes straight from our pages.";
const TOOLS: Tool<SiteToolContext & ReminderToolContext>[] = [...siteTools, ...reminderTools];
const DECLARATIONS = TOOLS.map(toDeclaration);

/**
 * Yields the answer, piece by piece, and returns how it ended. Throws nothing that the outside did wrong. When the
 * signal aborts it returns, and what it returns then is no answer.
 */
export async function* runTurn(turn: Turn): Pieces {
  if (turn.signal.aborted) return { state: "done" };
  return yield* breakQuiet(answer(turn), { type: "thinking" as const }, turn.quietMs ?? QUIET_MS);
}

async function* answer(turn: Turn): Pieces {
  const { model, grant, page } = turn;
  const prompt = buildPrompt({ ...turn, site: grant.site, passages: grant.passages, ...(page && { page }) });
  if (!model) return yield* answerByPages(turn, prompt);
  if (!grant.overBudget) return yield* answerByModel(turn, model, prompt);
  if (grant.model.fallback === "none") return { state: "failed", why: "over-budget" };
  return yield* answerByPages(turn, prompt, USED_UP);
}

async function* answerByModel(turn: Turn, model: Model, messages: PromptMessage[]): Pieces {
  const citable = new Citable(turn.grant.passages);
  const citations = new Citations(citable);
  let answer = "";
  try {
    for await (const piece of cite(runRounds(turn, model, messages, citable), citations)) {
      if (piece.type === "text") answer += piece.text;
      yield piece;
    }
    if (!answer.trim() && !turn.signal.aborted) throw new ModelFailure("empty answer");
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    logError(`conversation ${turn.conversation}: model`, error.message);
    const isLost = answer.trim() || turn.grant.model.fallback === "none" || turn.signal.aborted;
    if (isLost) return { state: "failed", why: "model" };
    return yield* answerByPages(turn, messages, UNREACHABLE);
  }
  const sources = citations.sources.length ? [] : supportOf(answer, citable.passages);
  if (sources.length) yield { type: "sources", sources };
  return { state: "done" };
}

/** The text as it is read, and each source just before the text that cites it. */
async function* cite(pieces: AsyncIterable<string | Source[]>, citations: Citations): AsyncGenerator<TurnPiece> {
  let known = 0;
  const tell = function* (text: string): Generator<TurnPiece> {
    const { sources } = citations;
    if (sources.length > known) yield { type: "sources", sources: [...sources] };
    known = sources.length;
    if (text) yield { type: "text", text };
  };
  for await (const piece of pieces) if (typeof piece === "string") yield* tell(citations.write(piece));
  yield* tell(citations.end());
}

/** `messages` may hold rounds in which the model already ran tools. */
async function* answerByPages(turn: Turn, messages: PromptMessage[], notice = ""): Pieces {
  yield { type: "by", by: "pages" };
  if (notice) yield { type: "text", text: `${notice}\n\n` };
  for await (const piece of runRounds(turn, turn.builtIn, messages, new Citable(turn.grant.passages))) {
    if (typeof piece === "string") yield { type: "text", text: piece };
    else yield { type: "sources", sources: piece };
  }
  return { state: "done" };
}

/** Text, and the sources of an answerer that knows its own. The tool calls and their results are added to `messages`. */
async function* runRounds(
  turn: Turn,
  model: Model,
  messages: PromptMessage[],
  citable: Citable,
): AsyncGenerator<string | Source[]> {
  const { question, grant, signal } = turn;
  let before = "";
  for (let round = 0; round <= MAX_ROUNDS; round++) {
    const calls: ToolCall[] = [];
    const tools = round < MAX_ROUNDS ? DECLARATIONS : [];
    let said = "";
    const { passages, site } = grant;
    for await (const event of model({ messages, question: question.text, passages, site, tools, signal })) {
      if (signal.aborted) return;
      if (event.type === "sources") yield event.sources;
      if (event.type === "call") calls.push(event.call);
      if (event.type !== "text") continue;
      const left = MAX_ANSWER - before.length - said.length;
      const text = event.text.slice(0, left);
      yield !said && before ? `\n\n${text}` : text; // each round is a paragraph of its own
      said += text;
      if (event.text.length > left) throw new ModelFailure("answer too long");
    }
    if (signal.aborted || !calls.length || !tools.length) return;
    before += said;
    messages.push({ role: "assistant", content: said || null, calls });
    for (const [index, call] of calls.entries()) {
      const content = index < MAX_CALLS ? await callTool(turn, call, citable) : toError("too many calls at once");
      messages.push({ role: "tool", callId: call.id, content });
      if (signal.aborted) return;
    }
  }
}

async function callTool(turn: Turn, call: ToolCall, citable: Citable) {
  const { conversation, question, at, site, reminders, zone, isZoneKnown } = turn;
  const found: SiteToolContext["found"] = (passages) => citable.add(passages);
  try {
    return await runCall(TOOLS, call, {
      ...{ conversation, questionId: question.id, at, site, found },
      ...{ reminders, zone, isZoneKnown, askedAt: question.at },
    });
  } catch (error) {
    logError(`conversation ${conversation}: tool ${call.name}`, error);
    return toError("the tool failed; it may work later");
  }
}

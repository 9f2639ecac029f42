// One turn: the question goes to the model, its tool calls are run until it stops, and when it cannot answer the
// built-in answerer does. It knows nothing of sockets and storage.
import type { FailureReason, Page, Source } from "protocol";
import { logError } from "../log.ts";
import { Citable } from "../model/citable.ts";
import { type Model, ModelFailure, type Passage, type PromptMessage, type ToolCall } from "../model/model.ts";
import type { OwnAnswer, TurnGrant } from "../site/turn.ts";
import { toError } from "../tools/tool.ts";
import { type Calling, Calls, DECLARATIONS, saidIn } from "./calls.ts";
import { Citations } from "./citations.ts";
import { type Answered, gapByModel, gapByPages } from "./gap.ts";
import { Links } from "./links.ts";
import { buildPrompt } from "./prompt.ts";
import { breakQuiet } from "./quiet.ts";
import { supportOf } from "./support.ts";

export interface Turn extends Calling {
  summary?: string; // of what the history has no room for
  page?: Page; // where the visitor is
  model: Model | undefined; // none configured
  builtIn: Model;
  signal: AbortSignal;
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
  gap?: string; // on done: the question that the site could not answer, or not surely
}

type Pieces = AsyncGenerator<TurnPiece, TurnEnd>;

const MAX_ROUNDS = 8; // with tools; one without them follows
const MAX_CALLS = 8; // in one round
const MAX_ANSWER = 100_000; // UTF-16 units; an object's storage takes 2 MB a row
const QUIET_MS = 10_000; // a tab takes twice that for a dead socket
const UNREACHABLE = "The assistant cannot be reached just now, so this comes straight from our pages.";
const USED_UP = "The assistant has answered all it can for today, so this comes straight from our pages.";

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
  const passages = passagesOf(grant);
  const prompt = buildPrompt({ ...turn, site: grant.site, pair: grant.pair, passages, ...(page && { page }) });
  if (!model) return yield* answerByPages(turn, prompt);
  if (!grant.overBudget) return yield* answerByModel(turn, model, prompt);
  if (grant.model.fallback === "none") return { state: "failed", why: "over-budget" };
  return yield* answerByPages(turn, prompt, USED_UP);
}

/** The owner's own answer is the first. */
function passagesOf({ pair, passages, site }: TurnGrant): Passage[] {
  if (!pair) return passages;
  const { question, answer: text, url = site.url } = pair;
  return [{ title: site.name, heading: question, url, text, score: 1 }, ...passages];
}

async function* answerByModel(turn: Turn, model: Model, messages: PromptMessage[]): Pieces {
  const citable = new Citable(passagesOf(turn.grant));
  const calls = new Calls(turn, citable, { isTrusted: false });
  const citations = new Citations(citable);
  const links = new Links({ said: saidIn(turn), grant: turn.grant, passages: citable.passages });
  let answer = "";
  try {
    for await (const piece of cite(disarm(runRounds(turn, model, messages, calls), links), citations)) {
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
  const supports = citations.sources.length ? [] : supportOf(answer, citable.passages);
  if (supports.length) yield { type: "sources", sources: supports };
  const sources = [...citations.sources, ...supports];
  const { isUnknown } = citations;
  return endOf(turn, gapByModel({ ...answeredOf(turn, calls), text: answer, sources, isUnknown }));
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

/** No link but those that the answer may have. */
async function* disarm(pieces: AsyncIterable<string | Source[]>, links: Links): AsyncGenerator<string | Source[]> {
  for await (const piece of pieces) {
    const certain = typeof piece === "string" ? links.write(piece) : piece;
    if (certain.length) yield certain;
  }
  const rest = links.end();
  if (rest) yield rest;
}

/** `messages` may hold rounds in which the model already ran tools. */
async function* answerByPages(turn: Turn, messages: PromptMessage[], notice = ""): Pieces {
  const { grant, builtIn } = turn;
  yield { type: "by", by: "pages" };
  if (notice) yield { type: "text", text: `${notice}\n\n` };
  if (grant.pair) return yield* answerByOwner(grant.pair);
  const calls = new Calls(turn, new Citable(grant.passages), { isTrusted: true });
  const quoted = grant.passages.map(({ text }) => text); // the owner's own words, and nobody's who could bend them
  const links = new Links({ said: [...saidIn(turn), ...quoted], grant, passages: grant.passages });
  let text = "";
  let sources: Source[] = [];
  for await (const piece of disarm(runRounds(turn, builtIn, messages, calls), links)) {
    if (typeof piece === "string") text += piece;
    else sources = piece;
    yield typeof piece === "string" ? { type: "text", text: piece } : { type: "sources", sources: piece };
  }
  return endOf(turn, gapByPages({ ...answeredOf(turn, calls), text, sources }));
}

/** As the owner wrote it. */
async function* answerByOwner({ question, answer: text, url }: OwnAnswer): Pieces {
  yield { type: "text", text };
  if (url !== undefined) yield { type: "sources", sources: [{ title: question, url }] };
  return { state: "done" };
}

const endOf = ({ signal }: Turn, gap: string | undefined): TurnEnd => ({
  state: "done",
  ...(gap !== undefined && !signal.aborted && { gap }),
});

const answeredOf = ({ question, history, grant }: Turn, { acted }: Calls): Omit<Answered, "text" | "sources"> => ({
  ...{ question: question.text, grant, acted },
  before: history.findLast(({ role }) => role === "visitor")?.text,
});

/** Text, and the sources of an answerer that knows its own. The tool calls and their results are added to `messages`. */
async function* runRounds(
  turn: Turn,
  model: Model,
  messages: PromptMessage[],
  tools: Calls,
): AsyncGenerator<string | Source[]> {
  const { question, grant, signal } = turn;
  let before = "";
  for (let round = 0; round <= MAX_ROUNDS; round++) {
    const calls: ToolCall[] = [];
    const declared = round < MAX_ROUNDS ? DECLARATIONS : [];
    let said = "";
    const { passages, site } = grant;
    for await (const event of model({ messages, question: question.text, passages, site, tools: declared, signal })) {
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
    if (signal.aborted || !calls.length || !declared.length) return;
    before += said;
    messages.push({ role: "assistant", content: said || null, calls });
    for (const [index, call] of calls.entries()) {
      const content = index < MAX_CALLS ? await tools.run(call) : toError("too many calls at once");
      messages.push({ role: "tool", callId: call.id, content });
      if (signal.aborted) return;
    }
  }
}

// One request to a chat completions API and its stream: pieces are joined, silence is noticed, and the end is checked,
// because the package reports neither a stall nor a missing finish_reason.
import type { ChatCompletionChunk } from "openai/resources/chat/completions";
import { EMPTY_ANSWER, type ModelEvent, ModelFailure, type ToolCall } from "./model.ts";

/** All in milliseconds. */
export interface Timing {
  firstTokenMs: number; // until the first text, call or thought, retries and their waits included
  betweenTokensMs: number;
  thinkingMs: number; // from the first thought to the text or call it leads to
  backoffMs: number; // before the first retry; doubles
}

type Open = (signal: AbortSignal) => PromiseLike<AsyncIterable<ChatCompletionChunk>>;
type Delta = ChatCompletionChunk.Choice.Delta;
/** As servers send it: each part may be absent or null. */
interface CallPiece {
  index?: number | null;
  id?: string | null;
  function?: { name?: string | null; arguments?: string | null } | null;
}
type OpenCall = ToolCall & { index: number | null };

/** After the finish_reason nothing more is needed: the rest is read only so that the connection can be used again. */
const LAST_FRAMES_MS = 1000;
const MAX_CALL_UNITS = 20_000; // UTF-16, of all calls of a round together

export class ChatRound {
  hasBegun = false; // text, or a piece of a call, was seen
  readonly #timing: Timing;
  readonly #upstream = new AbortController();
  readonly #caller: AbortSignal;
  readonly #calls: OpenCall[] = [];
  #callUnits = 0;
  readonly #deadline: number; // ms since 1970
  #timer: ReturnType<typeof setTimeout> | undefined;
  #thinkingEnd: number | undefined; // only while the model thinks; ms since 1970
  #overdue: "silence" | "thinking" | undefined;
  #finish: string | undefined;

  constructor(timing: Timing, deadline: number, caller: AbortSignal) {
    this.#timing = timing;
    this.#deadline = deadline;
    this.#caller = caller;
  }

  /**
   * Throws `ModelFailure` when the upstream said how it ended and that is no whole answer (an answer cut at the token
   * limit or withheld by a filter is none), when it fell silent or did not stop thinking, and when its calls are too
   * long. What else it throws is the wire's.
   */
  async *read(open: Open): AsyncGenerator<ModelEvent, void> {
    const giveUp = () => this.#close();
    this.#caller.addEventListener("abort", giveUp);
    this.#expectBy(this.#deadline);
    try {
      for await (const chunk of await open(this.#upstream.signal)) {
        const text = this.#take(chunk);
        if (text) yield { type: "text", text };
      }
    } catch (error) {
      if (!this.#finish && !this.#overdue) throw error;
    } finally {
      this.#caller.removeEventListener("abort", giveUp);
      this.#close();
    }
    if (this.#caller.aborted) return;
    this.#assertWhole();
    for (const [at, { index: _, ...call }] of this.#calls.entries())
      yield { type: "call", call: { ...call, id: call.id || `call_${at}` } };
  }

  /** The text of a chunk. Only what brings the answer on moves the deadline: role chunks and empty ones do not. */
  #take(chunk: ChatCompletionChunk) {
    const choice = chunk.choices?.[0]; // none in a usage chunk, and in the keep-alives of some servers
    if (!choice || this.#finish) return undefined;
    const delta = choice.delta ?? {};
    const text = this.hasBegun ? delta.content : delta.content?.trimStart(); // some models begin with empty lines
    const units = this.#callUnits;
    for (const piece of delta.tool_calls ?? []) this.#addToCall(piece);
    if (text || this.#callUnits > units) this.#goOn();
    else if (isThinking(delta)) this.#think();
    if (choice.finish_reason) {
      this.#finish = choice.finish_reason;
      this.#expectBy(Date.now() + LAST_FRAMES_MS);
    }
    return text;
  }

  #goOn() {
    this.hasBegun = true;
    this.#thinkingEnd = undefined;
    this.#expectBy(Date.now() + this.#timing.betweenTokensMs);
  }

  #think() {
    const now = Date.now();
    this.#thinkingEnd ??= now + this.#timing.thinkingMs;
    const next = now + this.#timing.betweenTokensMs;
    if (next < this.#thinkingEnd) this.#expectBy(next);
    else this.#expectBy(this.#thinkingEnd, "thinking");
  }

  #addToCall(piece: CallPiece) {
    const id = piece.id ?? "";
    const name = piece.function?.name ?? "";
    const part = piece.function?.arguments ?? "";
    this.#callUnits += id.length + name.length + part.length;
    if (this.#callUnits > MAX_CALL_UNITS) throw new ModelFailure("calls too long");
    const call = this.#callFor(piece.index ?? null, id, name);
    call.id ||= id;
    call.name ||= name;
    call.arguments += part;
  }

  /** Some servers leave the index out or give every call the same: then a name that comes with a new id begins a call. */
  #callFor(index: number | null, id: string, name: string): OpenCall {
    const known = this.#calls.findLast((call) => index === null || call.index === index);
    if (known && !(known.name && name && id && id !== known.id)) return known;
    const call = { index, id: "", name: "", arguments: "" };
    this.#calls.push(call);
    return call;
  }

  #assertWhole() {
    if (!this.#finish) throw this.#overdue ? new ModelFailure(this.#overdue) : new Error("no finish_reason");
    if (this.#finish === "length" || this.#finish === "content_filter") throw new ModelFailure(this.#finish);
    if (!this.hasBegun) throw new ModelFailure(EMPTY_ANSWER);
  }

  #expectBy(time: number, overdue: "silence" | "thinking" = "silence") {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#overdue = overdue;
      this.#upstream.abort(); // ends the loop over the stream without an error
    }, time - Date.now());
  }

  #close() {
    clearTimeout(this.#timer);
    this.#upstream.abort();
  }
}

/** Reasoning models behind compatible APIs (vLLM, DeepSeek, OpenRouter) stream their thoughts beside the answer. */
const isThinking = (delta: Delta) =>
  Boolean(("reasoning_content" in delta && delta.reasoning_content) || ("reasoning" in delta && delta.reasoning));

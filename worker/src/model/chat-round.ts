// One request to a chat completions API and its stream: pieces are joined, silence is noticed, and the end is checked,
// because the package reports neither a stall nor a missing finish_reason.
import type { ChatCompletionChunk } from "openai/resources/chat/completions";
import { type ModelEvent, ModelFailure, type ToolCall } from "./model.ts";

/** All in milliseconds. */
export interface Timing {
  firstTokenMs: number; // until the first text or call, retries and their waits included
  betweenTokensMs: number;
  backoffMs: number; // before the first retry; doubles
}

type Open = (signal: AbortSignal) => PromiseLike<AsyncIterable<ChatCompletionChunk>>;
type Delta = ChatCompletionChunk.Choice.Delta;

/** After the finish_reason nothing more is needed: the rest is read only so that the connection can be used again. */
const LAST_FRAMES_MS = 1000;

export class ChatRound {
  hasBegun = false; // text, or a piece of a call, was seen
  readonly #betweenTokensMs: number;
  readonly #upstream = new AbortController();
  readonly #caller: AbortSignal;
  readonly #calls = new Map<number, ToolCall>();
  readonly #deadline: number; // ms since 1970
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSilent = false;
  #finish: string | undefined;

  constructor({ betweenTokensMs }: Timing, deadline: number, caller: AbortSignal) {
    this.#betweenTokensMs = betweenTokensMs;
    this.#deadline = deadline;
    this.#caller = caller;
  }

  /**
   * Throws `ModelFailure` when the upstream said how it ended and that is no whole answer (an answer cut at the token
   * limit or withheld by a filter is none), or when it fell silent. What else it throws is the wire's.
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
      if (!this.#finish && !this.#isSilent) throw error;
    } finally {
      this.#caller.removeEventListener("abort", giveUp);
      this.#close();
    }
    if (this.#caller.aborted) return;
    this.#assertWhole();
    for (const call of this.#calls.values()) yield { type: "call", call };
  }

  /** The text of a chunk. Only what brings the answer on moves the deadline: role chunks and empty ones do not. */
  #take(chunk: ChatCompletionChunk) {
    const choice = chunk.choices?.[0]; // none in a usage chunk, and in the keep-alives of some servers
    if (!choice || this.#finish) return undefined;
    const delta = choice.delta ?? {};
    const text = this.hasBegun ? delta.content : delta.content?.trimStart(); // some models begin with empty lines
    for (const piece of delta.tool_calls ?? []) this.#addToCall(piece);
    if (text || delta.tool_calls?.length) this.hasBegun = true;
    if (text || delta.tool_calls?.length || isThinking(delta)) this.#expectBy(Date.now() + this.#betweenTokensMs);
    if (choice.finish_reason) {
      this.#finish = choice.finish_reason;
      this.#expectBy(Date.now() + LAST_FRAMES_MS);
    }
    return text;
  }

  #addToCall({ index, id, function: part }: ChatCompletionChunk.Choice.Delta.ToolCall) {
    const call = this.#calls.get(index) ?? { id: "", name: "", arguments: "" };
    this.#calls.set(index, {
      id: call.id || id || `call_${index}`,
      name: call.name || part?.name || "",
      arguments: call.arguments + (part?.arguments ?? ""),
    });
  }

  #assertWhole() {
    if (!this.#finish) throw this.#isSilent ? new ModelFailure("silence") : new Error("no finish_reason");
    if (this.#finish === "length" || this.#finish === "content_filter") throw new ModelFailure(this.#finish);
    if (!this.hasBegun) throw new ModelFailure("empty answer");
  }

  #expectBy(time: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#silence(), time - Date.now());
  }

  #silence() {
    this.#isSilent = true;
    this.#upstream.abort(); // ends the loop over the stream without an error
  }

  #close() {
    clearTimeout(this.#timer);
    this.#upstream.abort();
  }
}

/** Reasoning models behind compatible APIs (vLLM, DeepSeek, OpenRouter) stream their thoughts beside the answer. */
const isThinking = (delta: Delta) =>
  Boolean(("reasoning_content" in delta && delta.reasoning_content) || ("reasoning" in delta && delta.reasoning));

// A conversation's summary: kept as one row, made anew behind the answer that made it due.
import type { Model } from "../model/model.ts";
import type { State } from "./state.ts";
import { isSummaryDue, type Summary, summarize } from "./summary.ts";
import type { Transcript } from "./transcript.ts";

const TIME_MS = 60_000; // for a model; then it is put together without one

interface Writer {
  model: Model | undefined; // none configured, or over budget
  site: { name: string; url: string };
  conversation: string;
}

export class RunningSummary {
  readonly #state: State;
  readonly #transcript: Transcript;
  #isBeingMade = false;

  constructor(state: State, transcript: Transcript) {
    this.#state = state;
    this.#transcript = transcript;
  }

  /** Undefined while the prompt has room for all of the conversation. */
  get current(): Summary | undefined {
    return this.#state.get("summary");
  }

  /** One that died with its object is made at the end of the next turn. */
  async renew(writer: Writer): Promise<Summary | undefined> {
    const { recent: messages } = this.#transcript;
    const before = this.current;
    if (this.#isBeingMade || !isSummaryDue({ messages, summary: before })) return before;
    this.#isBeingMade = true;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), TIME_MS); // AbortSignal.timeout would keep the object awake to its end
    try {
      const summary = await summarize({ messages, before, signal: late.signal, ...writer });
      this.#state.set("summary", summary);
      return summary;
    } finally {
      clearTimeout(timer);
      this.#isBeingMade = false;
    }
  }
}

// How much one conversation may ask for in a minute.
import { Refusal } from "../refusal.ts";
import type { Stored } from "./transcript.ts";

const MINUTE_MS = 60_000;

export class Pace {
  #acts: number[] = []; // in the last minute, ms since 1970

  /** Throws `too-fast` when as many messages as the limit were said within a minute. */
  message(messages: readonly Stored[], limit: number) {
    const times = messages.filter(({ role }) => role === "visitor").map(({ at }) => at);
    refuseAfter(times.filter(isRecent), limit);
  }

  /** Retries cost an answer, feedback and a browser's address a row, so they are limited as messages are. */
  act(limit: number) {
    this.#acts = this.#acts.filter(isRecent);
    refuseAfter(this.#acts, limit);
    this.#acts.push(Date.now());
  }
}

/** Not what lies ahead: a clock that was put back would keep a visitor silent for as long. */
const isRecent = (at: number) => at > Date.now() - MINUTE_MS && at <= Date.now();

function refuseAfter(times: number[], limit: number) {
  const oldest = times.at(-limit);
  if (oldest !== undefined) throw new Refusal("too-fast", Math.ceil((oldest + MINUTE_MS - Date.now()) / 1000));
}

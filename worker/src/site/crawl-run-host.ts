// Whether a crawl's host still answers at all. One that does not costs a few requests, not some for each of its pages.
import { type FetchRules, fetchText, NotFetched } from "../crawl/fetch-text.ts";
import type { Run, RunRecord } from "./crawl-run-record.ts";

const IN_A_ROW = 5; // requests that nothing answered
const PAUSES_MS = [2_000, 8_000]; // a server that is started anew is back by then

export class Host {
  readonly #run: Run;
  readonly #record: RunRecord;
  readonly #rules: FetchRules;
  #unanswered: number; // in a row; a slice that begins after a pause asks once
  #asking: Promise<void> | undefined; // whether it is there at all

  constructor(run: Run, record: RunRecord, rules: FetchRules) {
    this.#run = run;
    this.#record = record;
    this.#rules = rules;
    this.#unanswered = run.pauses > 0 ? IN_A_ROW - 1 : 0;
  }

  answered() {
    this.#unanswered = 0;
    this.#run.pauses = 0;
  }

  /** It is left alone for a while, and for the rest of the crawl when that did not help. */
  async missed({ unanswered }: NotFetched, now: number) {
    if (!unanswered) return this.answered();
    if (this.#asking !== undefined) return this.#asking;
    if (now < this.#run.pausedUntil) return; // was asked before it was left alone
    this.#unanswered++;
    if (this.#unanswered < IN_A_ROW || this.#run.isLost) return;
    const pause = PAUSES_MS[this.#run.pauses++];
    if (pause === undefined) {
      this.#asking = this.#ask();
      return this.#asking;
    }
    this.#run.pausedUntil = now + pause;
    this.#unanswered = IN_A_ROW - 1;
    this.#record.write(this.#run);
  }

  /** Pages that are slow one after another are no proof: it has answered for its robots.txt before. */
  async #ask() {
    const isThere = await answers(`${this.#run.ground?.origin}/robots.txt`, this.#rules);
    this.#asking = undefined;
    if (this.#rules.signal?.aborted) return;
    if (isThere) this.answered();
    else this.#lose();
  }

  #lose() {
    this.#run.isLost = true;
    const origin = this.#run.ground?.origin;
    this.#record.abandon(this.#run, `${origin} could not be reached any more: the rest is left for the next crawl`);
  }
}

async function answers(address: string, rules: FetchRules): Promise<boolean> {
  try {
    await fetchText(new URL(address), rules, { first: 1 });
    return true;
  } catch (error) {
    return !(error instanceof NotFetched && error.unanswered);
  }
}

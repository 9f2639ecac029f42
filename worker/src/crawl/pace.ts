// How often a host is asked. Knows neither the host nor a clock.

const MAX_DELAY_MS = 30_000; // a robots.txt that asks for more would make a crawl last for days

/** The site's own setting, or what its robots.txt asks for when that is longer. */
export const delayOf = (own: number, crawlDelaySeconds: number | undefined): number =>
  Math.max(own, Math.min(MAX_DELAY_MS, (crawlDelaySeconds ?? 0) * 1000));

/** Keeps the starts of two requests apart. */
export class Pace {
  readonly #delay: number;
  #next = 0;

  constructor(delayMs: number, pausedUntil = 0) {
    this.#delay = delayMs;
    this.#next = pausedUntil;
  }

  /** When the next request may start, in ms since 1970. */
  get next(): number {
    return this.#next;
  }

  started(now: number) {
    this.#next = Math.max(this.#next, now + this.#delay);
  }

  /** The host asked to be left alone. */
  pause(until: number) {
    this.#next = Math.max(this.#next, until);
  }
}

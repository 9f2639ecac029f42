// The citations in a model's stream: numbered anew in the order in which a reader meets them, invented ones dropped.
import type { Source } from "protocol";
import { type Citable, toSource } from "../model/citable.ts";

/** What may still become a citation or, closed, a link's text; the space before it; a run of backticks or line ends. */
const OPEN_END = /[ \n]{0,20}(?:\[[\d, –-]{0,20}\]?|`{1,20})?$/; // bounded: an unbounded run costs the square of its length
const TOKEN =
  /(?<fence>`{1,20})|(?<gap> {0,20})\[(?=[^\]]{1,20}\])(?<numbers>\d{1,3}(?: *[,–-] *\d{1,3})*)\](?!\()|\n\n+/g;
/** What a model that does not know is told to cite (prompt.ts). No passage has it, so no reader sees it. */
const UNKNOWN = 0;
const MAX_RANGE = 20; // passages in one [from-to]

/** Inside code a number in brackets is code. */
export class Citations {
  readonly sources: Source[] = []; // as cited, in order
  /** The model said that it does not know. */
  isUnknown = false;
  readonly #citable: Citable;
  #held = "";
  #code = 0; // the length of the run of backticks that opened the code we are in

  constructor(citable: Citable) {
    this.#citable = citable;
  }

  /** The text that is certain by now. */
  write(text: string): string {
    const all = this.#held + text;
    const cut = all.search(OPEN_END);
    this.#held = all.slice(cut);
    return this.#renumber(all.slice(0, cut));
  }

  /** What was held back at the end. */
  end(): string {
    const rest = this.#renumber(this.#held);
    this.#held = "";
    return rest;
  }

  #renumber(text: string) {
    return text.replace(TOKEN, (token: string, ...rest) => {
      const { fence, gap = "", numbers } = rest.at(-1) as { fence?: string; gap?: string; numbers?: string };
      if (fence) this.#toggleCode(fence.length);
      else if (numbers === undefined) {
        if (this.#code < 3) this.#code = 0; // an inline code span ends with its paragraph
      } else if (!this.#code) return this.#cite(gap, numbers);
      return token;
    });
  }

  #toggleCode(ticks: number) {
    if (!this.#code) this.#code = ticks;
    else if (this.#code >= 3 ? ticks >= this.#code : ticks === this.#code) this.#code = 0;
  }

  #cite(gap: string, numbers: string) {
    const cited = numbers
      .split(",")
      .flatMap(toNumbers)
      .flatMap((number) => this.#sourceNumber(number));
    return cited.length ? gap + [...new Set(cited)].map((number) => `[${number}]`).join("") : "";
  }

  /** None for an invented number. Two passages at one address are one source. */
  #sourceNumber(number: number): number[] {
    if (number === UNKNOWN) this.isUnknown = true;
    const passage = this.#citable.get(number);
    if (!passage) return [];
    const known = this.sources.findIndex(({ url }) => url === passage.url);
    return [known >= 0 ? known + 1 : this.sources.push(toSource(passage))];
  }
}

/** "3", and "1-3". */
function toNumbers(part: string): number[] {
  const [from = 0, ...more] = part.split(/[–-]/).map(Number);
  const to = more.at(-1) ?? from;
  return Array.from({ length: Math.min(Math.max(to - from, 0), MAX_RANGE) + 1 }, (_, index) => from + index);
}

// What the figures of search ask of their Worker.
import type { Ranking } from "../src/site/weights.ts";

export interface Section {
  title: string; // of its page
  heading: string;
  text: string; // paragraphs with an empty line between them
}

/** What the benchmark sends; the answer is JSON. */
export type Asked =
  | { ask: "put" }
  | { ask: "fill"; from: number; sections: Section[]; ranking?: Partial<Ranking> }
  | { ask: "count" }
  | { ask: "search"; question: string; limit: number; ranking?: Partial<Ranking> } // answers with the sections' numbers
  | { ask: "found"; question: string } // as the product searches
  | { ask: "begin"; question: string }
  | { ask: "size" };

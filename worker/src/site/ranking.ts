// How well a passage fits a question: bm25 over weighted fields, and words that stand together. Knows stems and where they
// stand, and no database.
import { FIELDS, type Stems } from "./stem-index.ts";
import type { Form, Term } from "./terms.ts";
import type { Ranking } from "./weights.ts";

const TYPICAL_LENGTH = [4, 6, 130]; // stems of a title, a heading path, a text
const NEAR = 8; // stems between two words that still belong together
const WINDOW = 30; // stems

interface Hit {
  term: number;
  position: number;
  fit: number;
}

export interface Fit {
  value: number; // comparable within one question
  covered: number; // 0 to 1: how much of the question the passage has, by the weight of its words
}

export class Ranker {
  readonly #terms: Term[];
  readonly #ranking: Ranking;
  readonly #byStem = new Map<string, { term: number; form: Form }[]>(); // by the first stem of a form
  readonly #asked: number;

  constructor(terms: Term[], ranking: Ranking) {
    this.#terms = terms;
    this.#ranking = ranking;
    this.#asked = terms.reduce((sum, { weight }) => sum + weight, 0);
    for (const [term, { forms }] of terms.entries()) {
      for (const form of forms) {
        const [first = ""] = form.stems;
        this.#byStem.set(first, [...(this.#byStem.get(first) ?? []), { term, form }]);
      }
    }
  }

  fit(stems: Stems): Fit {
    const counted = this.#terms.map(() => 0);
    const best = this.#terms.map(() => 0);
    let together = 0;
    for (const [at, line] of stems.split("\n").entries()) {
      if (!FIELDS[at]) break;
      const words = line.split(" ");
      const hits = this.#hits(words);
      const typical = TYPICAL_LENGTH[at] ?? 1;
      const discount = 1 - this.#ranking.length + (this.#ranking.length * words.length) / typical;
      for (const { term, fit } of hits) {
        counted[term] = (counted[term] ?? 0) + (fit * (this.#ranking.fields[at] ?? 0)) / discount;
        best[term] = Math.max(best[term] ?? 0, fit);
      }
      together = Math.max(together, this.#pairs(hits) + this.#window(hits));
    }
    const { saturation } = this.#ranking;
    const value = this.#sum((term) => {
      const count = counted[term] ?? 0;
      return count ? (count * (saturation + 1)) / (saturation + count) : 0;
    });
    const covered = this.#sum((term) => best[term] ?? 0) / (this.#asked || 1);
    return { value: value + together, covered };
  }

  #sum = (share: (term: number) => number) =>
    this.#terms.reduce((sum, { weight }, term) => sum + weight * share(term), 0);

  #hits(words: string[]): Hit[] {
    const hits: Hit[] = [];
    for (const [position, word] of words.entries()) {
      for (const { term, form } of this.#byStem.get(word) ?? []) {
        if (!form.stems.every((stem, ahead) => words[position + ahead] === stem)) continue;
        const last = hits.at(-1);
        if (last?.term === term && last.position === position) last.fit = Math.max(last.fit, form.fit);
        else hits.push({ term, position, fit: form.fit });
      }
    }
    return hits;
  }

  /** Two words mean together what they mean together: in their order and no farther apart than in the question, or near. */
  #pairs(hits: Hit[]): number {
    const closest = new Map<number, number>(); // by the first of two terms
    for (const [index, hit] of hits.entries()) {
      for (let ahead = index + 1; ahead < hits.length; ahead++) {
        const other = hits[ahead];
        if (!other || other.position - hit.position > NEAR) break;
        const step = other.term - hit.term;
        if (Math.abs(step) !== 1 || this.#terms[other.term]?.isEarlier || this.#terms[hit.term]?.isEarlier) continue;
        const first = Math.min(hit.term, other.term);
        const asked = (this.#terms[first + 1]?.at ?? 0) - (this.#terms[first]?.at ?? 0);
        const gap = Math.max(0, other.position - hit.position - (step > 0 ? asked : 0));
        const closeness = (1 - gap / (NEAR + 1)) * Math.min(hit.fit, other.fit);
        closest.set(first, Math.max(closest.get(first) ?? 0, closeness));
      }
    }
    let bonus = 0;
    for (const [first, closeness] of closest) {
      bonus += closeness * Math.max(this.#terms[first]?.weight ?? 0, this.#terms[first + 1]?.weight ?? 0);
    }
    return this.#ranking.pair * bonus;
  }

  /** The weight of the words that the densest stretch has, without its heaviest: one word is no stretch. */
  #window(hits: Hit[]): number {
    const inside = this.#terms.map(() => 0);
    let [from, weight, densest] = [0, 0, 0];
    for (const hit of hits) {
      if (inside[hit.term] === 0) weight += this.#terms[hit.term]?.weight ?? 0;
      inside[hit.term] = (inside[hit.term] ?? 0) + 1;
      for (let first = hits[from]; first && hit.position - first.position > WINDOW; first = hits[++from]) {
        inside[first.term] = (inside[first.term] ?? 0) - 1;
        if (inside[first.term] === 0) weight -= this.#terms[first.term]?.weight ?? 0;
      }
      const heaviest = this.#terms.reduce((most, term, at) => (inside[at] ? Math.max(most, term.weight) : most), 0);
      densest = Math.max(densest, weight - heaviest);
    }
    return this.#ranking.window * densest;
  }
}

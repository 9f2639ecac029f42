// A question's words as what to look for: the forms in which a site may have each, and how much each word weighs.
import type { Language } from "../language/language.ts";
import { oneSlipFrom, slipsBetween } from "../language/spelling.ts";
import { isListed, stemOf } from "../language/stem.ts";
import { isUnspaced, withoutAccents } from "../language/tokens.ts";
import type { QueryWord, Tongue } from "./query.ts";
import type { StemIndex } from "./stem-index.ts";
import type { Ranking } from "./weights.ts";

export interface Form {
  stems: string[]; // one after the other
  fit: number; // 1 for the visitor's own word
  count: number; // passages that may have it
}

export interface Term {
  at: number; // its place in the question
  isEarlier: boolean; // of the question before
  weight: number; // a rare word's is higher, and that of a word that no passage has is the highest
  forms: Form[];
}

const MIN_START = 4; // letters of a word that is taken for the start of others
const MAX_STARTED = 12;
const MIN_PART = 4; // letters of a compound's part
const LINK = /^(?:es|s|en|n|er|e)?(?=\p{L}{4})/u; // between the parts of a German or Dutch compound
const SLIPS = { from: 4, twoFrom: 8 }; // letters

export class Terms {
  readonly #index: StemIndex;
  readonly #tongue: Tongue;
  readonly #ranking: Ranking;
  readonly #total: number;

  constructor(index: StemIndex, tongue: Tongue, ranking: Ranking, total: number) {
    this.#index = index;
    this.#tongue = tongue;
    this.#ranking = ranking;
    this.#total = total;
  }

  /** `earlier`: words of the question before. */
  of(words: QueryWord[], earlier: QueryWord[]): Term[] {
    const all = [...words, ...earlier];
    const counts = this.#index.frequencies(all.flatMap(({ stems, synonyms }) => [...stems, ...synonyms.flat()]));
    return all.map((word, index) => this.#term(word, index >= words.length, counts));
  }

  #term(word: QueryWord, isEarlier: boolean, counts: Map<string, number>): Term {
    const { earlier, siteName, synonym } = this.#ranking;
    const toForms = (phrases: string[][], fit: number) => this.#known(phrases, fit, counts);
    const own = toForms(
      word.stems.map((stem) => [stem]),
      1,
    );
    const others = synonym ? toForms(word.synonyms, synonym) : [];
    const known = [...own, ...others];
    const forms = known.length ? known : this.#guess(word);
    const count = Math.min(
      this.#total,
      forms.reduce((sum, form) => sum + form.count, 0),
    );
    const rarity = Math.log(1 + (this.#total - count + 0.5) / (count + 0.5)) ** this.#ranking.rarity;
    const share = (isEarlier ? earlier : 1) * (this.#tongue.name.has(word.word) ? siteName : 1);
    return { at: word.at, isEarlier, weight: share * rarity, forms };
  }

  #known(phrases: string[][], fit: number, counts: Map<string, number>): Form[] {
    return phrases.flatMap((stems) => {
      const count = Math.min(...stems.map((stem) => counts.get(stem) ?? 0));
      return count > 0 ? [{ stems, fit, count }] : [];
    });
  }

  /** For a word that no passage has. */
  #guess(word: QueryWord): Form[] {
    const { start, slip } = this.#ranking;
    if (/\p{N}/u.test(word.word)) return [];
    const started = start ? this.#started(word) : [];
    if (started.length) return started;
    return slip && !isUnspaced(word.word) ? this.#misspelt(word) : [];
  }

  #forms(stems: string[], fit: number): Form[] {
    const counts = this.#index.frequencies(stems);
    return [...counts].map(([stem, count]) => ({ stems: [stem], fit, count }));
  }

  /** As the start of other words, or as a compound of two. */
  #started({ word, stems }: QueryWord): Form[] {
    const isLong = word.length >= MIN_START;
    if (!isLong && !isUnspaced(word)) return [];
    const starts = [...new Set([...stems, withoutAccents(word)])].filter(
      (start) => start.length >= MIN_START || isUnspaced(word),
    );
    const started = starts.flatMap((start) => this.#index.startingWith(start)).slice(0, MAX_STARTED);
    if (started.length) return this.#forms(started, this.#ranking.start);
    return isLong ? this.#compound(word) : [];
  }

  #compound(word: string): Form[] {
    const { languages } = this.#tongue;
    if (!languages.some((language) => language === "de" || language === "nl")) return [];
    for (let cut = word.length - MIN_PART; cut >= MIN_PART; cut--) {
      const rest = word.slice(cut);
      const rests = [rest, rest.replace(LINK, "")];
      const [first, last] = [[word.slice(0, cut)], rests].map((parts) =>
        this.#forms(
          parts.flatMap((part) => this.#stems(part)),
          this.#ranking.start,
        ),
      );
      if (first?.length && last?.length) return [...first, ...last];
    }
    return [];
  }

  #stems = (word: string) => this.#tongue.languages.map((language: Language | undefined) => stemOf(word, language));

  /** The most frequent of the stems that are nearest. A name is not taken for another word. */
  #misspelt({ word, isName, stems }: QueryWord): Form[] {
    const isGerman = this.#tongue.languages[0] === "de"; // where every noun has a capital
    if (word.length < SLIPS.from || (isName && !isGerman) || isListed(word)) return [];
    const meant = new Set(oneSlipFrom(word).flatMap(this.#stems));
    const near = this.#index.frequencies([...meant]);
    const found = near.size || word.length < SLIPS.twoFrom ? near : this.#twoSlips(stems);
    const [best] = [...found].filter(([stem]) => stem.length >= SLIPS.from - 1).sort(([, a], [, b]) => b - a);
    return best ? [{ stems: [best[0]], fit: this.#ranking.slip, count: best[1] }] : [];
  }

  /** Among the stems with the same first letter. */
  #twoSlips(stems: string[]): Map<string, number> {
    for (const stem of stems) {
      const first = stem.codePointAt(0) ?? 0;
      const near = [...this.#index.vocabulary(String.fromCodePoint(first), String.fromCodePoint(first + 1))].filter(
        ([other]) => other.length > SLIPS.from && slipsBetween(stem, other, 2) <= 2,
      );
      const least = Math.min(...near.map(([other]) => slipsBetween(stem, other, 2)));
      const nearest = near.filter(([other]) => slipsBetween(stem, other, 2) === least);
      if (nearest.length) return new Map(nearest);
    }
    return new Map();
  }
}

// Whether two questions ask the same, by their words alone. What turns a question around must be the same in both: numbers,
// negations, opposites, question words and names.
import { contentList, wordsOf } from "../model/words.ts";

export interface Asked {
  stems: Set<string>; // no numbers: those are in `turns`
  words: string; // all of them, for a question that has only words that every text has
  turns: string; // what must be the same: numbers, negations, opposites
  asks: string; // its question words; a question without any fits all
  names: Set<string>; // stems of words that are capitals inside a sentence
}

/** From here on two questions are the same. */
export const SAME = 0.8;

const NUMBER = /\p{Nd}+(?:[.,:]\p{Nd}+)*/gu;
const COUNTS = "zero two three four five six seven eight nine ten eleven twelve".split(" ");
/** In the languages that the site's pages may have: each changes what is asked, however many other words are the same. */
const TURNING = new Set(
  `no not without never none nor neither cannot except only over under above below before after more less fewer off down out
nicht kein keine keinen keiner keinem ohne nie nur vor nach mehr weniger pas sans jamais aucun aucune avant plus moins
sin nunca ningún antes después más menos non senza mai prima dopo meno niet geen zonder nooit voor na meer minder
não sem nenhum nenhuma depois mais`
    .split(/\s+/)
    .map(fold),
);
const ASKING = new Set(
  "who whose when where why how wer wann warum wo qui quand où pourquoi quién cuándo dónde chi dove perché wie wanneer waarom waar quem onde"
    .split(" ")
    .map(fold),
);
const HOW = new Set("much many long often far big large old soon fast".split(" ")); // "how much" is not "how long"
const NAME = /(?<=[\p{L}\p{N},;)] {1,9})\p{Lu}[\p{L}\p{N}-]*/gu;

export function readAsked(question: string): Asked {
  const words = wordsOf(question);
  const plain = words.map(fold);
  const counts = plain.flatMap((word) => {
    const count = COUNTS.indexOf(word);
    return count < 0 ? [] : String(count ? count + 1 : 0);
  });
  const numbers = [...question.matchAll(NUMBER)].map(([number]) => number.replace(/[.,](?=\d{3}(?!\d))/g, ""));
  const turning = plain.filter((word) => TURNING.has(word) || /n't$/.test(word));
  const turns = [...numbers, ...counts, ...turning.map((word) => (/n't$|^cannot$/.test(word) ? "not" : word))];
  const asks = plain.flatMap((word, at) => (ASKING.has(word) ? toAsking(word, plain[at + 1]) : []));
  const isShouted = !/\p{Ll}/u.test(question);
  return {
    stems: new Set(contentList(question).filter((stem) => !/^\p{Nd}+$/u.test(stem) && !COUNTS.includes(stem))),
    words: words.join(" "),
    turns: distinct([...turns, ...origin(plain)]),
    asks: distinct(asks),
    names: new Set(isShouted ? [] : contentList((question.match(NAME) ?? []).join(" "))),
  };
}

/**
 * 0 to 1: the part of all their stems that both have (Jaccard). 0 when something turns one of them around, or when they
 * differ in a name.
 */
export function likeness(one: Asked, other: Asked): number {
  if (one.turns !== other.turns || (one.asks && other.asks && one.asks !== other.asks)) return 0;
  if (!one.stems.size || !other.stems.size) return one.words && one.words === other.words ? 1 : 0;
  const shared = [...one.stems].filter((stem) => other.stems.has(stem)).length;
  const differs = (here: Asked, there: Asked) => [...here.names].some((name) => !there.stems.has(name));
  if (differs(one, other) || differs(other, one)) return 0;
  return shared / (one.stems.size + other.stems.size - shared);
}

function toAsking(word: string, next: string | undefined) {
  return word === "how" && next !== undefined && HOW.has(next) ? `how ${next}` : word;
}

/** "From Rye to Deal" is not "from Deal to Rye". */
function origin(words: string[]) {
  return words.includes("to") ? words.flatMap((word, at) => (word === "from" ? `from ${words[at + 1]}` : [])) : [];
}

const distinct = (parts: string[]) => [...new Set(parts)].sort().join(" ");

function fold(word: string) {
  return word.normalize("NFKD").replace(/\p{M}/gu, "");
}

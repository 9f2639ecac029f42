// Whether two questions ask the same, by their words alone. What turns a question around must be the same in both: numbers,
// negations, opposites, question words and names. Synonyms are not the same: who deletes does not reset.
import { detectLanguage, type Language } from "../language/language.ts";
import { stemOf } from "../language/stem.ts";
import { STOP_WORDS } from "../language/stop-words.ts";
import { joinShortCompounds, plain, toParts, toWords, withoutAccents } from "../language/tokens.ts";

export interface Asked {
  stems: Set<string>; // no numbers: those are in `turns`
  words: string; // all of them, for a question that has only words that every text has
  turns: string; // numbers, negations, opposites
  asks: string; // its question words; a question without any fits all
  names: Set<string>; // stems of words that are capitals inside a sentence
}

/** From here on two questions are the same. */
export const SAME = 0.8;

const NUMBER = /\p{Nd}+(?:[.,:]\p{Nd}+)*/gu;
const COUNTS = "zero - two three four five six seven eight nine ten eleven twelve".split(" "); // "one" is hardly ever a number
/** In the languages whose stems are known: each changes what is asked, however many other words are the same. */
const TURNING = new Set(
  `no not without never none nor neither only except over under above below before after more less fewer off up down out
nicht kein keine keinen keiner keinem ohne nie nur vor nach mehr weniger pas sans jamais aucun aucune avant plus moins
sin nunca ningún antes después más menos non senza mai prima dopo meno niet geen zonder nooit voor na meer minder
não sem nenhum nenhuma depois mais`
    .split(/\s+/)
    .map(withoutAccents),
);
const NOT =
  /\p{L}n['’]t(?!\p{L})|(?<!\p{L})(?:cannot|(?:do|does|did|is|are|was|ca|wo|would|could|should)nt)(?!\p{L})|[不没沒未]|ない|ません|ไม่/iu;
/** Followed by the word that it leads to. */
const WAY = /(?<!\S)(\S+) (to|into|than|nach|zu|als|vers|en|que|a|in|naar|para|em)(?= (\S+))/g;
const ASKING = new Set(
  "who whose when where why how wer wann warum wo qui quand où pourquoi quién cuándo dónde chi dove perché wie wanneer waarom waar quem onde"
    .split(" ")
    .map(withoutAccents),
);
const HOW = new Set("much many long often far big large old soon fast".split(" ")); // "how much" is not "how long"
const NAME = /(?<=[\p{L}\p{N},;)] {1,9})\p{Lu}[\p{L}\p{N}-]*/gu;

/** `main`: the site's language, for a question that is too short to tell its own. */
export function readAsked(question: string, main: Language = "en"): Asked {
  const language = detectLanguage(question, 1) ?? main;
  const words = toWords(joinShortCompounds(question));
  const bare = words.map(withoutAccents);
  const isShouted = !/\p{Ll}/u.test(question);
  return {
    stems: toStems(words, language),
    words: words.join(" "),
    turns: distinct([...numbersIn(question, bare), ...turningIn(question, bare), ...originIn(bare)]),
    asks: distinct(bare.flatMap((word, at) => (ASKING.has(word) ? toAsking(word, bare[at + 1]) : []))),
    names: toStems(isShouted ? [] : toWords((question.match(NAME) ?? []).join(" ")), language),
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
  if (isReversed(one.words, other.words)) return 0;
  return shared / (one.stems.size + other.stems.size - shared);
}

/** "PDF to Word" is not "Word to PDF". */
const isReversed = (one: string, other: string): boolean =>
  [...one.matchAll(WAY)].some(
    ({ 1: from, 2: way, 3: to }) => from !== to && ` ${other} `.includes(` ${to} ${way} ${from} `),
  );

function toStems(words: string[], language: Language): Set<string> {
  const telling = words.filter((word) => !STOP_WORDS[language].has(word) && !COUNTS.includes(word));
  return new Set(
    telling
      .flatMap(toParts)
      .filter((part) => !/^\p{Nd}+$/u.test(part))
      .map((part) => stemOf(part, language)),
  );
}

function numbersIn(question: string, words: string[]): string[] {
  const written = words.flatMap((word) => (COUNTS.includes(word) ? String(COUNTS.indexOf(word)) : []));
  const numbers = plain(question).match(NUMBER) ?? [];
  return [...numbers.map((number) => number.replace(/[.,](?=\d{3}(?!\d))/g, "")), ...written];
}

const turningIn = (question: string, words: string[]): string[] => [
  ...words.filter((word) => TURNING.has(word)),
  ...(NOT.test(question) ? ["not"] : []),
];

/** "From Rye to Deal" is not "from Deal to Rye". */
const originIn = (words: string[]): string[] =>
  words.includes("to") ? words.flatMap((word, at) => (word === "from" ? `from ${words[at + 1]}` : [])) : [];

const toAsking = (word: string, next: string | undefined) =>
  word === "how" && next !== undefined && HOW.has(next) ? `how ${next}` : word;

const distinct = (parts: string[]) => [...new Set(parts)].sort().join(" ");

// A visitor's question as the words worth searching for, each with the stems that it may have in the site's languages.
import { detectLanguage, type Language } from "../language/language.ts";
import { stemOf, stemsOf } from "../language/stem.ts";
import { STOP_WORDS, UNSPACED_FILLER } from "../language/stop-words.ts";
import { isUnspaced, joinShortCompounds, plain, toParts, toWords } from "../language/tokens.ts";
import { longestPhrase, type Synonyms } from "./synonyms.ts";

const MAX_WORDS = 24;
const MAX_CHARACTERS = 2000;
const MAX_LENGTH = 60; // of a word
const HIRAGANA = /^\p{Script=Hiragana}{2}$/u; // endings and particles

export interface QueryWord {
  word: string; // lower-case
  at: number; // its place among the question's words
  isName: boolean; // has a capital inside a sentence
  stems: string[]; // of itself; alternatives
  synonyms: string[][]; // each a phrase of stems
}

/** What a search knows of the site. */
export interface Tongue {
  languages: readonly (Language | undefined)[]; // that its passages are in, the main one first; undefined: some other
  synonyms: readonly Synonyms[];
  name: ReadonlySet<string>; // the words of the site's own
}

export const toIndexTokens = (words: string[]): string[] => words.flatMap(toParts);

/** Content words in their order, each once; none when the question has only words that every text has. */
export function readQuery(
  question: string,
  { languages, synonyms }: Pick<Tongue, "languages" | "synonyms">,
): QueryWord[] {
  const text = joinShortCompounds(question.slice(0, MAX_CHARACTERS)).normalize("NFKC");
  const names = namesOf(text);
  const words = toIndexTokens(toWords(plain(text).replace(UNSPACED_FILLER, " ")));
  const stopWords = stopWordsFor(question, languages);
  const isEmpty = (word: string) => stopWords.some((list) => list.has(word));
  const phrases = phrasesOf(words, languages, synonyms);
  const isAllKana = words.every((word) => HIRAGANA.test(word));
  const found = new Map<string, QueryWord>();
  for (const [at, word] of words.entries()) {
    if (word.length > MAX_LENGTH || (isEmpty(word) && !names.has(word))) continue;
    if (!isAllKana && HIRAGANA.test(word)) continue;
    const stems = [...new Set(languages.flatMap((language) => stemsOf(word, language)))];
    const key = stems.join(" ");
    if (found.has(key)) continue;
    const said = [...stems.flatMap((stem) => lookUp(synonyms, stem)), ...(phrases.get(at) ?? [])];
    found.set(key, { word, at, isName: names.has(word), stems, synonyms: said });
    if (found.size === MAX_WORDS) break;
  }
  return [...found.values()];
}

/** Those of the site's main language, and those of the question's own. */
function stopWordsFor(question: string, languages: Tongue["languages"]): ReadonlySet<string>[] {
  const main = languages.find((language) => language !== undefined) ?? "en";
  const own = detectLanguage(question, 0.5) ?? main;
  return [...new Set([own, ...(own === "en" ? [main] : [])])].map((language) => STOP_WORDS[language]);
}

const lookUp = (synonyms: readonly Synonyms[], key: string) => synonyms.flatMap((known) => known.get(key) ?? []);

/** What stands for a phrase stands for each of its words. */
function phrasesOf(words: string[], languages: Tongue["languages"], synonyms: readonly Synonyms[]) {
  const found = new Map<number, string[][]>();
  for (const language of languages) {
    const stems = words.map((word) => stemOf(word, language));
    for (const from of stems.keys()) {
      for (let length = 2; length <= longestPhrase && from + length <= stems.length; length++) {
        const others = lookUp(synonyms, stems.slice(from, from + length).join(" "));
        for (let at = from; others.length && at < from + length; at++)
          found.set(at, [...(found.get(at) ?? []), ...others]);
      }
    }
  }
  return found;
}

/** Words with a capital inside a sentence, unless most words have one. */
function namesOf(text: string): Set<string> {
  const names = text.match(/(?<=[\p{L}\p{N},;)] {1,9})\p{Lu}[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  return new Set(names.length * 2 > words.length ? [] : names.map((name) => name.toLowerCase()));
}

/** "Where are you?" has no word that an address has. */
const WHERE: Record<Language, [asked: RegExp, meant: string]> = {
  en: [/(?<!\p{L})where(?!\p{L})/u, "address directions street contact"],
  de: [/(?<!\p{L})(?:wo|wohin)(?!\p{L})/u, "adresse anfahrt straße kontakt"],
  fr: [/(?<!\p{L})où(?!\p{L})/u, "adresse accès rue contact trouver"],
  es: [/(?<!\p{L})a?d[oó]nde(?!\p{L})/u, "dirección llegar calle contacto"],
  it: [/(?<!\p{L})dove(?!\p{L})/u, "indirizzo raggiungere via contatti"],
  nl: [/(?<!\p{L})waar(?:heen)?(?!\p{L})/u, "adres route straat contact vinden"],
  pt: [/(?<!\p{L})a?onde(?!\p{L})/u, "endereço morada chegar rua contacto"],
};

/** What an address is found by, in the site's languages, when a question asks where; else "". */
export function placeAskedFor(question: string, { languages }: Pick<Tongue, "languages">): string {
  const text = plain(question);
  return languages
    .flatMap((language) => (language !== undefined && WHERE[language][0].test(text) ? WHERE[language][1] : []))
    .join(" ");
}

/** Whether a question takes its subject from the one before, by how it begins or what it points at. */
const LEANING: Record<Language, RegExp> = {
  en: /^(?:and|or|but|so|also|(?:what|how) about)(?!\p{L})|(?<!\p{L})(?:its?|they|them|their|that|this|those|these|there)(?!\p{L})/u,
  de: /^(?:und|oder|aber|auch|wie (?:ist|sieht) es|was ist mit)(?!\p{L})|(?<!\p{L})(?:es|dies\p{L}*|davon|dafür|dazu|damit|dort|ihn|ihm)(?!\p{L})/u,
  fr: /^(?:et|ou|mais|aussi)(?!\p{L})|(?<!\p{L})(?:cela|ça|ceux|celui|celle|celles|y|en)(?!\p{L})/u,
  es: /^(?:y|e|o|pero|también|qué tal)(?!\p{L})|(?<!\p{L})(?:eso|esto|ese|esa|allí|ahí|lo)(?!\p{L})/u,
  it: /^(?:e|ed|o|ma|anche|invece)(?!\p{L})|(?<!\p{L})(?:questo|quello|ciò|lì|esso)(?!\p{L})/u,
  nl: /^(?:en|of|maar|ook|hoe zit het)(?!\p{L})|(?<!\p{L})(?:dat|dit|die|deze|daar|het)(?!\p{L})/u,
  pt: /^(?:e|ou|mas|também)(?!\p{L})|(?<!\p{L})(?:isso|isto|esse|essa|lá|aquilo)(?!\p{L})/u,
};
const LEANING_UNSPACED = /^(?:那么?|还有|それで?|じゃあ?|では|แล้ว)|呢[?？]?$/u;
const SHORT_QUESTION = 3; // content words
const SHORTEST = 3; // words in all: "How much?"

/** Their verbs need no "it": "Quanto custa?" */
const LEAVES_OUT_SUBJECT = new Set<Language>(["es", "it", "pt"]);

export function leans(question: string, tongue: Tongue): boolean {
  const text = plain(question)
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .trimEnd();
  if (LEANING_UNSPACED.test(text)) return true;
  const main = tongue.languages.find((language) => language !== undefined) ?? "en";
  const language = detectLanguage(question, 0.5) ?? main;
  const isLeaning = LEANING[language].test(text) || LEANING[main].test(text);
  const said = readQuery(question, tongue).filter(({ word }) => !isUnspaced(word)).length;
  if (isLeaning) return said <= SHORT_QUESTION;
  return toWords(text).length <= SHORTEST && said <= (LEAVES_OUT_SUBJECT.has(language) ? 1 : 0);
}

// A word without its endings, so that the forms of one word are one. Snowball's algorithms cut; what they get wrong is listed here.

import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import type { Language } from "./language.ts";
import { withoutAccents } from "./tokens.ts";

const MAX_LENGTH = 40; // of a word
const MAX_KEPT = 20_000; // of each language

/** Of English: the stem, and the forms that have it against the rules. */
const IRREGULAR = new Map(
  `child children;man men;woman women;foot feet;tooth teeth;mouse mice;person persons people;buy bought;send sent;pay paid
pays paying payer payers payable;sell sold;keep kept;lose lost;break broke broken breaks breaking;choose chose chosen choosing choice
choices;hold held;tell told;build built;give gave given;take took taken;write wrote written writing;speak spoke spoken;run ran;begin
began begun;drive drove driven;fly flew flown;wear wore worn;catch caught;teach taught;think thought;bring brought;meet met;hide hid
hidden;steal stole stolen;show shown;grow grew grown;know knew known;come came;go went gone;eat ate eaten;sleep slept;mean meant;freeze
froze frozen;shake shook shaken;forget forgot forgotten;understand understood;deliver delivery deliveries;recover recovery recoveries;
discover discovery discoveries;analysi analysis analyses analyse analyze analyzed analysed analyzing analysing;index indices indexes;
matrix matrices;knife knives;half halves;shelf shelves;leaf leaves;news news;university university universities;organ organ organs;
business business businesses;busy busy busier busiest;customs customs;goods goods;glasses glasses;wedding wedding weddings;general
general generally;generous generous generously;universe universe;past past;several several;import import imports imported importing;
important important importance importantly;international international internationally;communicate communicate communicates communication
communicating;community community communities;policy policy policies;police police;custom custom;customer customer customers;hotel hotel
hotels;maintain maintain maintains maintained maintaining maintenance;explain explain explains explained explanation explanations;dry
dries dried drier dry;reply reply replies replied`
    .split(";")
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([stem = "", ...forms]) => [stem, ...forms].map((form): [string, string] => [form, stem])),
);

/** Surely spelt right. */
export const isListed = (word: string): boolean => IRREGULAR.has(word);

const SNOWBALL: Record<Language, (word: string) => string> = {
  en: (word) => IRREGULAR.get(word) ?? english(word).replace(/ifi$/, "if"), // "classify" and "classification"
  de: (word) => german(toUmlauts(word)),
  fr: french,
  es: spanish,
  it: italian,
  nl: dutch,
  pt: portuguese,
};

/** "Groesse" is "Größe"; but "neue", "Frauen", "Quelle" are no umlauts. */
const toUmlauts = (word: string) =>
  word
    .replace(/ae/g, "ä")
    .replace(/oe/g, "ö")
    .replace(/(?<![aeq])ue/g, "ü");

const kept = new Map<Language, Map<string, string>>();

/** Of a lower-case word; without accents, whatever the language. A language that is not known keeps its words. */
export function stemOf(word: string, language: Language | undefined): string {
  if (!language || word.length > MAX_LENGTH || /\d/.test(word)) return withoutAccents(word);
  const known = kept.get(language) ?? new Map<string, string>();
  const before = known.get(word);
  if (before !== undefined) return before;
  const stem = withoutAccents(SNOWBALL[language](word));
  if (known.size >= MAX_KEPT) known.clear();
  kept.set(language, known.set(word, stem));
  return stem;
}

/** What is typed without its accents, and the accents that the endings of a language need. */
const RESTORED: Partial<Record<Language, [RegExp, string][]>> = {
  fr: [[/e(e?s?)$/, "é$1"]],
  es: [[/ion$/, "ión"]],
  it: [[/ta$/, "tà"]],
  pt: [
    [/cao$/, "ção"],
    [/coes$/, "ções"],
    [/([^c])ao$/, "$1ão"],
  ],
};

/** Every stem that a word of a question may have: its own, and those of what it may be without the accents that were left out. */
export function stemsOf(word: string, language: Language | undefined): string[] {
  const own = stemOf(word, language);
  const restored = (language && RESTORED[language]) ?? [];
  const others = restored.filter(([ending]) => ending.test(word)).map(([ending, full]) => word.replace(ending, full));
  return [...new Set([own, ...others.map((other) => stemOf(other, language))])];
}

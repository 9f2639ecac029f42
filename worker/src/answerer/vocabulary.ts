// What the built-in answerer knows of a language besides its stems and stop words. English is at home where it is used.
import type { Language } from "../language/language.ts";
import type { Kind } from "./kinds.ts";
import { toVocabulary } from "./spoken.ts";
import { GERMAN } from "./tongues/de.ts";
import { SPANISH } from "./tongues/es.ts";
import { FRENCH } from "./tongues/fr.ts";
import { ITALIAN } from "./tongues/it.ts";
import { DUTCH } from "./tongues/nl.ts";
import { PORTUGUESE } from "./tongues/pt.ts";

export interface Vocabulary {
  dropped: string; // words that say nothing of what a sentence is about, besides the stop words
  light: string; // words that many questions have, and that pages say in other ways
  same: string[]; // each line: different words by which visitors and pages mean the same
  general: string[]; // each line: a general word, and what pages say instead
  nounsAreCapital?: true; // so a capital is no sign of a name
  nounsComeFirst?: true; // "une application iPhone"
  joinsWords?: true; // "Nussbrot" is a "Brot"
  alike: [RegExp, string][]; // several words that are as good as one
  kinds: Kind[];
  typed: [RegExp, string][]; // words that ask, in the usual haste
  rephrased: [RegExp, string][]; // the asker's words where pages have others
  list: RegExp; // a question for a list
  steps: RegExp; // for instructions
  definition: RegExp;
  asking: RegExp; // any question
  who: RegExp;
  now: RegExp; // about today
  opening: RegExp; // but about what is regular
  aside: RegExp; // what only tells when or why it is asked
  which: RegExp; // the noun that an answer need not repeat
  hasOwnKind: RegExp; // it does not ask the same as the question before it
  howMany: RegExp; // its first group is what is counted
  numerals: string; // alternatives of an expression
  asks: RegExp; // how a part begins that is a question
  breaks: RegExp; // where one question ends and another may begin
  and: string; // between two questions
  leans: RegExp; // a question that does not say what it is about
  continues: RegExp;
  dangling: RegExp; // the start of a sentence that leans on the one before it
  reply: RegExp; // the start of an answer that means nothing without what was asked
  instruction: RegExp;
  denied: RegExp; // what "there is no" denies
  today: RegExp;
}

const OTHERS = { de: GERMAN, es: SPANISH, fr: FRENCH, it: ITALIAN, nl: DUTCH, pt: PORTUGUESE };

/** Undefined for English. */
export const vocabularyOf = (language: Language): Vocabulary | undefined =>
  language === "en" ? undefined : toVocabulary(OTHERS[language]);

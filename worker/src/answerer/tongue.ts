// Which language is spoken: by the visitor, and by the pages.
import { detectLanguage, LANGUAGES } from "../language/language.ts";
import type { Passage } from "../model/model.ts";
import { kindOf } from "./kinds.ts";
import { type Lexicon, lexiconOf } from "./words.ts";

const FEW = 1; // stop words that make a language plain in a question
const MANY = 3; // and on a page

export const languageOfQuestion = (text: string) => detectLanguage(text, FEW);

export const languageOfPages = (passages: Passage[]) =>
  detectLanguage(passages.map(({ text }) => text).join("\n"), MANY);

/** How the passages are read, and the question with them. */
export const lexiconFor = (question: string, passages: Passage[]): Lexicon =>
  lexiconOf(languageOfPages(passages) ?? languageOfQuestion(question) ?? languageOfKind(question) ?? "en");

/** A bare "Telefonnummer" has no stop word, but one language in which something is asked. */
const languageOfKind = (question: string) => LANGUAGES.find((language) => kindOf(question, lexiconOf(language)));

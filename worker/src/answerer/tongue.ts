// Which language is spoken: by the visitor, and by the pages.
import { detectLanguage, LANGUAGES, type Language } from "../language/language.ts";
import type { Passage } from "../model/model.ts";
import { kindOf } from "./kinds.ts";
import { type Lexicon, lexiconOf } from "./words.ts";

const FEW = 1; // stop words that make a language plain in a question, or on a page of which nothing else is known
const MANY = 3; // and on pages, whatever the question is in

export const languageOfQuestion = (text: string) => detectLanguage(text, FEW);

export const languageOfPages = (passages: Passage[], least = MANY) =>
  detectLanguage(passages.map(({ text }) => text).join("\n"), least);

/** What is written to the visitor: in the language of the question, else in that of the pages, however little they say. */
export const languageFor = (question: string, passages: Passage[]): Language =>
  languageOfQuestion(question) ?? languageOfPages(passages, FEW) ?? languageOfKind(question) ?? "en";

/** How the passages are read, and the question with them. */
export const lexiconFor = (question: string, passages: Passage[]): Lexicon =>
  lexiconOf(languageOfPages(passages) ?? languageFor(question, passages));

/** A bare "Telefonnummer" has no stop word, but one language in which something is asked. */
const languageOfKind = (question: string) => LANGUAGES.find((language) => kindOf(question, lexiconOf(language)));

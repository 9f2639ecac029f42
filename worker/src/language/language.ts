// Which language a text is in, as far as it matters here: whose endings its words have.
import { STOP_WORDS } from "./stop-words.ts";
import { toWords } from "./tokens.ts";

export const LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt"] as const;
export type Language = (typeof LANGUAGES)[number];

const SAMPLE = 3000; // characters
const LEAD = 1.5; // of the likeliest language over the next

/** Undefined for a language whose words stay as they are. */
export const toLanguage = (tag: string | undefined): Language | undefined =>
  LANGUAGES.find((language) => language === tag?.slice(0, 2).toLowerCase() && !/^[a-z]/i.test(tag.slice(2)));

/** A stop word of several languages speaks a little for each. `least`: how many stop words make it plain. */
export function detectLanguage(text: string, least: number): Language | undefined {
  const points = new Map<Language, number>();
  for (const word of toWords(text.slice(0, SAMPLE))) {
    const speakers = LANGUAGES.filter((language) => STOP_WORDS[language].has(word));
    for (const language of speakers) points.set(language, (points.get(language) ?? 0) + 1 / speakers.length);
  }
  const [first, second] = [...points].sort(([, a], [, b]) => b - a);
  return first && first[1] >= least && first[1] >= LEAD * (second?.[1] ?? 0) ? first[0] : undefined;
}

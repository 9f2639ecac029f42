// A visitor's question as the words worth searching for.
import { STOP_WORDS } from "../stop-words.ts";

/** Also what asks, and what is left of "don't" and "you're" without its apostrophe. */
const DROPPED = new Set([
  ...STOP_WORDS,
  ...(
    "actually around ask hey kind mean ok okay show s t ve ll d m don doesn isn aren didn won wouldn " +
    "couldn shouldn hasn haven wasn weren im whats"
  ).split(" "),
]);
const MAX_WORDS = 24;

/** Lower-case content words in their order, each once; none when the question has only words that every text has. */
export function toQueryWords(question: string): string[] {
  const plain = question.toLowerCase().replace(/[’']s\b/g, "");
  const words = plain.replace(SHORT_COMPOUND, joinParts).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => !DROPPED.has(word)))].slice(0, MAX_WORDS);
}

/** "Wi-Fi", "e-mail", "T-shirt": alone, such a part means nothing. */
const SHORT_COMPOUND = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}]{1,2}[-‐‑][\p{L}\p{N}]+)/gu;
const COMPOUND = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)+/gu;

/** A text for the index, in which "e-mail" is also found as "email". */
export const toIndexText = (text: string): string => text.replace(COMPOUND, (word) => `${word} ${joinParts(word)}`);

const joinParts = (word: string) => word.replace(/[-‐‑]/g, "");

// A question as its parts, and what it takes over from the one before.
import type { Lexicon } from "./words.ts";

const ASKS =
  /^(?:(?:and|but|so|also|then|or|please|ok|okay|well)\b,?\s*)*(?:how|what|when|where|who|whom|whose|which|why|can|could|do|does|did|is|are|was|were|will|would|should|may|must|have|has)(?:'s|n't)?\b/i;
/** Where one question ends and another may begin. */
const BREAK =
  /(?<=[?!.;])\s+|,?\s+(?:and|also|plus)\s+(?=(?:also\s+)?(?:how|what|when|where|who|which|why|can|could|do|does|did|is|are|will|would|should|may)\b)|,\s+(?=(?:how|what|when|where|who|which|why)\b|(?:can|could|do|does|did|is|are|will|would|should|may|has|have)\s(?:i|you|we|it|he|she|they|there|the|this|that|my|our|your|any|some|someone|somebody|anyone)\b)/i;
const MAX_PARTS = 2;

/** Two questions in one message, each with its words; anything else is one, with all that is said beside it. */
export function partsOf(text: string, { own: { asks = ASKS, breaks = BREAK, and = " and " } }: Lexicon): string[] {
  const parts = text.split(breaks).filter((part) => part.trim());
  const asking = parts.filter((part) => asks.test(part.trim()));
  if (asking.length < MAX_PARTS) return [text];
  const [first = text, ...rest] = asking;
  const stated = parts.filter((part) => !asking.includes(part));
  return [[...stated, first].join(" "), rest.join(and)];
}

/** What asks in a message: "I gave you the wrong address, can I still change it?" */
export function withoutStatements(text: string, { own: { asks = ASKS, breaks = BREAK } }: Lexicon): string {
  const parts = text.split(breaks).filter((part) => part.trim());
  const asking = parts.filter((part) => asks.test(part.trim()));
  return asking.length ? asking.join(" ") : text;
}

const LEANS =
  /^(?:and|or|but|so|also|then|(?:what|how) about)\b|\b(?:it|its|they|them|their|that|this|those|these|there|one|ones)\b/i;

const CONTINUES = /^(?:and|or|but|so|also|then|(?:what|how) about)\b/i;
const ENOUGH_WORDS = 2;

/** Whether a question may stand alone, though it says "it": it says enough besides. */
export const isWhole = (text: string, { contentWords, own: { continues = CONTINUES } }: Lexicon) =>
  !continues.test(text.trim()) && contentWords(text).size >= ENOUGH_WORDS;

/** Whether a question does not say what it is about: "And on Sundays?", "How do I cancel it?" */
export const isLeaning = (text: string, { own: { leans = LEANS } }: Lexicon) => leans.test(text.trim());

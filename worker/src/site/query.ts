// A visitor's question as the words worth searching for.

const STOP_WORDS = new Set(
  (
    "a about actually after all also am an and any anyone anything are around as ask at be because been before being but by " +
    "can could did do does doing done for from further get give go going got had has have having he hello help hey hi her here " +
    "him his how i if in into is it its just kind know let like may me mean might more most much must my need no not " +
    "now of off ok okay on one or other our out over own please possible really same say she should show so some somebody someone " +
    "something still such tell than thank thanks that the their them then there these they thing things this those through to too " +
    "under until up us use very want was way we well were what when where whether which while who whom whose why will with " +
    "would yes yet you your yours s t re ve ll d m don doesn isn aren didn won wouldn couldn shouldn hasn haven wasn weren im whats"
  ).split(" "),
);
const MAX_WORDS = 24;

/** Lower-case content words in their order, each once; none when the question has only words that every text has. */
export function toQueryWords(question: string): string[] {
  const plain = question.toLowerCase().replace(/[’']s\b/g, "");
  const words = plain.replace(SHORT_COMPOUND, joinParts).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => !STOP_WORDS.has(word)))].slice(0, MAX_WORDS);
}

/** "Wi-Fi", "e-mail", "T-shirt": alone, such a part means nothing. */
const SHORT_COMPOUND = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}]{1,2}[-‐‑][\p{L}\p{N}]+)/gu;
const COMPOUND = /[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)+/gu;

/** A text for the index, in which "e-mail" is also found as "email". */
export const toIndexText = (text: string): string => text.replace(COMPOUND, (word) => `${word} ${joinParts(word)}`);

const joinParts = (word: string) => word.replace(/[-‐‑]/g, "");

// What a visitor meant by a word that no page has: the nearest one that a page does have.
import { slipsBetween } from "../language/spelling.ts";
import type { Lexicon } from "./words.ts";

const MIN_LETTERS = 4; // shorter words are too near to others
const LONG = 6; // from here a letter may be too many or another; below, one may only be missing or two swapped
const VERY_LONG = 8; // from here two slips are allowed

/** `isKnown`: whether a word needs no page, by its stem. */
export function respell(text: string, pages: string, isKnown: (stem: string) => boolean, lexicon: Lexicon): string {
  const { contentWords, wordsOf, says } = lexicon;
  const stems = contentWords(pages);
  let written: Set<string> | undefined;
  return text.replace(/(?<![\p{L}\p{N}@.-])\p{L}+(?![\p{L}\p{N}@-])/gu, (word) => {
    const own = [...contentWords(word.toLowerCase())];
    if (word.length < MIN_LETTERS || !own.length || own.some((stem) => says(stems, stem) || isKnown(stem))) return word;
    written ??= new Set(wordsOf(pages).filter((other) => other.length >= MIN_LETTERS));
    return closest(word.toLowerCase(), written) ?? word;
  });
}

/** "how big is the one": a word of every text, which the pages write with a capital because it is a name there. */
export function recase(text: string, pages: string, { contentWords }: Lexicon): string {
  return text.replace(
    /(?<=\b(?:the|an?|my|our|your) )\p{Ll}{2,}(?! (?:that|which|who|i|you|we|with|from|in|for|on)\b)/gu,
    (word) => {
      const name = word[0]?.toUpperCase() + word.slice(1);
      if (contentWords(word).size || !new RegExp(`(?<=\\p{Ll} )${name}\\b`, "u").test(pages)) return word;
      return name;
    },
  );
}

function closest(word: string, written: Set<string>): string | undefined {
  const slips = word.length >= VERY_LONG ? 2 : 1;
  const near = [...written].flatMap((other) => {
    const longer = other.length - word.length;
    if (other[0] !== word[0] || Math.abs(longer) > slips) return [];
    const isSwapped = longer === 0 && [...word].sort().join() === [...other].sort().join();
    if (word.length < LONG && longer !== 1 && !isSwapped) return [];
    return [{ other, distance: slipsBetween(word, other, slips) }];
  });
  return near.filter(({ distance }) => distance <= slips).sort((one, two) => one.distance - two.distance)[0]?.other;
}

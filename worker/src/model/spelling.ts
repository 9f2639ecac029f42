// What a visitor meant by a word that no page has: the nearest one that a page does have.
import { contentWords, says, wordsOf } from "./words.ts";

const MIN_LETTERS = 4; // shorter words are too near to others
const LONG = 6; // from here a letter may be too many or another; below, one may only be missing or two swapped
const VERY_LONG = 8; // from here two slips are allowed

/** `isKnown`: whether a word needs no page, by its stem. */
export function respell(text: string, pages: string, isKnown: (stem: string) => boolean): string {
  const stems = contentWords(pages);
  let written: Set<string> | undefined;
  return text.replace(/(?<![\p{L}\p{N}@.-])\p{L}+(?![\p{L}\p{N}@-])/gu, (word) => {
    const own = [...contentWords(word.toLowerCase())];
    if (word.length < MIN_LETTERS || !own.length || own.some((stem) => says(stems, stem) || isKnown(stem))) return word;
    written ??= new Set(wordsOf(pages).filter((other) => other.length >= MIN_LETTERS));
    return closest(word.toLowerCase(), written) ?? word;
  });
}

function closest(word: string, written: Set<string>): string | undefined {
  const slips = word.length >= VERY_LONG ? 2 : 1;
  const near = [...written].flatMap((other) => {
    const longer = other.length - word.length;
    if (other[0] !== word[0] || Math.abs(longer) > slips) return [];
    const isSwapped = longer === 0 && [...word].sort().join() === [...other].sort().join();
    if (word.length < LONG && longer !== 1 && !isSwapped) return [];
    return [{ other, distance: distanceOf(word, other, slips) }];
  });
  return near.filter(({ distance }) => distance <= slips).sort((one, two) => one.distance - two.distance)[0]?.other;
}

/** Insertions, deletions, replacements and swapped neighbours (optimal string alignment). */
function distanceOf(one: string, other: string, most: number): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1];
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      line[at] = Math.min(
        (above[at] ?? 0) + 1,
        (line[at - 1] ?? 0) + 1,
        (above[at - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (twoAbove[at - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    if (Math.min(...line) > most) return most + 1;
    twoAbove = above;
    above = line;
  }
  return above[other.length] ?? most + 1;
}

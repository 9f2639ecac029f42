// What a visitor meant by a word that no page has: the nearest one that a page does have.
import type { Question } from "./question.ts";
import { says } from "./words.ts";

/** The same question with the words that no page has spelt as the pages spell what is nearly the same. */
export function respell(question: Question, vocabulary: Set<string>): Question {
  const respelt = new Map<string, string>();
  for (const word of question.words) {
    const isKnown = says(vocabulary, word) || question.light.has(word) || question.wants?.standsFor.has(word);
    const meant = isKnown ? undefined : closest(word, vocabulary);
    if (meant !== undefined) respelt.set(word, meant);
  }
  if (!respelt.size) return question;
  const change = (words: Set<string>) => new Set([...words].map((word) => respelt.get(word) ?? word));
  return {
    ...question,
    words: change(question.words),
    light: change(question.light),
    aside: change(question.aside),
    names: change(question.names),
  };
}

const MIN_RESPELT = 5; // characters of a stem; below, a word is too near to others
const LONG = 8; // from here two slips are allowed

function closest(word: string, vocabulary: Set<string>): string | undefined {
  if (word.length < MIN_RESPELT || /\d/.test(word)) return undefined;
  const slips = word.length >= LONG ? 2 : 1;
  const near = [...vocabulary].filter((other) => other[0] === word[0] && Math.abs(other.length - word.length) <= slips);
  const distances = near.map((other) => ({ other, distance: distanceOf(word, other, slips) }));
  return distances.filter(({ distance }) => distance <= slips).sort((a, b) => a.distance - b.distance)[0]?.other;
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

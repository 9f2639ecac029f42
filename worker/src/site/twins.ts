// Texts that a site repeats with a few words changed: one of them is enough.
import { FIELDS, type Stems } from "./stem-index.ts";

const SAME = 0.8; // of the shingles
const SHINGLE = 3; // stems

/** What is compared of a text. */
export interface Print {
  numbers: string; // texts with other numbers do not say the same
  shingles: ReadonlySet<string>;
}

export function toPrint(stems: Stems): Print {
  const words = (stems.split("\n")[FIELDS.indexOf("text")] ?? "").split(" ");
  const last = Math.max(1, words.length - SHINGLE + 1);
  const shingles = new Set<string>();
  for (let at = 0; at < last; at++) shingles.add(words.slice(at, at + SHINGLE).join(" "));
  return { numbers: words.filter((word) => /\d/.test(word)).join(" "), shingles };
}

export function isTwin(one: Print, other: Print): boolean {
  const [fewer, more] = one.shingles.size < other.shingles.size ? [one, other] : [other, one];
  if (fewer.shingles.size < SAME * more.shingles.size || one.numbers !== other.numbers) return false;
  let shared = 0;
  for (const shingle of fewer.shingles) if (more.shingles.has(shingle)) shared++;
  return shared >= SAME * (fewer.shingles.size + more.shingles.size - shared);
}

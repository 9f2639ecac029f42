// A text as the tokens that index and question share: words, and pairs of characters where a script has no spaces.

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const POSSESSIVE = /(?<=\p{L})['’]s(?![\p{L}\p{N}])/gu;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u;
const STACKED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u; // marks stand above their letter
const UNSPACED = new RegExp(`${CJK.source}+|(?:${STACKED.source}|(?<=${STACKED.source})\\p{M})+`, "gu");
const ANY_UNSPACED = new RegExp(`${CJK.source}|${STACKED.source}`, "u");

/** One form for what is written in several: full-width letters, capitals. */
export const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Without the accents of Latin, Greek and Cyrillic letters. */
export const withoutAccents = (word: string): string =>
  /^[\p{ASCII}]*$/u.test(word)
    ? word
    : word
        .replace(/ß/g, "ss")
        .replace(/œ/g, "oe")
        .replace(/æ/g, "ae")
        .replace(/ø/g, "o")
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, "")
        .normalize("NFC");

/** Lower-case words as they are written. */
export const toWords = (text: string): string[] => plain(text).replace(POSSESSIVE, "").match(WORD) ?? [];

export const isUnspaced = (word: string): boolean => ANY_UNSPACED.test(word);

/** The parts of a word: those of an unspaced script in pairs of neighbours, the others whole. "iphone保护壳" is iphone 保护 护壳. */
export function toParts(word: string): string[] {
  if (!isUnspaced(word)) return [word];
  const parts: string[] = [];
  let from = 0;
  for (const { 0: run, index } of word.matchAll(UNSPACED)) {
    if (index > from) parts.push(word.slice(from, index));
    parts.push(...toPairs(run));
    from = index + run.length;
  }
  if (from < word.length) parts.push(word.slice(from));
  return parts;
}

function toPairs(run: string): string[] {
  const characters = run.match(/\P{M}\p{M}*/gu) ?? [];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

/** "Wi-Fi", "e-mail", "T-shirt": alone, such a part means nothing. */
const SHORT_COMPOUND = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}]{1,2}[-‐‑][\p{L}\p{N}]+)/gu;
const COMPOUND = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)+/gu;

const join = (word: string) => word.replace(/[-‐‑]/g, "");

/** For a question: a short compound is one word. */
export const joinShortCompounds = (text: string): string => text.replace(SHORT_COMPOUND, join);

/** For the index, in which "e-mail" is also found as "email". */
export const withJoinedCompounds = (text: string): string => text.replace(COMPOUND, (word) => `${word} ${join(word)}`);

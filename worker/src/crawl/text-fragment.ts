// The part of an address that makes a browser open a page at a text and mark it (WICG, URL Fragment Text Directives).

const WORDS = 5; // enough to be found again, short enough for a link
const MAX_WORDS = 12;
/** A match may not cross what interrupts a line of text, and browsers differ on no-break spaces. */
const INTERRUPTIONS = /[\n\u2028\u00a0\u00ad\u200b\u2060\ufeff]+/;

/**
 * `#:~:text=start,end` for a stretch of a page, or "" when it has no words to be found by. `literals` are the texts of
 * its blocks as the page has them; `page` is the whole page's text, in which the start should occur once.
 */
export function toTextFragment(literals: string[], page: string): string {
  const runs = literals.flatMap((literal) => literal.split(INTERRUPTIONS)).map(toWords);
  const good = runs.filter((words) => words.join(" ").length >= 12);
  const first = good[0] ?? runs.find((words) => words.length);
  if (!first) return "";
  const start = uniqueStart(first, page);
  const last = good.at(-1) ?? first;
  if (last === first && last.length <= Math.max(MAX_WORDS, start.length + 2)) return `#:~:text=${encode(first)}`;
  const end = last.slice(last === first ? Math.max(start.length, last.length - WORDS) : -WORDS);
  return `#:~:text=${encode(start)},${encode(end)}`;
}

const toWords = (text: string) => text.split(/\s+/).filter(Boolean);

/** The browser takes the first place that matches, so the start grows until it is the only one. */
function uniqueStart(words: string[], page: string) {
  let size = Math.min(WORDS, words.length);
  while (size < Math.min(MAX_WORDS, words.length) && !isUnique(words.slice(0, size).join(" "), page)) size++;
  return words.slice(0, size);
}

function isUnique(text: string, page: string) {
  const at = page.indexOf(text);
  return at < 0 || page.indexOf(text, at + 1) < 0;
}

/** The directive's own syntax is "-", "," and "&"; brackets and quotes would break the address inside Markdown. */
const encode = (words: string[]) =>
  encodeURIComponent(words.join(" ").toWellFormed()).replace(
    /[-!'()*_~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

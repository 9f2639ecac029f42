// The part of an address that makes a browser open a page at a text and mark it (WICG, URL Fragment Text Directives).

const WORDS = 5; // enough to be found again, short enough for a link
const MAX_WORDS = 12;
const MAX_WORD = 60; // characters; longer is a text without spaces, or no word
const MAX_OPENING = 30;
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
  if (first.some(isLong)) return directive(opening(first.join(" ")));
  const start = uniqueStart(first, page);
  const last = good.at(-1) ?? first;
  if (last === first && last.length <= Math.max(MAX_WORDS, start.length + 2)) return directive(first.join(" "));
  const end = last.slice(last === first ? Math.max(start.length, last.length - WORDS) : -WORDS);
  return directive(start.join(" "), end.some(isLong) ? "" : end.join(" "));
}

const directive = (...texts: string[]) => (texts[0] ? `#:~:text=${texts.filter(Boolean).map(encode).join(",")}` : "");

const isLong = (word: string) => word.length > MAX_WORD;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Whole words of a text without spaces: a browser finds nothing that ends inside one. */
function opening(text: string) {
  const head = text.slice(0, 2 * MAX_WORD);
  let taken = "";
  for (const { segment, index } of segmenter.segment(head)) {
    const end = index + segment.length;
    if (end > MAX_OPENING || (end === head.length && end < text.length)) break; // the last one may be only a part
    taken += segment;
  }
  return taken.trim();
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
const encode = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[-!'()*_~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

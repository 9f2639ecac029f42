// A PDF's lines as paragraphs under headings. A PDF has neither: they are guessed from where lines stand and how large they are.
import { type PageText, PageTextBuilder } from "./page-text.ts";
import type { Line } from "./pdf-lines.ts";

interface Placed extends Line {
  page: number; // from 1
}

const HEADING = 1.12; // times the size of most of the text
const MAX_HEADING = 200; // characters
const MAX_LEVEL = 6;
const MAX_SIZES = 20; // of headings
const MAX_LINES = 300; // of a paragraph
const EDGE = 2; // lines at the top and the bottom of a page that may be a header or a footer
const INDENT = 0.8; // times the letters' size; so are the next ones
const SHORT = 6;
const SAME_SIZE = 0.08;
const LOOSE = 1.25; // times the usual distance of two lines

const BULLET = /^([•◦▪‣●○■□∙·–—*-]|\(?(\d{1,2}|[a-z])[.)])\s+/u;
const SIGN = /^[•◦▪‣●○■□∙·–—*-]\s+/u;
const END = /[.!?:;…。！？][)"”’»」]?$/u;
const HYPHEN = /(?<=\p{L})[-\u2010\u00ad]$/u;
const CONTENTS = /(\. ?){5,}[\s;]*[\divxlc]*$/i; // a line of the table of contents: a heading without what it heads
const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/u;

/** `title`: the document's own; else its largest text on the first page is one. */
export function toPageText(pages: Line[][], title: string): PageText {
  const placed = pages.map((page, at) => page.map((line) => ({ ...tidy(line), page: at + 1 })));
  const lines = withoutEdges(placed).filter(({ text }) => !CONTENTS.test(text.slice(-60)));
  const usual = usualOf(lines);
  const sizes = headingSizes(lines, usual.size);
  const paragraphs = toParagraphs(lines, usual);
  const builder = new PageTextBuilder();
  builder.title = title || titleOf(paragraphs, sizes);
  for (const paragraph of paragraphs) {
    const [first] = paragraph;
    const level = sizes.indexOf(sizeOf(first));
    const text = join(paragraph);
    builder.page = first.page;
    if (level >= 0 && text.length <= MAX_HEADING) {
      if (text !== builder.title) builder.heading(Math.min(level + 2, MAX_LEVEL), text);
    } else if (first.cells > 1) builder.add("row", text);
    else if (BULLET.test(first.text)) builder.add("item", text.replace(SIGN, ""));
    else builder.add("paragraph", text);
  }
  return { title: builder.title, blocks: builder.blocks };
}

type Paragraph = [Placed, ...Placed[]];

interface Usual {
  size: number;
  distance: number; // of two lines, times their size
}

const tidy = (line: Line): Line => ({ ...line, text: line.text.replace(/\s+/g, " ").trim() });

const sizeOf = ({ size }: Line) => Math.round(size * 2) / 2;

/** What stands at the edge of several pages, but for its numbers, belongs to none of them. */
function withoutEdges(pages: Placed[][]): Placed[] {
  const counts = new Map<string, number>();
  const edges = pages.map(edgesOf);
  for (const lines of edges) for (const line of lines) count(counts, patternOf(line), 1);
  const enough = Math.min(3, pages.length);
  const isFurniture = (line: Placed) => pages.length > 1 && (counts.get(patternOf(line)) ?? 0) >= enough;
  return pages.flatMap((lines, at) => lines.filter((line) => !(edges[at]?.has(line) && isFurniture(line))));
}

function edgesOf(lines: Placed[]): Set<Placed> {
  const downwards = lines.toSorted((one, other) => other.y - one.y);
  return new Set([...downwards.slice(0, EDGE), ...downwards.slice(-EDGE)]);
}

const patternOf = ({ text, y }: Line) => `${Math.round(y / 4)} ${text.replace(/\d+|\b[ivxlc]+\b/gi, "#")}`;

function count<K>(counts: Map<K, number>, key: K, more: number) {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

const mostOf = (counts: Map<number, number>) =>
  [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];

function usualOf(lines: Placed[]): Usual {
  const sizes = new Map<number, number>([[0, 0]]);
  const distances = new Map<number, number>([[1.2, 0]]);
  lines.forEach((line, at) => {
    count(sizes, sizeOf(line), line.text.length);
    const before = lines[at - 1];
    const distance = before ? Math.round(((before.y - line.y) / line.size) * 20) / 20 : 0;
    if (distance > 0.8 && distance < 2.5) count(distances, distance, line.text.length);
  });
  return { size: mostOf(sizes), distance: mostOf(distances) };
}

/** The largest first. */
function headingSizes(lines: Placed[], usual: number): number[] {
  const sizes = new Set(lines.map(sizeOf).filter((size) => size > usual * HEADING));
  return [...sizes].sort((one, other) => other - one).slice(0, MAX_SIZES);
}

function titleOf(paragraphs: Paragraph[], sizes: number[]): string {
  const first = paragraphs.filter(([{ page }]) => page === paragraphs[0]?.[0].page);
  const size = sizes.find((size) => first.some(([line]) => sizeOf(line) === size));
  const found = first.find(([line]) => sizeOf(line) === size) ?? first[0];
  return found ? join(found).slice(0, MAX_HEADING) : "";
}

function toParagraphs(lines: Placed[], usual: Usual): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  lines.forEach((line, at) => {
    const current = paragraphs.at(-1);
    if (current && continues(current, line, lines[at + 1], usual)) current.push(line);
    else paragraphs.push([line]);
  });
  return paragraphs;
}

function continues(paragraph: Paragraph, line: Placed, next: Placed | undefined, { distance }: Usual): boolean {
  const before = paragraph.at(-1) ?? paragraph[0];
  if (paragraph.length === MAX_LINES) return false;
  if (Math.abs(before.size - line.size) > line.size * SAME_SIZE) return false;
  if (isNextItem(paragraph, before, line) || before.cells > 1 || line.cells > 1) return false;
  const down = before.y - line.y;
  if (before.page !== line.page || down < 0) return isCut(before.text, line.text); // another page or column
  if (down > distance * line.size * LOOSE + 1) return false;
  const isItem = BULLET.test(paragraph[0].text);
  const indent = INDENT * line.size;
  if (!isItem && line.left > before.left + indent && next && next.left < line.left - indent) return false;
  const right = Math.max(line.right, ...paragraph.map((above) => above.right));
  return !(END.test(before.text) && before.right < right - SHORT * line.size);
}

/** A number may as well be a date in the middle of a sentence. */
const isNextItem = ([first]: Paragraph, before: Placed, { text }: Placed) =>
  SIGN.test(text) || (BULLET.test(text) && (END.test(before.text) || BULLET.test(first.text)));

/** A sentence goes on where a page or column ends. */
const isCut = (before: string, after: string) =>
  !END.test(before) && (/^\p{Ll}/u.test(after) || NO_SPACES.test(after.charAt(0)));

function join(paragraph: Paragraph): string {
  let text = "";
  for (const line of paragraph) {
    const end = text.slice(-2); // of a text that grows, the rest is not looked through again
    const isTight = NO_SPACES.test(end.slice(-1)) && NO_SPACES.test(line.text.charAt(0));
    if (HYPHEN.test(end) && /^\p{Ll}/u.test(line.text)) text = text.slice(0, -1) + line.text;
    else text += text && !isTight ? ` ${line.text}` : line.text;
  }
  return text;
}

// A page's text as a list of blocks, each under its headings. Fed by a reader of some format; knows no markup.

export interface Block {
  kind: "paragraph" | "item" | "row" | "code";
  path: string[]; // headings above it, outermost first; the page's own title is none of them
  text: string; // one line, but for code
  literal: string; // the words as the page has them; a line break wherever the page interrupts them
  page?: number; // of a document that has pages, on which it begins; from 1
}

export interface PageText {
  title: string; // "" when the page has none
  blocks: Block[];
}

interface Heading {
  level: number;
  text: string;
}
export type Headings = readonly Heading[];

/** Stands in a literal for a line that the page breaks inside a block. */
export const BREAK = "\u2028";

const PERMALINK = /\s?[¶🔗]$|\s[#§]$/u; // the sign of a link to the heading itself, which many generators put after it
export const MAX_HEADING = 300; // it comes with every passage below it
const MAX_LEVEL = 10;
/** Characters of a page, with what is said again: a header with each row, a heading with each block. */
const MAX_TEXT = 4_000_000;

export class PageTextBuilder {
  readonly blocks: Block[] = [];
  #length = 0;
  title = "";
  page: number | undefined; // of a document that has pages
  headings: Headings = []; // in force, outermost first; a reader may keep them and set them again

  /** `literal` is the text before its white space is joined. */
  add(kind: Block["kind"], literal: string, text = toText(literal)) {
    if (!/[\p{L}\p{N}]/u.test(text)) return; // a rule, an arrow, an emoji
    const page = this.page === undefined ? {} : { page: this.page };
    const path = this.headings.map((heading) => heading.text);
    this.#length += path.reduce((sum, heading) => sum + heading.length, text.length);
    if (!this.isFull) this.blocks.push({ kind, path, text, literal, ...page });
  }

  /** Nothing more is read. */
  get isFull(): boolean {
    return this.#length > MAX_TEXT;
  }

  /** The first heading of level 1 is the page's title; every other one opens a section. What is too long for one is text. */
  heading(level: number, literal: string) {
    const text = toLine(literal).replace(PERMALINK, "");
    if (text.length > MAX_HEADING) return this.add("paragraph", literal);
    if (!text) return;
    if (level === 1 && !this.title) {
      this.title = text;
      return;
    }
    this.headings = [...this.headings.filter((above) => above.level < level), { level, text }];
  }

  /** A heading below the current one: a question, whose answer follows. */
  subheading(literal: string) {
    this.heading(Math.min((this.headings.at(-1)?.level ?? 1) + 1, MAX_LEVEL), literal);
  }
}

/** One line of text: white space is joined; soft hyphens and zero-width characters are gone. */
export const toLine = (literal: string): string =>
  literal
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** The same where lines that the page breaks are parts of an address or a list: a comma parts them, unless something does. */
export const toText = (literal: string): string =>
  toLine(literal.trim().replace(/([\p{L}\p{N})])\s*\u2028\s*(?=\S)/gu, "$1, "));

/** The same words, whatever their case. */
export const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const SEPARATOR = /\s+[|–—·•»]\s+|\s+-\s+|\s*::\s*/;

const toTitle = (documentTitle: string) => toLine(documentTitle).slice(0, MAX_HEADING).toWellFormed();
export const titleParts = (documentTitle: string): string[] => toTitle(documentTitle).split(SEPARATOR).filter(Boolean);

/** A document's title without the site's name, which most sites put before or after it. */
export function withoutSiteName(documentTitle: string, siteName: string): string {
  const title = toTitle(documentTitle);
  const parts = titleParts(documentTitle);
  const others = parts.filter((part) => !isSame(part, siteName));
  if (others.length < parts.length) return others.join(" – ") || siteName;
  return parts.length > 1 ? parts.slice(0, -1).join(" – ") : title;
}

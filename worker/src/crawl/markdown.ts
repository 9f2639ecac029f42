// A Markdown or plain text document as text blocks. Its patterns read hostile text once: no two unbounded parts of one
// could share the same characters.
import { toPlain } from "./inline-markdown.ts";
import { type PageText, PageTextBuilder, toLine } from "./page-text.ts";

export interface TextDocument extends PageText {
  links: string[];
}

const FENCE = /^ {0,3}(```+|~~~+)/;
const HEADING = /^ {0,3}(#{1,6})\s(.*)$/s;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s(.*)$/s;
const RULE = /^[-*_]{3,}$/; // without its white space
const ROW = /^\|(.*)\|$/s; // trimmed
const FRONT_MATTER = /^---\r?\n([\s\S]*?)\n---\r?\n/;

export function readMarkdown(markdown: string): TextDocument {
  const [whole = "", head = ""] = FRONT_MATTER.exec(markdown) ?? [];
  const reader = new MarkdownReader();
  for (const line of markdown.slice(whole.length).split(/\r?\n/)) reader.line(line);
  reader.end();
  const [, title = ""] = /^title:(.*)$/m.exec(head) ?? [];
  return { title: unquote(title) || reader.page.title, blocks: reader.page.blocks, links: reader.links };
}

/** Paragraphs between empty lines; the first line is the title if it stands alone. */
export function readPlainText(text: string): TextDocument {
  const page = new PageTextBuilder();
  const [first = "", ...others] = text.split(/(?:\r?\n\s*){2,}/);
  const titled = others.length > 0 && first.trim().length <= 100 && !first.trim().includes("\n");
  for (const paragraph of titled ? others : [first, ...others]) page.add("paragraph", paragraph, toLine(paragraph));
  return { title: titled ? toLine(first) : "", blocks: page.blocks, links: [] };
}

class MarkdownReader {
  readonly page = new PageTextBuilder();
  readonly links: string[] = [];
  #fence: string | undefined;
  #lines: string[] = []; // of the block that is open
  #kind: "paragraph" | "item" | "code" = "paragraph";
  #columns: string[] | undefined; // while a table is open

  line(line: string) {
    const fence = FENCE.exec(line)?.[1];
    if (this.#fence) return fence?.startsWith(this.#fence) ? this.end() : void this.#lines.push(line);
    if (fence) {
      this.end();
      this.#fence = fence;
      this.#kind = "code";
      return;
    }
    const [, marks, title] = HEADING.exec(line) ?? [];
    const [, item] = ITEM.exec(line) ?? [];
    const [, row] = ROW.exec(line.trim()) ?? [];
    if (marks && title !== undefined) {
      this.end();
      this.page.heading(marks.length, this.#plain(withoutClosingMarks(title)));
    } else if (!line.trim() || RULE.test(line.replace(/\s+/g, ""))) this.end();
    else if (row !== undefined)
      this.#row(
        line,
        row.split("|").map((cell) => toLine(this.#plain(cell))),
      );
    else if (item !== undefined) {
      this.end();
      this.#kind = "item";
      this.#lines.push(item);
    } else this.#lines.push(line.replace(/^\s*>\s?/, ""));
  }

  end() {
    const literal = this.#lines.join("\n");
    const text = this.#kind === "code" ? literal : toLine(this.#plain(literal));
    if (literal.trim()) this.page.add(this.#kind, literal, text);
    this.#lines = [];
    this.#kind = "paragraph";
    this.#fence = undefined;
    this.#columns = undefined;
  }

  #row(line: string, cells: string[]) {
    if (!this.#columns) {
      this.end();
      this.#columns = cells;
    } else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) {
      const columns = this.#columns;
      const parts = cells.map((cell, at) => (cell && columns[at] ? `${columns[at]}: ${cell}` : cell));
      this.page.add("row", line.replaceAll("|", "\n"), parts.filter(Boolean).join("; "));
    }
  }

  #plain(markdown: string) {
    return toPlain(markdown, (address) => this.links.push(address));
  }
}

const unquote = (value: string) => value.trim().replace(/^["']|["']$/g, "");

/** "## Prices ##" is a heading of one word; "# C#" is too. */
function withoutClosingMarks(title: string) {
  const bare = title.trim();
  let end = bare.length;
  while (bare[end - 1] === "#") end--;
  return end === 0 || /\s/.test(bare.charAt(end - 1)) ? bare.slice(0, end) : bare;
}

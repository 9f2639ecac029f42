// A table's rows as lines that stand alone: "Plan: Family; Price: 9 € a month".
import { type PageTextBuilder, toText } from "./page-text.ts";

interface Cell {
  header: boolean;
  literal: string;
  text: string;
  span: number; // columns
}

export class TableReader {
  /** Set when a cell holds headings or another table: such a table only lays the page out, and its cells are plain parts of the page. */
  layout = false;
  #columns: string[] | undefined; // the header of each column
  #row: Cell[] = [];

  cell(header: boolean, literal: string, span: number) {
    this.#row.push({ header, literal, text: toText(literal), span });
  }

  /** A first row that is all headers names the columns; a later one says what the rows below it are about. */
  endRow(page: PageTextBuilder) {
    const row = this.#row;
    this.#row = [];
    const full = row.filter(({ text }) => text);
    if (!full.length) return;
    if (row.every(({ header }) => header) && !this.#columns && row.length > 1) {
      this.#columns = row.flatMap(({ text, span }) => Array.from({ length: span }, () => text));
      return;
    }
    page.add("row", full.map(({ literal }) => literal).join("\n"), toRowText(row, this.#columns));
  }
}

function toRowText(row: Cell[], columns: string[] | undefined): string {
  const [first, ...others] = row.filter(({ text }) => text);
  if (!columns) {
    const rest = others.map(({ text }) => text).join("; ");
    return first && rest ? `${first.text.replace(/:$/, "")}: ${rest}` : (first?.text ?? "");
  }
  let column = 0;
  const parts = row.map(({ text, span }) => {
    const header = columns[column]?.replace(/:$/, "");
    column += span;
    return text && header ? `${header}: ${text}` : text;
  });
  return parts.filter(Boolean).join("; ");
}

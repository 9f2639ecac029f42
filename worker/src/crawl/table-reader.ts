// A table's rows as lines that stand alone: "Plan: Family; Price: 9 € a month".
import { MAX_HEADING, type PageTextBuilder } from "./page-text.ts";

export interface CellText {
  isHeader: boolean;
  literal: string;
  text: string;
  leads: boolean; // it only leads to other parts of the page
}

interface Cell extends CellText {
  column: number; // where it begins
  columns: number; // over which it goes
  isAbove: boolean; // it began in a row before
}

const MAX_COLUMNS = 50;
const MAX_ROWS = 1000;

export class TableReader {
  /** Set when a cell holds headings or another table: such a table only lays the page out, and its cells are plain parts of the page. */
  layout = false;
  #columns: string[] | undefined; // the header of each column
  #hasData = false;
  #row: Cell[] = [];
  #column = 0; // where the next cell goes
  readonly #over = new Map<number, { cell: Cell; rows: number }>(); // cells that go on in the rows below, by column

  get hasColumns(): boolean {
    return this.#columns !== undefined;
  }

  cell(said: CellText, columns: number, rows: number) {
    this.#placeFromAbove();
    const cell = { ...said, column: this.#column, columns: toSpan(columns, MAX_COLUMNS), isAbove: false };
    if (rows > 1 && said.text.length <= MAX_HEADING)
      this.#over.set(this.#column, { cell: { ...cell, isAbove: true }, rows: toSpan(rows, MAX_ROWS) });
    this.#place(cell);
  }

  /** First rows that are all headers name the columns; a later one says what the rows below it are about. */
  endRow(page: PageTextBuilder) {
    for (const column of [...this.#over.keys()].sort((a, b) => a - b)) {
      this.#column = Math.max(this.#column, column);
      this.#placeFromAbove();
    }
    const row = this.#row;
    this.#row = [];
    this.#column = 0;
    for (const [column, over] of this.#over) if (--over.rows === 0) this.#over.delete(column);
    const own = row.filter(({ text, isAbove }) => text && !isAbove);
    if (page.isFull || own.every(({ leads }) => leads)) return; // as of none
    if (row.every(isName) && row.length > 1 && !this.#hasData) return this.#nameColumns(row);
    this.#hasData = true;
    page.add("row", own.map(({ literal }) => literal).join("\n"), toRowText(row, this.#columns));
  }

  #nameColumns(row: Cell[]) {
    const above = this.#columns ?? [];
    this.#columns = row
      .flatMap(({ text, columns }) => Array.from({ length: columns }, () => text))
      .map((name, at) => (above[at] === name ? name : [above[at], name].filter(Boolean).join(" ")));
  }

  #placeFromAbove() {
    for (let over = this.#over.get(this.#column); over?.cell.isAbove; over = this.#over.get(this.#column)) {
      this.#place(over.cell);
    }
  }

  #place(cell: Cell) {
    this.#row.push(cell);
    this.#column += cell.columns;
  }
}

/** What is too long for a name comes with no other row. */
const isName = ({ isHeader, text }: Cell) => isHeader && text.length <= MAX_HEADING;

const toSpan = (said: number, most: number) => Math.min(Math.max(said || 1, 1), most);

function toRowText(row: Cell[], columns: string[] | undefined): string {
  const [first, ...others] = row.filter(({ text }) => text);
  if (!columns) {
    const rest = others.map(({ text }) => text).join("; ");
    return first && rest ? `${first.text.replace(/:$/, "")}: ${rest}` : (first?.text ?? "");
  }
  if (row.length === 1 && first && first.columns > 1) return first.text; // over the whole table: of no column
  const parts = row.map(({ text, column, columns: span }) => {
    const names = columns.slice(column, column + span).map((name) => name.replace(/:$/, ""));
    const header = [...new Set(names.filter(Boolean))].join(", ");
    return text && header ? `${header}: ${text}` : text;
  });
  return parts.filter(Boolean).join("; ");
}

// The tables of an HTML page: real ones row by row; those that only lay the page out give way to what is in them.
import { endsGridRow } from "./html-roles.ts";
import type { HtmlText, Open } from "./html-text.ts";
import { toText } from "./page-text.ts";
import { TableReader } from "./table-reader.ts";

export class HtmlTables {
  readonly #text: HtmlText;
  readonly #open: TableReader[] = [];
  #image = ""; // what the last image of a cell shows

  constructor(text: HtmlText) {
    this.#text = text;
  }

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** Of the innermost one. */
  get hasColumns(): boolean {
    return this.#open.at(-1)?.hasColumns === true;
  }

  table(open: Open, element: Element) {
    this.#text.break();
    const table = new TableReader();
    table.layout = /^(presentation|none)$/.test(element.getAttribute("role") ?? "");
    this.#open.push(table);
    open.close = () => {
      table.endRow(this.#text.page);
      this.#text.break();
      this.#open.pop();
    };
  }

  row(open: Open) {
    open.close = () => this.#open.at(-1)?.endRow(this.#text.page);
  }

  cell(open: Open, element: Element) {
    const table = this.#open.at(-1);
    if (!table) return;
    const [columns = 1, rows = 1] = ["colspan", "rowspan"].map((name) => Number(element.getAttribute(name) ?? 1));
    const isLast = endsGridRow(element);
    this.#image = "";
    this.#text.capture(open, (literal, leads) => {
      const text = toText(literal) || (rows === 1 ? this.#image : ""); // a tick, a cross; beside several rows it is a decoration
      if (table.layout) this.#text.page.add("paragraph", literal);
      else table.cell({ isHeader: open.tag === "th", literal, text, leads }, columns, rows);
      if (isLast) table.endRow(this.#text.page);
    });
  }

  image(alt: string) {
    this.#image = alt;
  }

  /** A cell with a heading, a table or code in it: the table around it only lays the page out. */
  leaveCell() {
    const table = this.#open.at(-1);
    if (!table) return;
    table.layout = true;
    this.#text.isCapturing = false;
    this.#text.flush();
  }
}

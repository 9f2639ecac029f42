// An HTML page as text blocks, links and the page's own word on indexing. What surrounds the content is left out.
import { decodeEntities } from "./entities.ts";
import { NotFetched } from "./fetch-text.ts";
import { DefinitionList } from "./html-definitions.ts";
import { type HtmlFacts, HtmlHead } from "./html-head.ts";
import { HtmlLine, leadsElsewhere } from "./html-line.ts";
import { endsGridRow, tagOf } from "./html-roles.ts";
import { isRemark, isSurrounding } from "./html-surroundings.ts";
import { HtmlTitle } from "./html-title.ts";
import { BREAK, type PageText, PageTextBuilder, toText } from "./page-text.ts";
import { TableReader } from "./table-reader.ts";

export interface HtmlPage extends PageText, HtmlFacts {
  whole: boolean; // false when it has more elements than are read
  needsScript: boolean; // it has next to no text, and scripts that would write one
}

const words = (list: string) => new Set(list.split(" "));
const VOID = words("area base br col embed hr img input link meta param source track wbr");
const BLOCK = words(
  "address article aside blockquote body caption center div dt dd fieldset figcaption figure footer header hgroup html " +
    "legend ol p section tbody tfoot thead ul",
);
const HEADING = /^h([1-6])$/;
const TITLED = words("th td dt dd summary table dl details"); // where a heading may be a part of what is named already
/** A heading with a text ends before these: whoever wrote it forgot to, and the rest of the page is no heading. */
const ENDS_HEADING = words("p ul ol dl table pre blockquote section article h1 h2 h3 h4 h5 h6");
/** The end tags that HTML lets an author leave out: an element of this name ends these, inside the named parent. */
const ENDS: Record<string, [ended: string[], parent: string[]]> = {
  li: [["li"], ["ul", "ol", "menu"]],
  dt: [["dt", "dd"], ["dl"]],
  dd: [["dt", "dd"], ["dl"]],
  tr: [["tr"], ["table"]],
  td: [["td", "th"], ["table"]],
  th: [["td", "th"], ["table"]],
};

const MAX_TAGS = 60_000; // each costs a call; a page that a person reads has a few thousand

/** `siteName` is cut from a document title that has it. Throws `NotFetched` for what no parser would hold. */
export async function readHtml(html: string, siteName: string): Promise<HtmlPage> {
  const reader = new HtmlReader();
  const read = cutTags(html);
  const rewriter = new HTMLRewriter()
    .on("*", { element: (element) => reader.open(element) })
    .onDocument({ text: ({ text }) => reader.text(text) });
  try {
    await rewriter.transform(new Response(read)).arrayBuffer();
  } catch (error) {
    if (!String(error).includes("memory limit")) throw error;
    throw new NotFetched("has more open elements than can be read");
  }
  return { ...reader.finish(siteName), whole: read.length === html.length };
}

/** The page up to its first tags that are not read. */
function cutTags(html: string): string {
  let at = -1;
  for (let tags = 0; tags <= MAX_TAGS; tags++) {
    at = html.indexOf("<", at + 1);
    if (at < 0) return html;
  }
  return html.slice(0, at);
}

/** An open element. One without an end tag closes with the element around it. */
interface Open {
  tag: string;
  close?: () => void;
}

class HtmlReader {
  readonly #page = new PageTextBuilder();
  readonly #line = new HtmlLine();
  readonly #links: string[] = [];
  readonly #tables: TableReader[] = [];
  readonly #lists: DefinitionList[] = []; // that are open
  readonly #stack: Open[] = [];
  readonly #main: [from: number, to: number][] = []; // the blocks inside <main>
  #skipped: Open | undefined; // the dropped element we are in
  #item = false; // the text to come is a list item's
  #capturing = false; // in a heading, a cell, a term: what would be a block is only white space there
  #preformatted = false;
  #image = ""; // what the last image of a cell shows
  readonly #title = new HtmlTitle();
  readonly #head = new HtmlHead();

  text(text: string) {
    if (!this.#skipped) this.#line.add(this.#preformatted ? text : text.replace(/[ \t\n\r\f]+/g, " "));
  }

  open(element: Element) {
    const tag = tagOf(element, this.#stack.at(-1)?.tag);
    if (VOID.has(tag)) return this.#void(tag, element);
    if (tag === "a") this.#link(element);
    if (this.#skipped) return;
    this.#head.look(tag, element);
    this.#endImplied(tag);
    const open: Open = { tag };
    const isIn = (...tags: string[]) => this.#stack.some((around) => tags.includes(around.tag));
    if (isSurrounding(tag, element, { isIn, capturing: this.#capturing })) {
      this.#break();
      this.#skipped = open;
    } else this.#enter(open, element);
    this.#stack.push(open);
    try {
      element.onEndTag(() => this.#close(open));
    } catch {
      this.#close(open); // <svg/>: it has no end tag
    }
  }

  finish(siteName: string): Omit<HtmlPage, "whole"> {
    const [root] = this.#stack;
    if (root) this.#close(root);
    this.#flush();
    const inMain = this.#main.flatMap(([from, to]) => this.#page.blocks.slice(from, to));
    const blocks = inMain.length ? inMain : this.#page.blocks;
    const length = blocks.reduce((sum, { text }) => sum + text.length, 0);
    return {
      ...this.#title.of({ title: this.#page.title, blocks }, siteName),
      ...this.#head.facts(this.#links),
      needsScript: this.#head.needsScript(length),
    };
  }

  #void(tag: string, element: Element) {
    if (tag === "area") this.#link(element);
    this.#head.look(tag, element);
    if (this.#skipped) return;
    if (tag === "br") this.#line.add(this.#preformatted ? "\n" : BREAK);
    else if (tag === "hr") this.#break();
    else if (tag === "img") this.#image = decodeEntities(element.getAttribute("alt") ?? "");
  }

  #link(element: Element) {
    const href = element.getAttribute("href");
    if (href && !/\bnofollow\b/i.test(element.getAttribute("rel") ?? "")) this.#links.push(decodeEntities(href));
  }

  /** The cell we are directly in, if any. */
  #cellTag() {
    return this.#stack.findLast(({ tag }) => tag === "td" || tag === "th" || tag === "table")?.tag;
  }

  #enter(open: Open, element: Element) {
    const { tag } = open;
    const [, level] = HEADING.exec(tag) ?? [];
    if (level) return this.#heading(open, Number(level));
    if (tag === "main" || element.getAttribute("role") === "main") return this.#enterMain(open);
    switch (tag) {
      case "title":
        return this.#capture(open, (title) => this.#title.meetDocument(title));
      case "a":
        return this.#linkText(open, element);
      case "sup":
        return this.#raised(open);
      case "li":
        return this.#listItem(open);
      case "pre":
        return this.#code(open);
      case "table":
        return this.#table(open, element);
      case "tr":
        open.close = () => this.#tables.at(-1)?.endRow(this.#page);
        return;
      case "td":
      case "th":
        return this.#cell(open, element);
      case "summary":
        return this.#capture(open, (text) => this.#page.subheading(text));
    }
    if (tag === "dl" || tag === "dt" || tag === "dd") return this.#terms(open);
    if (tag === "details" || isRemark(tag, element)) return this.#scope(open);
    if (!BLOCK.has(tag)) return;
    this.#break();
    open.close = () => this.#break();
  }

  #enterMain(open: Open) {
    this.#flush();
    this.#title.meetOuter(this.#page.title);
    this.#page.title = "";
    this.#page.headings = [];
    const from = this.#page.blocks.length;
    open.close = () => {
      this.#flush();
      this.#main.push([from, this.#page.blocks.length]);
      this.#page.headings = [];
    };
  }

  /** Takes the element's whole text as one piece; inside another such element it is a part of its piece. */
  #capture(open: Open, done: (literal: string, leads: boolean) => void) {
    this.#break();
    if (this.#capturing) {
      open.close = () => this.#break();
      return;
    }
    this.#capturing = true;
    open.close = () => {
      this.#capturing = false;
      const leads = this.#line.onlyLeads(true);
      done(this.#line.take(), leads);
    };
  }

  #heading(open: Open, level: number) {
    const around = this.#stack.findLast(({ tag }) => TITLED.has(tag))?.tag;
    if (around === "th" || around === "dt") return; // a name, only written large
    if (around === "summary" && this.#capturing) return this.#summaryHeading(open);
    this.#leaveLayoutCell();
    this.#capture(open, (text) => this.#page.heading(level, text));
    this.#item = false;
  }

  /** What else stands in the summary is no part of its name. */
  #summaryHeading(open: Open) {
    this.#line.take();
    open.close = () => {
      const summary = this.#stack.findLast(({ tag }) => tag === "summary");
      const text = this.#line.take();
      if (!summary || !text.trim()) return;
      summary.close = () => {
        this.#capturing = false;
        this.#line.take();
        this.#page.subheading(text);
      };
    };
  }

  /** Tells the line how much of it are links; a link around blocks counts nothing. */
  #linkText(open: Open, element: Element) {
    const href = element.getAttribute("href") ?? "";
    if (/^(mailto|tel|sms):/i.test(href)) return;
    const link = { href, leads: leadsElsewhere(element) };
    const block = this.#page.blocks.length;
    const from = this.#line.length;
    open.close = () => {
      if (block === this.#page.blocks.length) this.#line.endLink(from, link);
    };
  }

  #raised(open: Open) {
    const { length, within } = this.#line;
    open.close = () => this.#line.endRaised(length, within);
  }

  #listItem(open: Open) {
    if (this.#capturing) {
      if (!this.#line.isEmpty) this.#line.add(BREAK);
      return;
    }
    this.#flush();
    this.#item = true;
    open.close = () => {
      this.#flush();
      this.#item = false;
    };
  }

  /** In a cell without a header it is what the table is for: it lays out lines beside their numbers. */
  #code(open: Open) {
    const isNumbered = !this.#tables.at(-1)?.hasColumns && this.#cellTag() === "td";
    if (isNumbered) this.#leaveLayoutCell();
    this.#break();
    this.#preformatted = true;
    open.close = () => {
      this.#preformatted = false;
      if (this.#capturing) return;
      const code = this.#line.take().replace(/^\n+/, "").trimEnd();
      if (!isNumbered || /\D/.test(code.replace(/\s/g, ""))) this.#page.add("code", code, code);
    };
  }

  #table(open: Open, element: Element) {
    this.#leaveLayoutCell();
    this.#break();
    const table = new TableReader();
    table.layout = /^(presentation|none)$/.test(element.getAttribute("role") ?? "");
    this.#tables.push(table);
    open.close = () => {
      table.endRow(this.#page);
      this.#break();
      this.#tables.pop();
    };
  }

  #cell(open: Open, element: Element) {
    const table = this.#tables.at(-1);
    if (!table) return;
    const [columns = 1, rows = 1] = ["colspan", "rowspan"].map((name) => Number(element.getAttribute(name) ?? 1));
    const isLast = endsGridRow(element);
    this.#image = "";
    this.#capture(open, (literal, leads) => {
      const text = toText(literal) || (rows === 1 ? this.#image : ""); // a tick, a cross; beside several rows it is a decoration
      if (table.layout) this.#page.add("paragraph", literal);
      else table.cell({ isHeader: open.tag === "th", literal, text, leads }, columns, rows);
      if (isLast) table.endRow(this.#page);
    });
  }

  /** A cell with a heading, a table or code in it: the table around it only lays the page out. */
  #leaveLayoutCell() {
    const table = this.#tables.at(-1);
    if (!table || this.#cellTag() !== "td") return;
    table.layout = true;
    this.#capturing = false;
    this.#flush();
  }

  /** The headings in it end with it. */
  #scope(open: Open) {
    this.#break();
    const { headings } = this.#page;
    open.close = () => {
      this.#break();
      this.#page.headings = headings;
    };
  }

  #terms(open: Open) {
    const list = this.#lists.at(-1);
    if (open.tag === "dl") {
      this.#scope(open);
      const { close } = open;
      this.#lists.push(new DefinitionList(this.#page));
      open.close = () => {
        close?.();
        this.#lists.pop();
      };
    } else if (this.#capturing || !list) this.#inlineTerm(open);
    else if (open.tag === "dt") this.#capture(open, (text) => list.term(text));
    else {
      this.#break();
      const definition = list.define();
      open.close = () => {
        this.#break();
        definition.end();
      };
    }
  }

  /** In a cell: "Fax: none, Phone: 555 0100". */
  #inlineTerm(open: Open) {
    if (open.tag === "dt" && !this.#line.isEmpty) this.#line.add(BREAK);
    open.close = () => this.#line.add(open.tag === "dt" ? ": " : " ");
  }

  #endImplied(tag: string) {
    if (ENDS_HEADING.has(tag) && !this.#line.isEmpty) {
      const heading = this.#stack.findLast((element) => HEADING.test(element.tag));
      if (heading) this.#close(heading);
    }
    const [ended, parents] = ENDS[tag] ?? [];
    if (!ended || !parents) return;
    const open = this.#stack.findLast((element) => ended.includes(element.tag) || parents.includes(element.tag));
    if (open && ended.includes(open.tag)) this.#close(open);
  }

  /** Closes it and what is still open inside it, innermost first. */
  #close(open: Open) {
    const at = this.#stack.lastIndexOf(open);
    if (at < 0) return; // closed by implication before
    while (this.#stack.length > at) {
      const closed = this.#stack.at(-1);
      if (closed === this.#skipped) this.#skipped = undefined;
      closed?.close?.();
      this.#stack.pop();
    }
  }

  #break() {
    if (this.#capturing) this.#line.add("\n");
    else this.#flush();
  }

  #flush() {
    const isListed = this.#item || this.#lists.at(-1)?.isDefining === true;
    const leads = this.#line.onlyLeads(isListed); // buttons, crumbs, a table of contents
    const text = this.#line.take();
    if (!text.trim() || leads) return;
    this.#page.add(this.#item ? "item" : "paragraph", text);
    this.#item = false;
  }
}

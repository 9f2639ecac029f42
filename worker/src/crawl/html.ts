// An HTML page as text blocks, links and the page's own word on indexing. What surrounds the content is left out.
import { decodeEntities } from "./entities.ts";
import { NotFetched } from "./fetch-text.ts";
import { DefinitionList } from "./html-definitions.ts";
import { type HtmlFacts, HtmlHead } from "./html-head.ts";
import { leadsElsewhere } from "./html-line.ts";
import { tagOf } from "./html-roles.ts";
import { isRemark, isSurrounding } from "./html-surroundings.ts";
import { HtmlTables } from "./html-tables.ts";
import { HtmlText, type Open } from "./html-text.ts";
import { HtmlTitle } from "./html-title.ts";
import { BREAK, type PageText } from "./page-text.ts";

export interface HtmlPage extends PageText, HtmlFacts {
  whole: boolean; // false when it has more elements or more text than are read
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

const MAX_NESTED = 8; // definitions in definitions that are told apart: each level puts its term before all that is in it
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
  const page = reader.finish(siteName);
  return { ...page, whole: page.whole && read.length === html.length };
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

class HtmlReader {
  readonly #text = new HtmlText();
  readonly #page = this.#text.page;
  readonly #line = this.#text.line;
  readonly #links: string[] = [];
  readonly #tables = new HtmlTables(this.#text);
  readonly #lists: DefinitionList[] = []; // that are open
  readonly #stack: Open[] = [];
  #headings = 0; // that are open
  readonly #disclosed = new Set<string>(); // ids of what a heading opens
  readonly #main: [from: number, to: number][] = []; // the blocks inside <main>
  #skipped: Open | undefined; // the dropped element we are in
  readonly #title = new HtmlTitle();
  readonly #head = new HtmlHead();

  text(text: string) {
    if (!this.#skipped) this.#text.add(text);
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
    const capturing = this.#text.isCapturing;
    const opens = capturing && element.getAttribute("aria-controls");
    if (opens) this.#disclosed.add(opens);
    const parent = this.#stack.at(-1)?.tag;
    if (isSurrounding(tag, element, { isIn, capturing, parent, disclosed: this.#disclosed })) {
      this.#text.break();
      this.#skipped = open;
    } else this.#enter(open, element);
    this.#stack.push(open);
    if (HEADING.test(tag)) this.#headings++;
    try {
      element.onEndTag(() => this.#close(open));
    } catch {
      this.#close(open); // <svg/>: it has no end tag
    }
  }

  finish(siteName: string): HtmlPage {
    const [root] = this.#stack;
    if (root) this.#close(root);
    this.#text.flush();
    const inMain = this.#main.flatMap(([from, to]) => this.#page.blocks.slice(from, to));
    const blocks = inMain.length ? inMain : this.#page.blocks;
    const length = blocks.reduce((sum, { text }) => sum + text.length, 0);
    return {
      ...this.#title.of({ title: this.#page.title, blocks }, siteName),
      ...this.#head.facts(this.#links),
      needsScript: this.#head.needsScript(length),
      whole: !this.#page.isFull,
    };
  }

  #void(tag: string, element: Element) {
    if (tag === "area") this.#link(element);
    this.#head.look(tag, element);
    if (this.#skipped) return;
    if (tag === "br") this.#line.add(this.#text.isPreformatted ? "\n" : BREAK);
    else if (tag === "hr") this.#text.break();
    else if (tag === "img") this.#tables.image(decodeEntities(element.getAttribute("alt") ?? ""));
  }

  #link(element: Element) {
    const href = element.getAttribute("href");
    if (href && !/\bnofollow\b/i.test(element.getAttribute("rel") ?? "")) this.#links.push(decodeEntities(href));
  }

  /** The cell we are directly in, if any. */
  #cellTag() {
    if (!this.#tables.isOpen) return undefined;
    return this.#stack.findLast(({ tag }) => tag === "td" || tag === "th" || tag === "table")?.tag;
  }

  #enter(open: Open, element: Element) {
    const { tag } = open;
    const [, level] = HEADING.exec(tag) ?? [];
    if (level) return this.#heading(open, Number(level));
    if (tag === "main" || element.getAttribute("role") === "main") return this.#enterMain(open);
    switch (tag) {
      case "title":
        return this.#text.capture(open, (title) => this.#title.meetDocument(title));
      case "a":
        return this.#linkText(open, element);
      case "sup":
        return this.#raised(open);
      case "li":
        return this.#listItem(open);
      case "pre":
        return this.#code(open);
      case "table":
        this.#leaveLayoutCell();
        return this.#tables.table(open, element);
      case "tr":
        return this.#tables.row(open);
      case "td":
      case "th":
        return this.#tables.cell(open, element);
      case "summary":
        return this.#text.capture(open, (text) => this.#page.subheading(text));
    }
    if (tag === "dl" || tag === "dt" || tag === "dd") return this.#terms(open);
    if (tag === "details" || isRemark(tag, element)) return this.#text.scope(open);
    if (BLOCK.has(tag)) this.#text.block(open);
  }

  #enterMain(open: Open) {
    this.#text.flush();
    this.#title.meetOuter(this.#page.title);
    this.#page.title = "";
    this.#page.headings = [];
    const from = this.#page.blocks.length;
    open.close = () => {
      this.#text.flush();
      this.#main.push([from, this.#page.blocks.length]);
      this.#page.headings = [];
    };
  }

  #heading(open: Open, level: number) {
    const around = this.#stack.findLast(({ tag }) => TITLED.has(tag))?.tag;
    if (around === "th" || around === "dt") return; // a name, only written large
    if (around === "summary" && this.#text.isCapturing) return this.#summaryHeading(open);
    this.#leaveLayoutCell();
    this.#text.capture(open, (text) => this.#page.heading(level, text));
    this.#text.isItem = false;
  }

  /** What else stands in the summary is no part of its name. */
  #summaryHeading(open: Open) {
    this.#line.take();
    open.close = () => {
      const summary = this.#stack.findLast(({ tag }) => tag === "summary");
      const text = this.#line.take();
      if (!summary || !text.trim()) return;
      summary.close = () => {
        this.#text.isCapturing = false;
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
    if (this.#text.isCapturing) {
      if (!this.#line.isEmpty) this.#line.add(BREAK);
      return;
    }
    this.#text.flush();
    this.#text.isItem = true;
    open.close = () => {
      this.#text.flush();
      this.#text.isItem = false;
    };
  }

  /** In a cell without a header it is what the table is for: it lays out lines beside their numbers. */
  #code(open: Open) {
    const isNumbered = !this.#tables.hasColumns && this.#cellTag() === "td";
    if (isNumbered) this.#leaveLayoutCell();
    this.#text.break();
    this.#text.isPreformatted = true;
    open.close = () => {
      this.#text.isPreformatted = false;
      if (this.#text.isCapturing) return;
      const code = this.#line.take().replace(/^\n+/, "").trimEnd();
      if (!isNumbered || /\D/.test(code.replace(/\s/g, ""))) this.#page.add("code", code, code);
    };
  }

  /** A cell with a heading, a table or code in it: the table around it only lays the page out. */
  #leaveLayoutCell() {
    if (this.#cellTag() === "td") this.#tables.leaveCell();
  }

  #terms(open: Open) {
    const list = this.#lists.at(-1);
    if (open.tag === "dl") {
      this.#text.scope(open);
      const { close } = open;
      this.#lists.push(new DefinitionList(this.#page));
      open.close = () => {
        close?.();
        this.#lists.pop();
      };
    } else if (this.#text.isCapturing || !list) this.#inlineTerm(open);
    else if (this.#text.definitions === MAX_NESTED) this.#text.block(open);
    else if (open.tag === "dt") this.#text.capture(open, (text) => list.term(text));
    else {
      this.#text.break();
      const definition = list.define();
      this.#text.definitions++;
      open.close = () => {
        this.#text.break();
        this.#text.definitions--;
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
    if (this.#headings && ENDS_HEADING.has(tag) && !this.#line.isEmpty) {
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
      if (closed && HEADING.test(closed.tag)) this.#headings--;
      this.#stack.pop();
    }
  }
}

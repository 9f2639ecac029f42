// An HTML page as text blocks, links and the page's own word on indexing. What surrounds the content is left out.
import { decodeEntities } from "./entities.ts";
import { NotFetched } from "./fetch-text.ts";
import { type HtmlFacts, HtmlHead } from "./html-head.ts";
import { BREAK, type Headings, type PageText, PageTextBuilder, toText, withoutSiteName } from "./page-text.ts";
import { TableReader } from "./table-reader.ts";

export interface HtmlPage extends PageText, HtmlFacts {
  whole: boolean; // false when it has more elements than are read
  needsScript: boolean; // it has next to no text, and scripts that would write one
}

const words = (list: string) => new Set(list.split(" "));
const VOID = words("area base br col embed hr img input link meta param source track wbr");
const DROPPED = words(
  "nav footer script style noscript template form svg math iframe object canvas video audio dialog select datalist",
);
const DROPPED_ROLE = /^(navigation|banner|contentinfo|search|dialog|alertdialog|menu|menubar|tablist)$/;
/** Names by which the makers of sites mark what is there on every page, or names no content but the way to it. */
const SURROUNDINGS =
  /(^|[\s_-])(cookie[-_]?(banner|bar|notice|consent|popup|modal|overlay|message|wall)|(gdpr|consent)[-_](banner|bar|notice|popup|modal|overlay)|onetrust-(banner|consent)[\w-]*|cybotcookiebot\w*|toctree-wrapper|breadcrumbs?|skip-link)([\s_-]|$)/i;
const INVISIBLE = /(display\s*:\s*none|visibility\s*:\s*hidden)/i;
const BLOCK = words(
  "address article aside blockquote body caption center div fieldset figcaption figure footer header hgroup html " +
    "legend ol p section tbody tfoot thead ul",
);
const HEADING = /^h([1-6])$/;
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
  readonly #links: string[] = [];
  readonly #tables: TableReader[] = [];
  readonly #stack: Open[] = [];
  readonly #main: [from: number, to: number][] = []; // the blocks inside <main>
  #skipped: Open | undefined; // the dropped element we are in
  #buffer = ""; // undecoded, since a character reference may come in two pieces
  #linked = 0; // characters of the buffer that are links
  #item = false; // the text to come is a list item's
  #capturing = false; // in a heading, a cell, a term: what would be a block is only white space there
  #preformatted = false;
  #term = "";
  #groups: Headings[] = []; // of each open <dl> or <details>: the headings around it
  #documentTitle = "";
  #outerTitle = ""; // of a first-level heading before <main>
  readonly #head = new HtmlHead();

  text(text: string) {
    if (!this.#skipped) this.#buffer += this.#preformatted ? text : text.replace(/[ \t\n\r\f]+/g, " ");
  }

  open(element: Element) {
    const tag = element.tagName;
    if (VOID.has(tag)) return this.#void(tag, element);
    if (tag === "a") this.#link(element);
    if (this.#skipped) return;
    this.#head.look(tag, element);
    this.#endImplied(tag);
    const open: Open = { tag };
    if (this.#isDropped(tag, element)) {
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
      title: this.#page.title || this.#outerTitle || withoutSiteName(this.#documentTitle, siteName),
      blocks,
      ...this.#head.facts(this.#links),
      needsScript: this.#head.needsScript(length),
    };
  }

  #void(tag: string, element: Element) {
    if (tag === "area") this.#link(element);
    this.#head.look(tag, element);
    if (this.#skipped) return;
    if (tag === "br") this.#buffer += this.#preformatted ? "\n" : BREAK;
    else if (tag === "hr") this.#break();
  }

  #link(element: Element) {
    const href = element.getAttribute("href");
    if (href && !/\bnofollow\b/i.test(element.getAttribute("rel") ?? "")) this.#links.push(decodeEntities(href));
  }

  #isDropped(tag: string, element: Element): boolean {
    if (DROPPED.has(tag)) return true;
    if (tag === "button") return !this.#capturing; // an accordion's heading is one
    if (tag === "header") return !this.#isIn("main", "article", "section");
    if (tag === "aside") return !this.#isIn("main", "article");
    const hidden = element.getAttribute("hidden");
    if (hidden !== null && hidden !== "until-found") return true;
    if (element.getAttribute("aria-hidden") === "true") return true;
    if (DROPPED_ROLE.test(element.getAttribute("role") ?? "")) return true;
    if (SURROUNDINGS.test(`${element.getAttribute("id") ?? ""} ${element.getAttribute("class") ?? ""}`)) return true;
    return INVISIBLE.test(element.getAttribute("style") ?? "");
  }

  /** The cell we are directly in, if any. */
  #cellTag() {
    return this.#stack.findLast(({ tag }) => tag === "td" || tag === "th" || tag === "table")?.tag;
  }

  #isIn(...tags: string[]) {
    return this.#stack.some(({ tag }) => tags.includes(tag));
  }

  #enter(open: Open, element: Element) {
    const { tag } = open;
    const [, level] = HEADING.exec(tag) ?? [];
    if (level) return this.#heading(open, Number(level));
    if (tag === "main" || element.getAttribute("role") === "main") return this.#enterMain(open);
    switch (tag) {
      case "title":
        return this.#capture(open, (title) => {
          this.#documentTitle ||= title;
        });
      case "a":
        return this.#linkText(open, element);
      case "li":
        return this.#listItem(open);
      case "pre":
        return this.#code(open);
      case "table":
        return this.#table(open);
      case "tr":
        open.close = () => this.#tables.at(-1)?.endRow(this.#page);
        return;
      case "td":
      case "th":
        return this.#cell(open, Number(element.getAttribute("colspan") ?? 1));
      case "dl":
      case "details":
        return this.#group(open);
      case "summary":
        return this.#capture(open, (text) => this.#page.subheading(text));
      case "dt":
        return this.#capture(open, (text) => this.#startTerm(text));
      case "dd":
        return this.#definition(open);
    }
    if (!BLOCK.has(tag)) return;
    this.#break();
    open.close = () => this.#break();
  }

  #enterMain(open: Open) {
    this.#flush();
    this.#outerTitle ||= this.#page.title;
    this.#page.title = "";
    this.#page.headings = [];
    const from = this.#page.blocks.length;
    open.close = () => {
      this.#flush();
      this.#main.push([from, this.#page.blocks.length]);
      this.#page.headings = [];
    };
  }

  /** Takes the element's whole text as one piece. */
  #capture(open: Open, done: (literal: string) => void) {
    this.#break();
    const outer = this.#capturing;
    this.#capturing = true;
    open.close = () => {
      this.#capturing = outer;
      done(this.#take());
    };
  }

  #heading(open: Open, level: number) {
    if (this.#cellTag() === "th") return; // the name of a column, only written large
    this.#leaveLayoutCell();
    this.#capture(open, (text) => this.#page.heading(level, text));
  }

  /** Counts the text of links to pages inside a block; a link around blocks counts nothing. */
  #linkText(open: Open, element: Element) {
    if (/^(mailto|tel|sms):/i.test(element.getAttribute("href") ?? "")) return;
    const block = this.#page.blocks.length;
    const from = this.#buffer.length;
    open.close = () => {
      if (block === this.#page.blocks.length) this.#linked += this.#buffer.slice(from).replace(/\s/g, "").length;
    };
  }

  #listItem(open: Open) {
    if (this.#capturing) {
      if (this.#buffer.trim()) this.#buffer += BREAK;
      return;
    }
    this.#flush();
    this.#item = true;
    open.close = () => {
      this.#flush();
      this.#item = false;
    };
  }

  #code(open: Open) {
    this.#break();
    this.#preformatted = true;
    open.close = () => {
      this.#preformatted = false;
      if (this.#capturing) return;
      const code = this.#take().replace(/^\n+/, "").trimEnd();
      this.#page.add("code", code, code);
    };
  }

  #table(open: Open) {
    this.#leaveLayoutCell();
    this.#break();
    this.#tables.push(new TableReader());
    open.close = () => {
      this.#break();
      this.#tables.pop();
    };
  }

  #cell(open: Open, span: number) {
    const table = this.#tables.at(-1);
    if (!table) return;
    this.#capture(open, (literal) => {
      if (table.layout) this.#page.add("paragraph", literal);
      else table.cell(open.tag === "th", literal, Math.min(Math.max(span || 1, 1), 50));
    });
  }

  /** A cell with a heading or a table in it: the table around it only lays the page out. */
  #leaveLayoutCell() {
    const table = this.#tables.at(-1);
    if (!table || this.#cellTag() !== "td") return;
    table.layout = true;
    this.#capturing = false;
    this.#flush();
  }

  /** A list of terms or a disclosure: the headings in it end with it. */
  #group(open: Open) {
    this.#break();
    this.#groups.push(this.#page.headings);
    open.close = () => {
      this.#break();
      this.#term = "";
      this.#page.headings = this.#groups.pop() ?? [];
    };
  }

  /** A term that asks is a heading: the answer may be long. */
  #startTerm(text: string) {
    this.#page.headings = this.#groups.at(-1) ?? this.#page.headings;
    const question = /\?\s*$/.test(text);
    this.#term = question ? "" : toText(text);
    if (question) this.#page.subheading(text);
  }

  #definition(open: Open) {
    const term = this.#term.replace(/:$/, "");
    if (term) return this.#capture(open, (text) => this.#page.add("row", text, `${term}: ${toText(text)}`));
    this.#break();
    open.close = () => this.#break();
  }

  #endImplied(tag: string) {
    if (ENDS_HEADING.has(tag) && this.#buffer.trim()) {
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
    for (const closed of this.#stack.splice(at).reverse()) {
      if (closed === this.#skipped) this.#skipped = undefined;
      closed.close?.();
    }
  }

  #break() {
    if (this.#capturing) this.#buffer += "\n";
    else this.#flush();
  }

  #flush() {
    const onlyLinks = this.#linked > 0 && this.#linked === this.#buffer.replace(/\s/g, "").length;
    const text = this.#take();
    if (!text.trim()) return;
    if (onlyLinks && !this.#item) return; // buttons and crumbs; in a list, links may be all there is to say
    this.#page.add(this.#item ? "item" : "paragraph", text);
    this.#item = false;
  }

  #take() {
    const text = decodeEntities(this.#buffer);
    this.#buffer = "";
    this.#linked = 0;
    return text;
  }
}

// The text of an HTML page since the last block, and how much of it are links: a line that only leads elsewhere says nothing.
import { decodeEntities } from "./entities.ts";

const ELSEWHERE = /(^|\s)(next|prev|previous|up|first|last|start|home|contents|toc|index|glossary)(\s|$)/i;
const MAX_UNLINKED = 40; // characters beside the links of a line of navigation: "Next: …, Previous: …, Up: …"
/** The sign of a link to what it stands beside, or to a footnote. */
const SIGN = /^\s*([¶#§🔗]|\[(\d{1,3}|[*†‡])\])\s*$/u;

/** Its characters, without what sets links apart: "Home › Shop | News". A comma makes a list of names, which may be an answer. */
const count = (text: string) => text.match(/[^\s|·•»›>/–—-]/gu)?.length ?? 0;

export class HtmlLine {
  #buffer = ""; // undecoded, since a character reference may come in two pieces
  #linked = 0; // characters in links
  #within = 0; // of these, in links to parts of the page itself
  #leads = false; // has a link to the next page, to the contents, to itself in another language

  get length(): number {
    return this.#buffer.length;
  }

  get isEmpty(): boolean {
    return !this.#buffer.trim();
  }

  add(text: string) {
    this.#buffer += text;
  }

  /** Everything since; the line is empty then. */
  take(): string {
    const text = decodeEntities(this.#buffer);
    this.#buffer = "";
    this.#linked = 0;
    this.#within = 0;
    this.#leads = false;
    return text;
  }

  /** A link has ended that began there. A sign is none of the line's words. */
  endLink(from: number, { href, leads }: { href: string; leads: boolean }) {
    const text = decodeEntities(this.#buffer.slice(from));
    if (href.includes("#") && SIGN.test(text)) {
      this.#buffer = this.#buffer.slice(0, from);
      return;
    }
    this.#leads ||= leads;
    this.#linked += count(text);
    if (/^#./.test(href)) this.#within += count(text);
  }

  /** A raised text has ended that began there: the sign of a footnote goes, a power keeps its sense. */
  endRaised(from: number, within: number) {
    const text = decodeEntities(this.#buffer.slice(from));
    const raised = count(text);
    if (raised > 0 && this.#within - within === raised) {
      this.#buffer = this.#buffer.slice(0, from);
      this.#linked -= raised;
      this.#within = within;
    } else if (/^[-−]?\d/.test(text) && /\d$/.test(this.#buffer.slice(0, from)))
      this.#buffer = `${this.#buffer.slice(0, from)}^${this.#buffer.slice(from)}`;
  }

  get within(): number {
    return this.#within;
  }

  /** In a list links to other pages may be all there is to say; those to parts of this one are its table of contents. */
  onlyLeads(isListed: boolean): boolean {
    if (!this.#linked) return false;
    const others = count(decodeEntities(this.#buffer)) - this.#linked;
    if (this.#leads && others <= MAX_UNLINKED) return true;
    return others === 0 && (!isListed || this.#within === this.#linked);
  }
}

/** To another page of the same row or to this page in another language, as its author says (HTML standard, 4.6.7). */
export function leadsElsewhere(element: Element): boolean {
  const rel = element.getAttribute("rel") ?? "";
  return ELSEWHERE.test(rel) || (/(^|\s)alternate(\s|$)/i.test(rel) && element.getAttribute("hreflang") !== null);
}

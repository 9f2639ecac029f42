// The text of an HTML page since the last block, and how much of it are links: a line that only leads elsewhere says nothing.
import { decodeEntities } from "./entities.ts";

const ELSEWHERE = /(^|\s)(next|prev|previous|up|first|last|start|home|contents|toc|index|glossary)(\s|$)/i;
const SENTENCE = /\p{L}\s+\p{L}.*[.!?。]\s*$/su; // ends as one
/** A link's own words that say something: a price, or more than a label has. */
const TELLS = /[$£€¥]\s?\d|\d\s?[$£€¥]|^.{60}/su;
const MAX_UNLINKED = 40; // characters beside the links of a line of navigation: "Next: …, Previous: …, Up: …"
/** The sign of a link to what it stands beside, or to a footnote. */
const SIGN = /^\s*([¶#§🔗]|\[(\d{1,3}|[*†‡])\])\s*$/u;

/** Its characters, without what sets links apart: "Home › Shop | News". A comma makes a list of names, which may be an answer. */
const count = (text: string) => text.match(/[^\s|·•»›>/–—-]/gu)?.length ?? 0;

export class HtmlLine {
  #pieces: string[] = []; // undecoded, since a character reference may come in two of them
  #linked = 0; // characters in links
  #within = 0; // of these, in links to parts of the page itself
  #tells = false;
  #leads = false; // has a link to the next page, to the contents, to itself in another language

  /** In pieces. */
  get length(): number {
    return this.#pieces.length;
  }

  get isEmpty(): boolean {
    return !this.#pieces.some((piece) => piece.trim());
  }

  add(text: string) {
    if (text) this.#pieces.push(text);
  }

  /** Everything since; the line is empty then. */
  take(): string {
    const text = this.#from(0);
    this.#pieces = [];
    this.#linked = 0;
    this.#within = 0;
    this.#tells = false;
    this.#leads = false;
    return text;
  }

  /** A link has ended that began there. A sign is none of the line's words. */
  endLink(from: number, { href, leads }: { href: string; leads: boolean }) {
    const text = this.#from(from);
    if (href.includes("#") && SIGN.test(text)) {
      this.#pieces.length = from;
      return;
    }
    this.#leads ||= leads;
    this.#tells ||= TELLS.test(text.trim());
    this.#linked += count(text);
    if (/^#./.test(href)) this.#within += count(text);
  }

  /** A raised text has ended that began there: the sign of a footnote goes, a power keeps its sense. */
  endRaised(from: number, within: number) {
    const text = this.#from(from);
    const raised = count(text);
    if (raised > 0 && this.#within - within === raised) {
      this.#pieces.length = from;
      this.#linked -= raised;
      this.#within = within;
    } else if (/^[-−]?\d/.test(text) && /\d$/.test(this.#pieces[from - 1] ?? "")) this.#pieces.splice(from, 0, "^");
  }

  #from(piece: number): string {
    return decodeEntities(this.#pieces.slice(piece).join(""));
  }

  get within(): number {
    return this.#within;
  }

  /** In a list links to other pages may be all there is to say; those to parts of this one are its table of contents. */
  onlyLeads(isListed: boolean): boolean {
    if (!this.#linked) return false;
    const text = this.#from(0);
    const others = count(text) - this.#linked;
    if (this.#leads && others <= MAX_UNLINKED) return others === 0 || !SENTENCE.test(text);
    return others === 0 && !this.#tells && (!isListed || this.#within === this.#linked);
  }
}

/** To another page of the same row or to this page in another language, as its author says (HTML standard, 4.6.7). */
export function leadsElsewhere(element: Element): boolean {
  const rel = element.getAttribute("rel") ?? "";
  return ELSEWHERE.test(rel) || (/(^|\s)alternate(\s|$)/i.test(rel) && element.getAttribute("hreflang") !== null);
}

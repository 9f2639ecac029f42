// What a page says of itself as a whole, in its head and by what it is made of: not its text.
import { decodeEntities } from "./entities.ts";
import { BOT } from "./fetch-text.ts";

export interface HtmlFacts {
  links: string[]; // as written, feeds too; `base` is what they are relative to, when the page says so
  base?: string;
  canonical?: string; // as written: the address by which the page wants to be known
  lang?: string;
  noindex: boolean;
  nofollow: boolean; // then it has no links
}

const LITTLE_TEXT = 200; // characters
const APP_ROOT = /^(root|app|__next|__nuxt|__gatsby|svelte|q-app)$/i;
const FEED = /^application\/(rss|atom)\+xml$/i;

export class HtmlHead {
  readonly #feeds: string[] = [];
  #base: string | undefined;
  #canonical: string | undefined;
  #lang: string | undefined;
  #noindex = false;
  #nofollow = false;
  #scripts = false;
  #appRoot = false;

  look(tag: string, element: Element) {
    if (tag === "meta") this.#meta(element);
    else if (tag === "link") this.#relation(element);
    else if (tag === "base") this.#base ??= decodeEntities(element.getAttribute("href") ?? "") || undefined;
    else if (tag === "html") this.#lang ??= element.getAttribute("lang")?.trim() || undefined;
    else if (tag === "script") this.#scripts = true;
    else if (tag === "div") this.#appRoot ||= APP_ROOT.test(element.getAttribute("id") ?? "");
  }

  facts(links: string[]): HtmlFacts {
    return {
      links: this.#nofollow ? [] : [...links, ...this.#feeds],
      ...(this.#base !== undefined && { base: this.#base }),
      ...(this.#canonical !== undefined && { canonical: this.#canonical }),
      ...(this.#lang !== undefined && { lang: this.#lang }),
      noindex: this.#noindex,
      nofollow: this.#nofollow,
    };
  }

  /** `length`: characters of text that it has without. */
  needsScript(length: number): boolean {
    return this.#scripts && (!length || (this.#appRoot && length < LITTLE_TEXT));
  }

  #relation(element: Element) {
    const href = decodeEntities(element.getAttribute("href") ?? "");
    const rel = (element.getAttribute("rel") ?? "").toLowerCase().split(/\s+/);
    if (!href) return;
    if (rel.includes("canonical")) this.#canonical ??= href;
    if (rel.includes("alternate") && FEED.test(element.getAttribute("type") ?? "")) this.#feeds.push(href);
  }

  #meta(element: Element) {
    const name = (element.getAttribute("name") ?? "").toLowerCase();
    if (name !== "robots" && name !== BOT.toLowerCase()) return;
    const content = element.getAttribute("content") ?? "";
    if (/\b(noindex|none)\b/i.test(content)) this.#noindex = true;
    if (/\b(nofollow|none)\b/i.test(content)) this.#nofollow = true;
  }
}

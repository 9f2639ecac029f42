// One page of a site: fetched within the site's rules, read, and cut into passages.
import { type Fetched, type FetchRules, fetchText, NotFetched, USER_AGENT } from "./fetch-text.ts";
import { readHtml } from "./html.ts";
import { readMarkdown, readPlainText } from "./markdown.ts";
import { toPageAddress } from "./page-address.ts";
import { type PagePassage, toPassages } from "./passages.ts";
import type { Robots } from "./robots.ts";

const TYPES = ["text/html", "application/xhtml+xml", "text/markdown", "text/x-markdown", "text/plain"];

/** Where a crawl may go. */
export interface Ground {
  origin: string;
  siteName: string;
  robots: Robots;
  rules: FetchRules;
}

export interface Visit {
  url: string; // canonical, after redirects
  hash: string; // of what was read: the same hash, the same passages
  passages: PagePassage[];
  links: string[]; // canonical addresses of this origin
}

/** Throws `NotFetched`, also for a page that asks not to be indexed. */
export async function visitPage(address: URL, { origin, siteName, robots, rules }: Ground): Promise<Visit> {
  const mayVisit = (url: URL) => {
    if (url.origin !== origin) throw new NotFetched(`redirects to another site, ${url.origin}`);
    if (!robots.mayFetch(url)) throw new NotFetched("is forbidden by robots.txt");
  };
  const fetched = await fetchText(address, rules, { types: TYPES, mayVisit });
  const url = toPageAddress(fetched.url.href) ?? fetched.url;
  const page = await read(fetched, siteName);
  if (page.noindex || forbidsIndex(fetched.headers.get("X-Robots-Tag"))) throw new NotFetched("asks not to be indexed");
  const title = page.title || decodePath(url);
  const passages = toPassages({ title, blocks: page.blocks }, url);
  const base = URL.parse(page.base ?? "", url) ?? url;
  const links = page.links.map((href) => toPageAddress(href, base));
  return {
    url: url.href,
    hash: await digest(JSON.stringify(passages.map(({ url: _, ...content }) => content))),
    passages,
    links: [...new Set(links.filter((link) => link?.origin === origin).map((link) => link?.href ?? ""))],
  };
}

async function read({ type, text }: Fetched, siteName: string) {
  if (type.endsWith("markdown")) return { ...readMarkdown(text), base: undefined, noindex: false };
  if (type === "text/plain") return { ...readPlainText(text), base: undefined, noindex: false };
  return { base: undefined, ...(await readHtml(text, siteName)) };
}

/** `noindex`, or `bot: noindex` with our name. */
function forbidsIndex(header: string | null): boolean {
  const directives = (header ?? "").toLowerCase().split(",");
  return directives.some((directive) => {
    const colon = directive.indexOf(":");
    const bot = directive.slice(0, Math.max(colon, 0)).trim();
    const value = directive.slice(colon + 1).trim();
    return (!bot || bot === USER_AGENT.toLowerCase()) && (value === "noindex" || value === "none");
  });
}

/** A name for a page without a title. */
function decodePath({ pathname, hostname }: URL) {
  try {
    return decodeURIComponent(pathname).split("/").filter(Boolean).at(-1) ?? hostname;
  } catch {
    return pathname; // a stray "%"
  }
}

async function digest(text: string) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

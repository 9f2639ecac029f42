// One page of a site: fetched within the site's rules, read, and cut into passages.
import { type FeedEntry, parseFeed } from "./feed.ts";
import { type Fetched, type FetchRules, fetchText, NotFetched, PDF, type Validators } from "./fetch-text.ts";
import { readHtml } from "./html.ts";
import { readCanonicalLink, readRobotsTag } from "./indexing.ts";
import { readMarkdown, readPlainText } from "./markdown.ts";
import { toPageAddress } from "./page-address.ts";
import type { PageText } from "./page-text.ts";
import { type PagePassage, toPassages } from "./passages.ts";
import { readPdf } from "./pdf.ts";
import type { Robots } from "./robots.ts";

const HTML = ["text/html", "application/xhtml+xml"];
const PLAIN = ["text/markdown", "text/x-markdown", "text/plain"];
const FEEDS = ["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"];
const MARKDOWN_PATH = /\.(md|markdown)$|\/llms(-full)?\.txt$/i; // often sent as plain text

/** Where a crawl may go. */
export interface Ground {
  origin: string;
  siteName: string;
  robots: Robots;
  rules: FetchRules;
}

export interface Visit {
  url: string; // canonical, after redirects
  unchanged: boolean; // since the version that is known, which holds; there is nothing else then
  counts: boolean; // as a page: a feed does not, nor one that asks not to be indexed
  hash: string; // of what was read: the same hash, the same passages
  passages: PagePassage[];
  lang?: string; // as the page says
  links: string[]; // canonical addresses of this origin
  canonical?: string; // another page of this origin, which this one says it is
  entries: FeedEntry[]; // of a feed, with canonical addresses of this origin
  notes: string[]; // what was left out and why, each to be read after the address
  validators: Validators;
}

interface Asked {
  textOnly: boolean; // an HTML page there means that there is none: sites answer so for every address
  known: (url: URL) => Validators | undefined;
  daring: () => void; // before a document is read that may take more than there is; may throw `NotFetched`
}

/** Throws `NotFetched`. */
export async function visitPage(address: URL, ground: Ground, { textOnly, known, daring }: Asked): Promise<Visit> {
  const { origin, robots, rules } = ground;
  const mayVisit = (url: URL) => {
    if (url.origin !== origin) throw new NotFetched(`redirects to another site, ${url.origin}`);
    if (!robots.mayFetch(url)) throw new NotFetched("is forbidden by robots.txt");
  };
  const types = textOnly ? PLAIN : [...HTML, ...PLAIN, ...FEEDS, PDF];
  const fetched = await fetchText(address, rules, { types, mayVisit, known, first: rules.bytes });
  const url = toPageAddress(fetched.url.href) ?? fetched.url;
  if (fetched.unchanged) return { ...nothing(url), unchanged: true };
  if (fetched.pdf) daring();
  const visit = await readPage(fetched, url, ground);
  if (!fetched.whole) visit.notes.push(`is larger than ${rules.bytes / 1_000_000} MB: the rest of it was not read`);
  return { ...visit, validators: toValidators(fetched.headers) };
}

/** What a feed says of a page that cannot be had itself. */
export async function readEntry({ url, title, html }: FeedEntry, siteName: string): Promise<Visit> {
  const page = await readHtml(html, siteName);
  const address = new URL(url);
  return { ...nothing(address), ...(await toContent({ blocks: page.blocks, title }, address)) };
}

async function readPage(fetched: Fetched, url: URL, { origin, siteName }: Ground): Promise<Visit> {
  const { type, text } = fetched;
  if (FEEDS.includes(type)) return readFeed(text, type, url, origin);
  if (fetched.pdf) return readPdfPage(fetched.pdf, fetched.headers, url);
  if (!HTML.includes(type)) {
    const isMarkdown = type.endsWith("markdown") || MARKDOWN_PATH.test(url.pathname);
    const page = isMarkdown ? readMarkdown(text) : readPlainText(text);
    const visit = { ...nothing(url), ...(await toContent(page, url)), links: toOwn(page.links, url, origin) };
    return withheld(visit, readRobotsTag(fetched.headers.get("X-Robots-Tag")));
  }
  return readHtmlPage(fetched, url, origin, siteName);
}

/** One that is not to be indexed is not worth its reading: it leads nowhere. */
async function readPdfPage(bytes: Uint8Array<ArrayBuffer>, headers: Headers, url: URL): Promise<Visit> {
  const tag = readRobotsTag(headers.get("X-Robots-Tag"));
  if (tag.noindex) return withheld(nothing(url), tag);
  const { title, blocks, lang, whole } = await readPdf(bytes);
  const content = await toContent({ title, blocks }, url);
  const visit: Visit = { ...nothing(url), ...content, ...(lang !== undefined && { lang }) };
  if (content.hash) visit.hash = await digest(JSON.stringify([content.hash, blocks.map(({ page }) => page)]));
  if (!whole) visit.notes.push("is longer than is read: the rest of it was not read");
  return visit;
}

async function readHtmlPage({ text, headers }: Fetched, url: URL, origin: string, siteName: string): Promise<Visit> {
  const page = await readHtml(text, siteName);
  const tag = readRobotsTag(headers.get("X-Robots-Tag"));
  const base = URL.parse(page.base ?? "", url) ?? url;
  const [canonical] = toOwn(
    [page.canonical ?? readCanonicalLink(headers.get("Link")) ?? ""].filter(Boolean),
    base,
    origin,
  );
  const visit: Visit = {
    ...nothing(url),
    links: toOwn(page.links, base, origin),
    ...(canonical !== undefined && canonical !== url.href && { canonical }),
    ...(page.lang !== undefined && { lang: page.lang }),
  };
  if (page.needsScript) visit.notes.push("has no text without JavaScript, which is not run");
  else Object.assign(visit, await toContent(page, url));
  if (!page.whole) visit.notes.push("has more in it than is read: the rest of it was not read");
  return withheld(visit, { noindex: page.noindex || tag.noindex, nofollow: tag.nofollow });
}

/** A page that asks not to be indexed may still be followed. */
function withheld(visit: Visit, { noindex, nofollow }: { noindex: boolean; nofollow: boolean }): Visit {
  const links = nofollow ? [] : visit.links;
  if (!noindex) return { ...visit, links };
  const { canonical: _, ...rest } = visit;
  return { ...rest, links, counts: false, hash: "", passages: [], notes: ["asks not to be indexed"] };
}

function readFeed(text: string, type: string, url: URL, origin: string): Visit {
  const found = parseFeed(text);
  if (!found) throw new NotFetched(`is ${type}`);
  const entries = found.flatMap((entry) => {
    const [own] = toOwn([entry.url], url, origin);
    return own === undefined ? [] : [{ ...entry, url: own }];
  });
  return { ...nothing(url), counts: false, entries, links: entries.map((entry) => entry.url) };
}

const nothing = (url: URL): Visit => ({
  url: url.href,
  unchanged: false,
  counts: true,
  hash: "",
  passages: [],
  links: [],
  entries: [],
  notes: [],
  validators: {},
});

async function toContent({ title, blocks }: PageText, url: URL) {
  const passages = toPassages({ title: title || decodePath(url), blocks }, url);
  if (!passages.length) return { passages, hash: "", notes: ["has no text"] };
  return { passages, hash: await digest(JSON.stringify(passages.map(({ url: _, ...content }) => content))), notes: [] };
}

function toOwn(hrefs: string[], base: URL, origin: string): string[] {
  const links = hrefs.map((href) => toPageAddress(href, base));
  return [...new Set(links.flatMap((link) => (link?.origin === origin ? link.href : [])))];
}

function toValidators(headers: Headers): Validators {
  const etag = headers.get("ETag");
  const modified = headers.get("Last-Modified");
  return { ...(etag && { etag }), ...(modified && { modified }) };
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

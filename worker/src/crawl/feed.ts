// RSS and Atom feeds: the addresses of their entries, and what the feed itself says of each. Every character is looked at
// once or twice, however many elements never close.
import { decodeEntities } from "./entities.ts";

export interface FeedEntry {
  url: string; // as written
  title: string;
  html: string; // "" when the feed has only a title
}

const MAX_ENTRIES = 200;
const MAX_CONTENT = 100_000; // characters

/** Null for a document that is no feed. */
export function parseFeed(xml: string): FeedEntry[] | null {
  const [, root] = /<(rss|rdf:RDF|feed)[\s>]/.exec(xml.slice(0, 5000)) ?? [];
  if (!root) return null;
  const name = root === "feed" ? "entry" : "item";
  const entries: FeedEntry[] = [];
  for (const entry of elementsOf(xml, name)) {
    if (entries.length === MAX_ENTRIES) break;
    const url = root === "feed" ? atomLink(entry) : rssLink(entry);
    if (url) entries.push({ url, title: toText(contentOf(entry, "title")), html: toHtml(entry).slice(0, MAX_CONTENT) });
  }
  return entries;
}

interface Content {
  attributes: string;
  inner: string;
}

/** Up to the first one that does not close. */
function* elementsOf(xml: string, name: string): Iterable<string> {
  for (let at = 0; ; ) {
    const found = elementAt(xml, name, at);
    if (!found) return;
    yield found.inner;
    at = found.end;
  }
}

function elementAt(xml: string, name: string, from: number): (Content & { end: number }) | null {
  const open = `<${name}`;
  for (let at = xml.indexOf(open, from); at >= 0; at = xml.indexOf(open, at + open.length)) {
    if (!/[\s/>]/.test(xml.charAt(at + open.length))) continue; // a longer name
    const tagEnd = xml.indexOf(">", at);
    if (tagEnd < 0) return null;
    const attributes = xml.slice(at + open.length, tagEnd);
    if (attributes.endsWith("/")) return { attributes, inner: "", end: tagEnd + 1 };
    const close = `</${name}>`;
    const end = xml.indexOf(close, tagEnd);
    return end < 0 ? null : { attributes, inner: xml.slice(tagEnd + 1, end), end: end + close.length };
  }
  return null;
}

const contentOf = (xml: string, name: string): Content | null => elementAt(xml, name, 0);

function rssLink(item: string): string {
  const link = toText(contentOf(item, "link"));
  if (link) return link;
  const guid = contentOf(item, "guid");
  return guid && !/isPermaLink\s*=\s*["']false/i.test(guid.attributes) ? toText(guid) : "";
}

/** The entry's page: of relation "alternate", which is what a link without one is (RFC 4287, 4.2.7.2). */
function atomLink(entry: string): string {
  for (const [, attributes = ""] of entry.matchAll(/<link\s([^<>]*)>/g)) {
    const rel = attribute(attributes, "rel");
    if (!rel || rel === "alternate") return attribute(attributes, "href");
  }
  return "";
}

function attribute(attributes: string, name: string): string {
  const [, double, single] = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? [];
  return decodeEntities(double ?? single ?? "").trim();
}

/** The whole text where the feed has it, else what it says in short. */
function toHtml(entry: string): string {
  for (const name of ["content:encoded", "content", "description", "summary"]) {
    const content = contentOf(entry, name);
    if (!content?.inner.trim()) continue;
    const type = attribute(content.attributes, "type");
    if (type === "xhtml") return content.inner;
    const text = unwrap(content.inner);
    return type === "text" ? escapeHtml(text) : text;
  }
  return "";
}

const toText = (content: Content | null) => (content ? unwrap(content.inner).replace(/\s+/g, " ").trim() : "");

/** What the XML stands for: CDATA as it is, anything else with its character references read. */
function unwrap(xml: string): string {
  const parts = xml.split("<![CDATA[");
  return parts
    .map((part, at) => {
      const end = at ? part.indexOf("]]>") : -1;
      return end < 0 ? decodeEntities(part) : part.slice(0, end) + decodeEntities(part.slice(end + 3));
    })
    .join("");
}

const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

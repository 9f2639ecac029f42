// A sitemap's addresses (sitemaps.org): pages, or more sitemaps.
import { decodeEntities } from "./entities.ts";
import { type FetchRules, fetchText } from "./fetch-text.ts";

const OPEN = "<loc>";
const CLOSE = "</loc>";
const CDATA = "<![CDATA[";
const CDATA_END = "]]>";
const MAX_LOCATION = 2048; // sitemaps.org: an address is shorter

export interface Sitemap {
  index: boolean; // its locations are sitemaps
  locations: string[];
}

/** Throws `NotFetched`. A document that is no sitemap has no locations; of a long one the first are read. */
export async function fetchSitemap(url: URL, rules: FetchRules): Promise<Sitemap> {
  return parseSitemap((await fetchText(url, rules, { first: rules.bytes })).text);
}

export function parseSitemap(text: string): Sitemap {
  return { index: /<sitemapindex[\s>]/.test(text), locations: [...locationsOf(text)] };
}

/** Every character is looked at once, however many elements never close. */
function* locationsOf(text: string): Iterable<string> {
  for (let from = text.indexOf(OPEN); from >= 0; from = text.indexOf(OPEN, from)) {
    from += OPEN.length;
    const to = text.indexOf(CLOSE, from);
    if (to < 0) return;
    const location = toAddress(text.slice(from, to));
    if (location && location.length < MAX_LOCATION) yield location;
    from = to + CLOSE.length;
  }
}

function toAddress(content: string): string {
  const bare = content.trim();
  if (!bare.startsWith(CDATA)) return decodeEntities(bare);
  const end = bare.indexOf(CDATA_END);
  return bare.slice(CDATA.length, end < 0 ? bare.length : end).trim(); // as it stands: "&amp;" means itself there
}

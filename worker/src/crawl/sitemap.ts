// A sitemap's addresses (sitemaps.org): pages, or more sitemaps.
import { decodeEntities } from "./entities.ts";
import { type FetchRules, fetchText } from "./fetch-text.ts";

const LOCATION = /<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*<\/loc>/g;

export interface Sitemap {
  index: boolean; // its locations are sitemaps
  locations: string[];
}

/** Throws `NotFetched`. A document that is no sitemap has no locations. */
export async function fetchSitemap(url: URL, rules: FetchRules): Promise<Sitemap> {
  const { text } = await fetchText(url, rules);
  const locations = Array.from(text.matchAll(LOCATION), ([, location = ""]) => decodeEntities(location));
  return { index: /<sitemapindex[\s>]/.test(text), locations };
}

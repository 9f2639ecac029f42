// Where a site really is: its start may redirect to another origin, whose robots.txt then holds.
import { checkAddress } from "../crawl/address-guard.ts";
import { type FetchRules, fetchText, NotFetched } from "../crawl/fetch-text.ts";
import { toPageAddress } from "../crawl/page-address.ts";
import { fetchRobots, parseRobots } from "../crawl/robots.ts";

export interface Opened {
  start: string; // after redirects
  origin: string;
  robots: string; // the text of its robots.txt
}

/** Throws `NotFetched`, also when robots.txt forbids the start: then there is nothing to crawl. */
export async function openGround(address: string, rules: FetchRules): Promise<Opened> {
  const start = toPageAddress(address) ?? new URL(address);
  const refused = checkAddress(start, rules.dev);
  if (refused) throw new NotFetched(`is ${refused}`);
  const read = new Map<string, string>(); // the robots.txt of each origin on the way
  const mayVisit = async (url: URL) => {
    const text = read.get(url.origin) ?? (await robotsOf(url.origin, rules));
    read.set(url.origin, text);
    if (parseRobots(url.origin, text).mayFetch(url)) return;
    const led = url.origin === start.origin ? "" : `redirects to ${url.href}, which `;
    throw new NotFetched(`${led}is forbidden by robots.txt`);
  };
  const { url } = await fetchText(start, rules, { mayVisit, first: 1 });
  return { start: (toPageAddress(url.href) ?? url).href, origin: url.origin, robots: read.get(url.origin) ?? "" };
}

async function robotsOf(origin: string, rules: FetchRules) {
  try {
    return await fetchRobots(origin, rules);
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    const { retry, retryAfterMs } = error;
    throw new NotFetched(`is not crawled: ${origin}/robots.txt ${error.message}`, {
      passing: true,
      retry,
      retryAfterMs,
    });
  }
}

/** Every sitemap that robots.txt names, and the one that is where most are. */
export function sitemapsOf({ origin, robots }: Opened): string[] {
  const named = ["/sitemap.xml", ...parseRobots(origin, robots).sitemaps];
  return named.flatMap((address) => URL.parse(address, origin)?.href ?? []);
}

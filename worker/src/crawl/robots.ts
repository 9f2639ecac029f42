// What a site's robots.txt lets us fetch (RFC 9309), and the sitemaps that it names.
import robotsParser from "robots-parser";
import { type FetchRules, fetchText, NotFetched, USER_AGENT } from "./fetch-text.ts";

const MAX_ROBOTS = 500 * 1024; // RFC 9309, 2.5: at least this much is read

export interface Robots {
  mayFetch(url: URL): boolean;
  sitemaps: string[];
}

/**
 * The text of an origin's robots.txt; empty when there is none. Throws `NotFetched` when the server fails: then the
 * whole site counts as forbidden (RFC 9309, 2.3.1.4).
 */
export async function fetchRobots(origin: string, rules: FetchRules): Promise<string> {
  try {
    return (await fetchText(new URL("/robots.txt", origin), rules)).text.slice(0, MAX_ROBOTS);
  } catch (error) {
    if (error instanceof NotFetched && !error.passing) return "";
    throw error;
  }
}

export function parseRobots(origin: string, text: string): Robots {
  const robots = robotsParser(new URL("/robots.txt", origin).href, text);
  return {
    mayFetch: (url) => robots.isAllowed(url.href, USER_AGENT) ?? true, // it has no opinion on another origin
    sitemaps: robots.getSitemaps(),
  };
}

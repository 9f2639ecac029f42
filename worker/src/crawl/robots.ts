// What a site's robots.txt lets us fetch (RFC 9309), and the sitemaps that it names.
import robotsParser from "robots-parser";
import { type FetchRules, fetchText, NotFetched, USER_AGENT } from "./fetch-text.ts";

const MAX_ROBOTS = 500 * 1024; // RFC 9309, 2.5: at least this much is read

export interface Robots {
  mayFetch(url: URL): boolean;
  sitemaps: string[];
}

/**
 * The text of an origin's robots.txt, as much as is read of it; empty when the server says that there is none. Throws
 * `NotFetched` when it cannot be had: then the whole site counts as forbidden (RFC 9309, 2.3.1.4).
 */
export async function fetchRobots(origin: string, rules: FetchRules): Promise<string> {
  try {
    const { text, whole } = await fetchText(new URL("/robots.txt", origin), rules, { first: MAX_ROBOTS });
    return whole ? text : text.slice(0, text.lastIndexOf("\n") + 1); // half a line would say something else
  } catch (error) {
    if (error instanceof NotFetched && isAbsent(error)) return "";
    throw error;
  }
}

const isAbsent = ({ status = 0, passing }: NotFetched) => status >= 400 && status < 500 && !passing;

export function parseRobots(origin: string, text: string): Robots {
  const robots = robotsParser(new URL("/robots.txt", origin).href, text);
  return {
    mayFetch: (url) => robots.isAllowed(url.href, USER_AGENT) ?? true, // it has no opinion on another origin
    sitemaps: robots.getSitemaps(),
  };
}

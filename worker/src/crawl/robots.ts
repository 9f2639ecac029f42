// What a site's robots.txt asks for (RFC 9309): what may be fetched, how often, and which sitemaps it names.
import robotsParser from "robots-parser";
import { BOT, type FetchRules, fetchText, NotFetched } from "./fetch-text.ts";

const MAX_ROBOTS = 500 * 1024; // RFC 9309, 2.5: at least this much is read
const MAX_WILDCARDS = 8 * 1024; // characters of rules with wildcards: each is held against each address, at every position

export interface Robots {
  mayFetch(url: URL): boolean;
  crawlDelay: number | undefined; // seconds
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
  const robots = robotsParser(new URL("/robots.txt", origin).href, bound(text));
  return {
    mayFetch: (url) => robots.isAllowed(url.href, BOT) ?? true, // it has no opinion on another origin
    crawlDelay: robots.getCrawlDelay(BOT),
    sitemaps: robots.getSitemaps(),
  };
}

const RULE = /^[ \t]*(allow|disallow)[ \t]*:([^#]*)/i;

/**
 * The same rules, quick to hold an address against. Beyond the limit a rule with wildcards forbids all that begins as it
 * does, and allows nothing: never more than the site does.
 */
function bound(text: string): string {
  let wildcards = 0;
  let seen = new Set<string>();
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, verb, value = ""] = RULE.exec(line) ?? [];
    if (!verb) {
      if (/^[ \t]*user-agent/i.test(line)) seen = new Set();
      lines.push(line);
      continue;
    }
    const rule = value.trim().replace(/\*+/g, "*");
    const star = rule.indexOf("*");
    if (star >= 0) wildcards += rule.length;
    const isOver = star >= 0 && wildcards > MAX_WILDCARDS;
    if (isOver && /^allow/i.test(verb)) continue;
    const bounded = `${verb}:${isOver ? rule.slice(0, star) || "/" : rule}`;
    if (!seen.has(bounded)) lines.push(bounded); // a repeated line says nothing new
    seen.add(bounded);
  }
  return lines.join("\n");
}

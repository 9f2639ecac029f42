// Addresses without end that a site makes by itself: calendars, sort orders, filters, links that grow at each step.

const MAX_QUERIES = 100; // of one path
const MAX_DATES = 200; // of one path with two or more numbers, such as /2026/11/25
const MAX_NUMBERS = 2000; // of one path with one number: a shop's products
const MAX_DEPTH = 16;
const MAX_REPEATS = 3; // of one segment: /a/b/a/b/a/b comes from a relative link that should be none

/** Counts the addresses of one crawl by pattern. An address is to be asked about once. */
export class Traps {
  readonly #counts = new Map<string, number>();

  /** False for one address too many of its pattern. */
  admit(url: URL): boolean {
    const segments = url.pathname.split("/").filter(Boolean);
    if (segments.length > MAX_DEPTH || repeats(segments) > MAX_REPEATS) return false;
    const { pattern, limit } = patternOf(url);
    if (limit === undefined) return true;
    const count = (this.#counts.get(pattern) ?? 0) + 1;
    this.#counts.set(pattern, count);
    return count <= limit;
  }
}

/** What the addresses of one trap have in common, as it is told to the site's owner. */
export const trapOf = (url: URL): string => `${url.origin}${patternOf(url).pattern}`;

function patternOf({ pathname, search }: URL): { pattern: string; limit?: number } {
  if (search) return { pattern: `${pathname}?…`, limit: MAX_QUERIES };
  const pattern = pathname.replace(/\d+/g, "#");
  const numbers = pattern.split("#").length - 1;
  if (!numbers) return { pattern };
  return { pattern, limit: numbers > 1 ? MAX_DATES : MAX_NUMBERS };
}

function repeats(segments: string[]): number {
  const counts = new Map<string, number>();
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

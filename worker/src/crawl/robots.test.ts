import { expect, test } from "vitest";
import { FETCH_RULES, NotFetched } from "./fetch-text.ts";
import { fetchRobots, parseRobots } from "./robots.ts";
import { type Reply, redirect, serve } from "./test-server.ts";

const rules = { ...FETCH_RULES, dev: true, ms: 2_000 };
const fetchFrom = async (reply: Reply) => {
  const { origin } = await serve({ "/robots.txt": reply });
  return { origin, text: await fetchRobots(origin, rules) };
};
const text = (body: string, rest: Reply = {}): Reply => ({ type: "text/plain", body, ...rest });

test.each([404, 410, 401, 403])("an answer of %i says that all is allowed", async (status) => {
  expect((await fetchFrom(text("User-agent: *\nDisallow: /", { status }))).text).toBe("");
});

test.each<[string, Reply]>([
  ["the server fails", { status: 503 }],
  ["it is asked too often", { status: 429 }],
  ["it cannot be found for redirects", redirect("/robots.txt")],
  ["it redirects into a private network", redirect("http://10.0.0.1/robots.txt")],
  ["the connection breaks", text("User-agent", { cut: true, headers: { "Content-Length": "1000" } })],
])("nothing is allowed when %s", async (_, reply) => {
  await expect(fetchFrom(reply)).rejects.toThrow(NotFetched);
});

test("reads the first 500 KiB of one that is longer, to the end of a line", async () => {
  const { origin, text: read } = await fetchFrom(
    text("User-agent: *\nDisallow: /private-files\nAllow: /\n", { repeat: 50_000 }),
  );
  expect(read.length).toBeGreaterThan(500 * 1024 - 100);
  expect(read.length).toBeLessThanOrEqual(500 * 1024);
  expect(read.endsWith("\n")).toBe(true);
  const robots = parseRobots(origin, read);
  expect(robots.mayFetch(new URL("/private-files/1", origin))).toBe(false);
  expect(robots.mayFetch(new URL("/else", origin))).toBe(true);
});

test("names the sitemaps", async () => {
  expect(parseRobots("https://a.example", "Sitemap: https://a.example/s.xml\nsitemap: /t.xml\n").sitemaps).toEqual([
    "https://a.example/s.xml",
    "/t.xml",
  ]);
});

test("tells how long to wait between requests, to us before everybody", () => {
  const delay = (body: string) => parseRobots("https://a.example", body).crawlDelay;
  expect(delay("User-agent: *\nCrawl-delay: 2.5")).toBe(2.5);
  expect(delay("User-agent: *\nCrawl-delay: 2\n\nUser-agent: FoyerBot\nCrawl-delay: 7")).toBe(7);
  expect(delay("User-agent: *\nDisallow: /x")).toBeUndefined();
});

test("follows wildcards, repeated lines and stars that say the same", () => {
  const robots = parseRobots(
    "https://a.example",
    "User-agent: *\nDisallow: /**/private\nDisallow: /**/private\nAllow: /a/private$",
  );
  expect(robots.mayFetch(new URL("https://a.example/b/private/1"))).toBe(false);
  expect(robots.mayFetch(new URL("https://a.example/a/private"))).toBe(true);
  expect(robots.mayFetch(new URL("https://a.example/b/public"))).toBe(true);
});

/** Each rule held against the whole of each address, these would take long. */
test("of half a megabyte of wildcards it takes what each begins with, and forbids no less than they say", () => {
  const rules = Array.from({ length: 9000 }, (_, at) => `Disallow: /a${"*a".repeat(20)}z${at}`).join("\n");
  const robots = parseRobots("https://a.example", `User-agent: *\n${rules}\nAllow: /*a`);
  for (let at = 0; at < 20; at++) {
    expect(robots.mayFetch(new URL(`https://a.example/${"a".repeat(2000)}${at}`))).toBe(false);
  }
  expect(robots.mayFetch(new URL("https://a.example/b"))).toBe(true);
});

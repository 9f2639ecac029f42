// What a crawl does about a server that is slow, failing, asked too much, or has not changed.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { html, type Reply, type Routes, serve } from "../crawl/test-server.ts";
import { VERSION } from "../version.ts";
import type { SiteAgent } from "./agent.ts";
import { crawl, crawled, FOYER, put, textsOf } from "./test-site.ts";

const robots = (body: string): Reply => ({ type: "text/plain", body });
const linked = (paths: string[]) => html(`${paths.map((path) => `<a href="${path}">x</a>`).join("")}<p>Home.</p>`);
const numbered = (count: number, rest: Reply = {}): Routes =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`/${at}`, html(`<p>Page number ${at}.</p>`, rest)]));

test("asks for two pages at a time, or as many as the site says, and names itself truly", async () => {
  const pages = numbered(12, { afterMs: 50 });
  const { server, site } = await crawled("two-at-once", { "/": linked(Object.keys(pages)), ...pages });
  const requests = await server.requests();
  expect(Math.max(...requests.map(({ open }) => open))).toBe(2);
  expect(new Set(requests.map(({ headers }) => headers["user-agent"]))).toEqual(
    new Set([`FoyerBot/${VERSION} (+${FOYER}/bot.txt)`]),
  );
  await put("two-at-once", server.origin, { crawl: { concurrency: 1 } });
  await crawl(site);
  const later = (await server.requests()).slice(requests.length);
  expect(later.length).toBeGreaterThan(12);
  expect(Math.max(...later.map(({ open }) => open))).toBe(1);
});

test.each<[string, string, Routes, { delayMs?: number }]>([
  ["robots.txt", "asks", { "/robots.txt": robots("User-agent: *\nCrawl-delay: 0.2") }, {}],
  ["the site's settings", "say", {}, { delayMs: 200 }],
])("leaves time between two requests as %s %s", async (who, _, routes, settings) => {
  const pages = numbered(4, { afterMs: 20 });
  const name = `delay-${who.length}`;
  const { server, status } = await crawled(
    name,
    { "/": linked(Object.keys(pages)), ...pages, ...routes },
    { crawl: settings },
  );
  expect(status).toMatchObject({ state: "done", fetched: 5 });
  const walked = (await server.requests()).filter(({ path }) => /^\/\d$/.test(path));
  expect(walked.map(({ open }) => open)).toEqual([1, 1, 1, 1]); // two at once without it
});

test("asks again for what failed, and only that", async () => {
  const { server, status } = await crawled("flaky", {
    "/": html('<a href="/a">a</a><a href="/b">b</a><p>Home.</p>', { times: 1 }),
    "/a": html("down", { status: 500, times: 2, next: html("<p>Rye.</p>") }),
    "/b": html("<p>Oats.</p>"),
    "/robots.txt": { status: 503, times: 1, next: robots("User-agent: *\nAllow: /") },
  });
  expect(status).toMatchObject({ state: "done", fetched: 3, passages: 3, errors: [] });
  const asked = await server.asked();
  expect(asked.filter((path) => path === "/a")).toHaveLength(3);
  expect(asked.filter((path) => path === "/b")).toHaveLength(1);
});

test("gives a page up that keeps failing, and says so", async () => {
  const { server, status } = await crawled("failing", {
    "/": linked(["/a"]),
    "/a": html("down", { status: 500 }),
  });
  expect(status).toMatchObject({ state: "done", fetched: 1, errors: [`${server.origin}/a answers 500`] });
  expect((await server.asked()).filter((path) => path === "/a")).toHaveLength(3);
});

test("asks nothing of a host that wants to be left alone until that time, then goes on", async () => {
  const busy = html("later", { status: 429, headers: { "Retry-After": "2" }, times: 1, next: html("<p>Rye.</p>") });
  const pages = numbered(6, { afterMs: 30 });
  const server = await serve({ "/": linked(["/busy", ...Object.keys(pages)]), "/busy": busy, ...pages });
  const site = await put("busy", server.origin);
  await site.startCrawl();
  await expect
    .poll(() => runInDurableObject(site, (_, { storage }) => pausedUntil(storage)))
    .toBeGreaterThan(Date.now());
  const asked = async () => (await server.asked()).length;
  const before = await asked();
  expect(before).toBeLessThan(9);
  expect(await crawl(site)).toMatchObject({ state: "done", fetched: 8, passages: 8, errors: [] });
  expect((await server.asked()).filter((path) => path === "/busy")).toHaveLength(2);
});

const pausedUntil = ({ sql }: DurableObjectStorage) =>
  JSON.parse(sql.exec<{ value: string }>("select value from state where key = 'crawl'").one().value).pausedUntil;

const ended = async (site: Awaited<ReturnType<typeof put>>) => {
  await expect.poll(async () => (await site.crawlStatus())?.state, { timeout: 25_000 }).not.toBe("running");
  return site.crawlStatus();
};

test("leaves a host alone that answers nothing any more, keeps what it said, and reads all of it next time", async () => {
  const pages = numbered(30);
  const routes = { "/": linked(Object.keys(pages)), ...pages };
  const { server, site } = await crawled("gone", routes);
  await server.change({ ...routes, "/9": html("<p>The ninth is new.</p>", { stops: true }) });
  await site.startCrawl();
  expect(await ended(site)).toMatchObject({
    state: "done",
    passages: 31,
    errors: [`${server.origin} could not be reached any more: the rest is left for the next crawl`],
  });
  expect(await textsOf(site, "ninth new")).toEqual(["The ninth is new."]);
  expect(await textsOf(site, "page number 29")).toContain("Page number 29.");
  const { "/29": _, ...others } = pages;
  await server.change({ "/": linked(Object.keys(others)), ...others });
  expect(await crawl(site)).toMatchObject({ state: "done", found: 30, fetched: 30, passages: 30, errors: [] });
}, 60_000);

test("goes on where it was when a host that answered nothing is back", async () => {
  const pages = numbered(20);
  const routes = { "/": linked(Object.keys(pages)), ...pages };
  const server = await serve({ ...routes, "/5": html("<p>Page number 5.</p>", { stops: true }) });
  const site = await put("restarted", server.origin);
  await site.startCrawl();
  const isLeftAlone = () => runInDurableObject(site, (_, { storage }) => pausedUntil(storage) > Date.now());
  await expect.poll(isLeftAlone).toBe(true);
  await server.change(routes);
  expect(await ended(site)).toMatchObject({ state: "done", fetched: 21, passages: 21, errors: [] });
  const asked = await server.asked();
  expect(asked.filter((path) => path === "/3")).toHaveLength(1);
}, 60_000);

/** The server is there, but nothing of what it says is HTTP. */
const garbled: Reply = { headers: { "Content-Length": "none" } };

test("does not give a host up for pages that it never answers, while it answers others", async () => {
  const bad = numbered(4, garbled);
  const server = await serve({
    "/": linked([...Object.keys(bad), "/a", "/b"]),
    ...bad,
    "/a": html("<p>Rye.</p>"),
    "/b": html("<p>Oats.</p>"),
  });
  const site = await put("half-dead", server.origin);
  await site.startCrawl();
  const status = await ended(site);
  expect(status).toMatchObject({ state: "done", fetched: 3, passages: 3 });
  expect(status?.errors.sort()).toEqual(Object.keys(bad).map((path) => `${server.origin}${path} could not be reached`));
}, 60_000);

test("a host whose answers cannot be unpacked is there", async () => {
  const lying = html("not packed", { headers: { "Content-Encoding": "gzip" } });
  const sitemaps = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`/${at}.xml`, lying]));
  const named = Object.keys(sitemaps).map((path) => `Sitemap: ${path}`);
  const server = await serve({
    "/": linked(["/a"]),
    "/a": html("<p>Rye.</p>"),
    "/robots.txt": robots(named.join("\n")),
    ...sitemaps,
  });
  const site = await put("lying", server.origin);
  await site.startCrawl();
  const paused = () => runInDurableObject(site, (_, { storage }) => pausedUntil(storage));
  expect(await ended(site)).toMatchObject({ state: "done", fetched: 2, passages: 2 });
  expect(await paused()).toBe(0);
}, 60_000);

test("leaves a page for the next crawl whose host wants to be left alone for hours", async () => {
  const { server, status } = await crawled("closed-for-today", {
    "/": linked(["/a"]),
    "/a": html("later", { status: 503, headers: { "Retry-After": "86400" } }),
  });
  expect(status).toMatchObject({ state: "done", errors: [`${server.origin}/a answers 503`] });
  expect((await server.asked()).filter((path) => path === "/a")).toHaveLength(1);
});

test("a crawl again asks only whether pages have changed, writes no passage of one that has not, and still finds what it links to", async () => {
  const page = (text: string, etag: string) => html(text, { etag });
  const pages: Routes = {
    "/": page('<a href="/a">a</a><a href="/b">b</a><p>Home.</p>', '"h1"'),
    "/a": page('<a href="/below">below</a><p>Rye costs three euros.</p>', '"a1"'),
    "/b": page("<p>Spelt costs four euros.</p>", '"b1"'),
    "/below": page("<p>Oats cost two euros.</p>", '"o1"'),
    "/gone": html("<p>Never linked.</p>"),
  };
  const { server, site } = await crawled("conditional", pages);
  const ids = () =>
    runInDurableObject(site, (_, { storage }) =>
      storage.sql.exec<{ id: number; text: string }>("select id, text from passage order by text").toArray(),
    );
  const before = await ids();
  await server.change({ ...pages, "/b": page("<p>Spelt costs nine euros.</p>", '"b2"') });
  const first = (await server.requests()).length;
  expect(await crawl(site)).toMatchObject({ state: "done", found: 4, fetched: 4, passages: 4, errors: [] });
  const after = await ids();
  expect(after.filter(({ id }) => before.some((known) => known.id === id)).map(({ text }) => text)).toEqual([
    "Home.",
    "Oats cost two euros.",
    "Rye costs three euros.",
  ]);
  expect(await textsOf(site, "spelt euros")).toContain("Spelt costs nine euros.");
  const asked = (await server.requests()).slice(first);
  const known = Object.fromEntries(asked.map(({ path, headers }) => [path, headers["if-none-match"]]));
  expect(known).toMatchObject({ "/": '"h1"', "/a": '"a1"', "/b": '"b1"', "/below": '"o1"' });
});

test("reads all again when the site's name has changed, which may be part of titles", async () => {
  const { server, site } = await crawled("renamed", {
    "/": html("<title>Rye - Mill</title><p>Rye.</p>", { etag: '"1"' }),
  });
  await put("renamed", server.origin, { name: "Rye" });
  const before = (await server.requests()).length;
  expect(await crawl(site)).toMatchObject({ state: "done", fetched: 1 });
  const asked = (await server.requests()).slice(before);
  expect(asked.map(({ headers }) => headers["if-none-match"]).filter(Boolean)).toEqual([]);
});

test("a site that moves while it is crawled is crawled anew", async () => {
  const old = await serve({ "/": linked(["/slow"]), "/slow": html("", { stall: "body" }) });
  const site = await put("moving", old.origin);
  const first = await site.startCrawl();
  await expect.poll(() => old.asked()).toContain("/slow");
  const real = await serve({ "/": html("<p>Rye.</p>") });
  await put("moving", real.origin);
  const second = await site.startCrawl();
  expect(second).not.toBe(first);
  await expect.poll(async () => (await site.crawlStatus())?.state, { timeout: 25_000 }).toBe("done");
  expect(await site.crawlStatus()).toMatchObject({ id: second, fetched: 1, passages: 1, errors: [] });
  expect(await textsOf(env.SITE.getByName("moving"), "rye")).toEqual(["Rye."]);
}, 40_000);

test("a site that moves away from a host that asked to be left alone is crawled at once", async () => {
  const busy = await serve({ "/": { status: 429, headers: { "Retry-After": "500" } } });
  const site = await put("fled", busy.origin);
  await site.startCrawl();
  const due = () => runInDurableObject(site, (agent: SiteAgent) => agent.lifecycle.jobs.get("crawl")?.time ?? 0);
  await expect.poll(due, { timeout: 5_000 }).toBeGreaterThan(Date.now() + 400_000);
  const calm = await serve({ "/": html("<p>Rye.</p>") });
  await put("fled", calm.origin);
  expect(await crawl(site)).toMatchObject({ state: "done", passages: 1 });
});

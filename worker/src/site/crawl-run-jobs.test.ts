// When a crawl runs: in slices, and again on a schedule.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import { html, type Routes, serve } from "../crawl/test-server.ts";
import type { SiteAgent } from "./agent.ts";
import { CrawlRun } from "./crawl-run.ts";
import { Knowledge } from "./knowledge.ts";
import { crawl, put, textsOf } from "./test-site.ts";

const HOUR = 3_600_000;
afterEach(() => {
  vi.useRealTimers();
});

test("reads at most two hundred pages in one slice, and none twice in the next", async () => {
  const pages: Routes = Object.fromEntries(
    Array.from({ length: 250 }, (_, at) => [`/${at}`, html(`<p>Page number ${at}.</p>`)]),
  );
  const server = await serve({
    "/": html(
      Object.keys(pages)
        .map((path) => `<a href="${path}">x</a>`)
        .join(""),
    ),
    ...pages,
  });
  const site = await put("sliced", server.origin, { limits: { pages: 1000 } });
  const asked = async () => (await server.asked()).filter((path) => /^\/\d+$/.test(path));
  await runInDurableObject(site, async (agent: SiteAgent, { storage }) => {
    const settings = await agent.get();
    if (!settings) throw new Error("the site is gone");
    const run = new CrawlRun({ storage, knowledge: new Knowledge(storage), dev: true, userAgent: () => "FoyerBot" });
    run.start(settings, Date.now());
    expect(await run.slice(settings)).toBeLessThanOrEqual(Date.now());
    const first = (await asked()).length;
    expect(first).toBeGreaterThan(150);
    expect(first).toBeLessThanOrEqual(200);
    expect(await run.slice(settings)).toBeNull();
    expect((await asked()).length).toBe(250);
    expect(new Set(await asked()).size).toBe(250);
    expect(run.status()).toMatchObject({ state: "done", fetched: 251, passages: 250 });
  });
});

test("a site is read again after the hours that its settings say, and no more once they do not", async () => {
  const now = Date.now();
  const server = await serve({ "/": html("<p>Rye costs three euros.</p>") });
  const site = await put("scheduled", server.origin, { crawl: { everyHours: 2 } });
  await crawl(site);
  const first = (await site.crawlStatus())?.id;
  await server.change({ "/": html("<p>Rye costs nine euros.</p>") });
  vi.setSystemTime(now + HOUR);
  await runDurableObjectAlarm(site);
  expect((await site.crawlStatus())?.id).toBe(first);
  vi.setSystemTime(now + 2 * HOUR + 60_000);
  await runDurableObjectAlarm(site);
  expect((await site.crawlStatus())?.id).not.toBe(first);
  await runDurableObjectAlarm(site);
  expect(await site.crawlStatus()).toMatchObject({ state: "done", fetched: 1 });
  expect(await textsOf(site, "rye")).toEqual(["Rye costs nine euros."]);
  const due = () =>
    runInDurableObject(site, (agent: SiteAgent) => agent.lifecycle.jobs.list().map(({ id, time }) => [id, time]));
  expect(await due()).toEqual([["recrawl", now + 4 * HOUR + 60_000]]);
  await put("scheduled", server.origin);
  expect(await due()).toEqual([]);
});

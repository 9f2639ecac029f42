// For tests: a site's object that reads a server which answers as it is told.
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { type Routes, serve } from "../crawl/test-server.ts";
import type { SiteConfig } from "./config.ts";
import type { ConversationNews } from "./turn.ts";

export const FOYER = "https://foyer.example";

type SiteStub = ReturnType<typeof env.SITE.getByName>;

export async function put(name: string, origin: string, rest: Partial<SiteConfig> = {}) {
  const site = env.SITE.getByName(name);
  await site.put(name, { name: "Mill", origins: [origin], start: `${origin}/`, ...rest }, FOYER);
  return site;
}

/** Crawls to the end and answers the status. */
export async function crawl(site: SiteStub) {
  const id = await site.startCrawl();
  await expect.poll(async () => (await site.crawlStatus())?.state, { timeout: 15_000 }).not.toBe("running");
  const status = await site.crawlStatus();
  expect(status?.id).toBe(id);
  return status;
}

export async function crawled(name: string, routes: Routes, rest: Partial<SiteConfig> = {}) {
  const server = await serve(routes);
  const site = await put(name, server.origin, rest);
  return { server, site, status: await crawl(site) };
}

/** Of the passages that it finds. */
export const textsOf = async (site: SiteStub, query: string) => (await site.search(query)).map(({ text }) => text);

export const newsOf = (conversation: string, rest: Partial<ConversationNews> = {}): ConversationNews => ({
  ...{ conversation, at: 1, messages: 2, last: "Hello", topic: "Hello", intent: "other", urgency: "normal" },
  ...rest,
});

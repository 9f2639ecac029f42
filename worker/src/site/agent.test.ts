import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { html, serve } from "../crawl/test-server.ts";
import { REMOVED } from "./agent.ts";
import { MIGRATIONS } from "./schema.ts";
import { crawled, newsOf, put, textsOf } from "./test-site.ts";

test("removing a site in the middle of its crawl leaves nothing, and a new site of that name starts anew", async () => {
  const server = await serve({
    "/": html('<a href="/slow">slow</a><p>Rye.</p>'),
    "/slow": html("", { stall: "body" }),
  });
  const site = await put("removed", server.origin);
  await site.startCrawl();
  await expect.poll(async () => (await site.crawlStatus())?.fetched).toBe(1);
  const end: unknown = await site.remove().catch((error: unknown) => error);
  expect(String(end)).toContain(REMOVED);
  const gone = async () =>
    await env.SITE.getByName("removed")
      .get()
      .catch(() => "not yet back");
  await expect.poll(gone).toBeNull();
  const again = env.SITE.getByName("removed");
  expect(await again.crawlStatus()).toBeNull();
  expect(await again.startCrawl()).toBeNull();
  expect(await again.search("rye")).toEqual([]);
  await runInDurableObject(again, async (object) => {
    await expect(object.beginTurn({ conversation: "c", question: "Rye?" })).rejects.toThrow("there is no site removed");
  });
  await put("removed", server.origin);
  expect(await again.crawlStatus()).toBeNull();
  expect(await again.search("rye")).toEqual([]);
});

test("is there after a sleep", async () => {
  const { site } = await crawled("asleep", { "/": html("<p>Rye costs three euros.</p>") });
  await evictDurableObject(site);
  expect(await textsOf(site, "euros")).toEqual(["Rye costs three euros."]);
});

test("grants a turn what its site allows, and counts the model's answers", async () => {
  const site = await put("turns", "https://example.com", {
    instructions: "Be kind.",
    model: { name: "small", temperature: 0.2 },
    limits: { answersPerDay: 2 },
  });
  const begin = async () => (await site.beginTurn({ conversation: "c", question: "Hello?" })).overBudget;
  const end = (by: "model" | "pages") => site.endTurn({ by, news: newsOf("c") });
  expect(await site.beginTurn({ conversation: "c", question: "Hello?" })).toEqual({
    site: { name: "Mill", url: "https://example.com/", origins: ["https://example.com"], instructions: "Be kind." },
    model: { name: "small", temperature: 0.2, fallback: "pages" },
    overBudget: false,
    passages: [],
  });
  await end("pages");
  expect([await begin(), await begin(), await begin()]).toEqual([false, false, true]);
  await end("model");
  await end("model");
  await end("pages");
  expect(await begin()).toBe(true);
});

test("a short question takes its subject from the one before", async () => {
  const { site } = await crawled("context", {
    "/": html(`<h2>Rye bread</h2><p>It costs three euros and keeps for a week.</p>
      <h2>Spelt bread</h2><p>It costs four euros and keeps for two days.</p><h2>Hours</h2><p>Open daily.</p>`),
  });
  const first = async (question: string, before: string) =>
    (await site.beginTurn({ conversation: "c", question, before })).passages[0]?.heading;
  expect(await first("How long does it keep?", "What is your spelt bread like?")).toBe("Spelt bread");
  expect(await first("How long does it keep?", "What is your rye bread like?")).toBe("Rye bread");
  expect(await first("And for spelt?", "What does rye bread cost?")).toBe("Spelt bread");
  expect(await first("Where are you based?", "What is your rye bread like?"), "a subject of its own").toBeUndefined();
});

test("a site of the version before keeps what it has, and learns the rest", async () => {
  const site = env.SITE.getByName("grown");
  const config = { id: "grown", name: "Mill", origins: ["https://example.com"], start: "https://example.com/" };
  await runInDurableObject(site, (_, { storage: { sql } }) => {
    sql.exec(MIGRATIONS[0] ?? "");
    sql.exec("insert into state (key, value) values ('schema', 1), ('site', ?)", JSON.stringify(config));
    sql.exec("insert into lead (id, conversation, note, at) values ('a', 'c1', 'call', 1)");
  });
  await evictDurableObject(site);
  expect(await site.get()).toEqual(config);
  await site.endTurn({ by: "pages", news: newsOf("c1") });
  expect(await site.leads(undefined, 2)).toMatchObject({ leads: [{ id: "a" }] });
  expect(await site.conversations({ limit: 2 })).toMatchObject({ conversations: [{ id: "c1" }] });
});

test("keeps a lead once, in its order, page by page", async () => {
  const site = await put("leads", "https://example.com");
  for (const id of ["a", "b", "a", "c"]) await site.addLead({ id, conversation: "c1", note: `note ${id}`, at: 1 });
  await site.addLead({ id: "d", conversation: "c2", name: "Ada", email: "ada@example.com", note: "", at: 2 });
  expect(await site.leads(undefined, 2)).toMatchObject({ leads: [{ id: "a" }, { id: "b" }], more: true });
  expect(await site.leads("b", 2)).toEqual({
    leads: [
      { id: "c", conversation: "c1", note: "note c", at: 1 },
      { id: "d", conversation: "c2", name: "Ada", email: "ada@example.com", note: "", at: 2 },
    ],
    more: false,
  });
  expect(await site.leads("nobody", 2)).toBeNull();
});

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Reply, redirect, serve } from "../crawl/test-server.ts";
import { later, listed, putSite, SECRET, type SiteStub, sentOf, statesOf, stopClock } from "./test-outbox.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FAILING: Reply = { status: 500 };
const TAKEN: Reply = { status: 204 };

beforeEach(() => {
  stopClock();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A site with a webhook, and its receiver. */
async function open(name: string, reply: Reply) {
  const receiver = await serve({ "/hook": reply });
  const site = await putSite(name, { webhook: { url: `${receiver.origin}/hook`, secret: SECRET } });
  const answer = (next: Reply) => receiver.change({ "/hook": next });
  const ids = async () => (await receiver.requests()).map(({ headers }) => headers["webhook-id"]);
  return { site, receiver, answer, ids };
}

const attempts = async (site: SiteStub) => (await listed(site))[0]?.attempts;

test("a message that was sent is delivered once, however often it is told", async () => {
  const { site, receiver, ids } = await open("once", TAKEN);
  const sent = sentOf({ conversation: "c1" }, { email: "ada@example.com", lang: "de" });
  await Promise.all([site.settleFollowUp(sent), site.settleFollowUp(sent)]);
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  await site.settleFollowUp(sent);
  await later(site, DAY);
  const [delivery] = await listed(site);
  expect(delivery).toEqual({
    ...{ id: expect.any(String), conversation: "c1", message: sent.id, by: "webhook" },
    ...{ to: new URL(receiver.origin).host, state: "delivered", attempts: 1, at: sent.at },
  });
  expect(await ids()).toEqual([delivery?.id]);
  const [request] = await receiver.requests();
  expect(JSON.parse(new TextDecoder().decode(new Uint8Array(request?.body ?? [])))).toMatchObject({
    data: {
      site: { id: "once", name: "Mill", lang: "de" },
      conversation: "c1",
      message: { id: sent.id, text: "Still thinking?", at: sent.at, kind: "step" },
      contact: { email: "ada@example.com" },
    },
  });
  expect(await runDurableObjectAlarm(site), "nothing is left to do").toBe(false);
});

test.each(["declined", "cancelled"] as const)("what was %s goes nowhere", async (state) => {
  const { site } = await open(`not-${state}`, TAKEN);
  await site.settleFollowUp(sentOf({ state }));
  expect(await listed(site)).toEqual([]);
});

test("a receiver that fails twice gets the same event again, later each time, until it takes it", async () => {
  const { site, answer, ids } = await open("twice", FAILING);
  await site.settleFollowUp(sentOf());
  await expect.poll(() => attempts(site)).toBe(1);
  const [first] = await listed(site);
  expect(first).toMatchObject({ state: "pending", error: "answers 500" });
  const wait = (first?.nextAt ?? 0) - Date.now();
  expect(wait).toBeGreaterThanOrEqual(2_000);
  expect(wait).toBeLessThanOrEqual(2_400);

  await later(site, 1_900);
  expect(await ids(), "too early").toHaveLength(1);
  await later(site, 500);
  await expect.poll(() => attempts(site)).toBe(2);
  await answer(TAKEN);
  await later(site, 12_000);
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  expect(await attempts(site)).toBe(3);
  expect((await listed(site))[0]).not.toHaveProperty("error");
  expect(await ids()).toEqual([first?.id, first?.id, first?.id]);
});

test("after seven attempts it is dead, until an operator tries again", async () => {
  const { site, answer, ids } = await open("dead", FAILING);
  await site.settleFollowUp(sentOf());
  for (const [attempt, wait] of [0, 2_400, 12_000, 72_000, 12 * MINUTE, 1.2 * HOUR, 7.2 * HOUR].entries()) {
    await later(site, wait);
    await expect.poll(() => attempts(site)).toBe(attempt + 1);
  }
  const [dead] = await listed(site);
  expect(dead).toMatchObject({ state: "dead", attempts: 7, error: "answers 500" });
  expect(dead).not.toHaveProperty("nextAt");
  await later(site, DAY);
  expect(await ids()).toHaveLength(7);

  await answer(TAKEN);
  expect(await site.tryAgain("nobody")).toBeNull();
  expect(await site.tryAgain(dead?.id ?? "")).toBe(true);
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  expect(await site.tryAgain(dead?.id ?? ""), "has arrived").toBe(false);
  expect(new Set(await ids())).toEqual(new Set([dead?.id]));
});

test.each([
  ["longer than ours", "120", 120_000],
  ["shorter than ours", "1", 2_000],
  ["longer than we wait", "86400", 6 * HOUR],
])("the receiver's own wish is heard when it is %s", async (_, wish, wait) => {
  const { site } = await open(`wish-${wish}`, { status: 429, headers: { "Retry-After": wish } });
  await site.settleFollowUp(sentOf());
  await expect.poll(() => attempts(site)).toBe(1);
  const next = ((await listed(site))[0]?.nextAt ?? 0) - Date.now();
  expect(next).toBeGreaterThanOrEqual(wait);
  expect(next).toBeLessThanOrEqual(wait * 1.2);
});

test.each<[string, Reply]>([
  ["refused", { status: 400 }],
  ["gone", { status: 410 }],
])("what is %s is dead at once", async (what, reply) => {
  const { site, ids } = await open(`at-once-${what}`, reply);
  await site.settleFollowUp(sentOf());
  await expect.poll(() => statesOf(site)).toEqual(["dead"]);
  await later(site, DAY);
  expect(await ids()).toHaveLength(1);
});

test("a redirect is not followed", async () => {
  const elsewhere = await serve({ "/": TAKEN });
  const { site } = await open("redirect", redirect(`${elsewhere.origin}/`, 307));
  await site.settleFollowUp(sentOf());
  await expect.poll(() => statesOf(site)).toEqual(["dead"]);
  expect(await elsewhere.asked()).toEqual([]);
});

test("an address that was put right is used by the next attempt", async () => {
  const { site, ids } = await open("moved", FAILING);
  await site.settleFollowUp(sentOf());
  await expect.poll(() => attempts(site)).toBe(1);
  const right = await serve({ "/new": TAKEN });
  await putSite("moved", { webhook: { url: `${right.origin}/new`, secret: SECRET } });
  await later(site, 12_000);
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  expect(await ids()).toHaveLength(1);
  expect((await listed(site))[0]?.to).toBe(new URL(right.origin).host);
});

test("without a webhook any more it is dead", async () => {
  const { site } = await open("withdrawn", FAILING);
  await site.settleFollowUp(sentOf());
  await expect.poll(() => attempts(site)).toBe(1);
  await putSite("withdrawn");
  await later(site, 12_000);
  await expect.poll(() => statesOf(site)).toEqual(["dead"]);
});

test("a slow receiver holds up neither its object nor another receiver", async () => {
  const { site, ids } = await open("slow", { stall: "headers" });
  for (let message = 0; message < 8; message++) await site.settleFollowUp(sentOf());
  await expect.poll(async () => (await ids()).length).toBe(3);
  const right = await serve({ "/hook": TAKEN });
  await putSite("slow", { webhook: { url: `${right.origin}/hook`, secret: SECRET } });
  await site.settleFollowUp(sentOf());
  await expect.poll(async () => (await statesOf(site)).at(-1)).toBe("delivered");
  expect(await statesOf(site)).toEqual([...Array(8).fill("pending"), "delivered"]);
});

test("a crawl that takes its time holds up no delivery", async () => {
  vi.useRealTimers(); // the crawl begins by its alarm
  const { site, receiver } = await open("crawling", TAKEN);
  const slow = await serve({ "/": { body: '<a href="/slow">slow</a>' }, "/slow": { stall: "headers" } });
  const webhook = { url: `${receiver.origin}/hook`, secret: SECRET };
  await putSite("crawling", { webhook, start: `${slow.origin}/` });
  await site.startCrawl();
  await expect.poll(() => slow.asked()).toContain("/slow");
  await site.settleFollowUp(sentOf());
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  expect(await site.crawlStatus()).toMatchObject({ state: "running" });
});

test("six are tried at a time, and each that ends makes room for the next", async () => {
  const { site, ids } = await open("many", TAKEN);
  for (let message = 0; message < 20; message++) await site.settleFollowUp(sentOf());
  await expect.poll(async () => (await statesOf(site)).filter((state) => state === "delivered")).toHaveLength(20);
  expect(new Set(await ids()).size).toBe(20);
});

test("an object that ends while it asks tries again, with the same event", async () => {
  const { site, answer, ids } = await open("cut-off", { stall: "headers" });
  await site.settleFollowUp(sentOf());
  await expect.poll(async () => (await ids()).length).toBe(1);
  await answer(TAKEN);
  await runInDurableObject(site, (_, state) => state.abort("the machine went")).catch(() => {}); // which is what it says
  const states = () => statesOf(env.SITE.getByName("cut-off")).catch(() => "not yet back");
  await expect.poll(states).toEqual(["delivered"]);
  expect(new Set(await ids()).size).toBe(1);
});

test("a retry waits out its time over a sleep of the object", async () => {
  const { site, answer } = await open("asleep-between", FAILING);
  await site.settleFollowUp(sentOf());
  await expect.poll(() => attempts(site)).toBe(1);
  await answer(TAKEN);
  await evictDurableObject(site);
  expect(await statesOf(site)).toEqual(["pending"]);
  await later(site, 12_000);
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
});

test("what is forgotten is delivered no more, and its conversation leaves nothing here", async () => {
  const { site, answer, ids } = await open("forgotten", FAILING);
  await site.settleFollowUp(sentOf({ conversation: "gone" }, { email: "ada@example.com" }));
  await site.settleFollowUp(sentOf({ conversation: "stays" }));
  await expect.poll(async () => (await listed(site)).map((delivery) => delivery.attempts)).toEqual([1, 1]);
  await answer(TAKEN);
  await site.forget("gone");
  await later(site, 12_000);
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  expect((await listed(site)).map(({ conversation }) => conversation)).toEqual(["stays"]);
  expect(await ids()).toHaveLength(3);
});

test("what has arrived is dropped after 30 days, what is dead after 90", async () => {
  const { site, answer } = await open("old", TAKEN);
  const next = async (reply: Reply, state: string) => {
    await answer(reply);
    await site.settleFollowUp(sentOf());
    await expect.poll(async () => (await statesOf(site)).at(-1)).toBe(state);
  };
  await next(TAKEN, "delivered");
  await next({ status: 400 }, "dead");
  await next(FAILING, "pending");
  await later(site, 31 * DAY);
  await expect.poll(async () => (await statesOf(site)).at(-1)).toBe("pending");
  expect(await statesOf(site)).toEqual(["dead", "pending"]);
  await later(site, 60 * DAY);
  expect(await statesOf(site)).toEqual(["pending"]);
});

test("what is old is dropped also where every delivery arrives at once", async () => {
  const { site } = await open("healthy", TAKEN);
  for (const days of [0, 31]) {
    vi.setSystemTime(Date.now() + days * DAY);
    await site.settleFollowUp(sentOf());
    await expect.poll(async () => (await statesOf(site)).at(-1)).toBe("delivered");
  }
  expect(await listed(site)).toHaveLength(1);
});

test("a site that is removed delivers nothing more", async () => {
  const { site, ids } = await open("removed-site", FAILING);
  await site.settleFollowUp(sentOf());
  await expect.poll(() => attempts(site)).toBe(1);
  await site.remove().catch(() => {}); // it ends by a throw
  vi.setSystemTime(Date.now() + DAY);
  const hasAlarm = () => runDurableObjectAlarm(env.SITE.getByName("removed-site")).catch(() => "not yet back");
  await expect.poll(hasAlarm).toBe(false);
  expect(await ids()).toHaveLength(1);
});

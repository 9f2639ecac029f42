import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Reply, serve } from "../crawl/test-server.ts";
import { Browser } from "../delivery/test-browser.ts";
import { later, listed, PAGE, putSite, type SiteStub, sentOf, statesOf, stopClock } from "./test-outbox.ts";

const DAY = 86_400_000;
const OUTSIDE = { outside: true, page: `${PAGE}/rye` };

beforeEach(() => {
  stopClock();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A push service that takes everything, but what it is told to answer otherwise. */
async function open(name: string, replies: Record<string, Reply> = {}) {
  const taken = Object.fromEntries([..."abcdefg"].map((target) => [`/${target}`, { status: 201 }]));
  const service = await serve({ ...taken, ...replies });
  const site = await putSite(name);
  const browser = await Browser.subscribe();
  const subscribe = (target: string, conversation = "c1") =>
    site.addPushTarget(conversation, { endpoint: `${service.origin}/${target}`, keys: browser.keys });
  return { site, service, browser, subscribe };
}

const asked = async ({ asked }: { asked(): Promise<string[]> }) => (await asked()).sort();
const isDone = (site: SiteStub) =>
  expect.poll(async () => (await statesOf(site)).filter((state) => state === "pending")).toEqual([]);

test("a message goes to every browser of its conversation, with a link back", async () => {
  const { site, service, browser, subscribe } = await open("pushed");
  expect(await subscribe("a")).toBe(true);
  expect(await subscribe("b")).toBe(true);
  expect(await subscribe("b"), "again").toBe(true);
  await subscribe("c", "another conversation");
  await site.settleFollowUp(sentOf({}, OUTSIDE));
  await isDone(site);
  expect(await asked(service)).toEqual(["/a", "/b"]);
  expect(await listed(site)).toMatchObject([
    { by: "push", to: new URL(service.origin).host, state: "delivered", attempts: 1 },
    { by: "push", to: new URL(service.origin).host, state: "delivered", attempts: 1 },
  ]);
  const [request] = await service.requests();
  const payload = JSON.parse(await browser.open(new Uint8Array(request?.body ?? [])));
  expect(payload).toMatchObject({ title: "Mill", body: "Still thinking?" });
  expect(payload.link).toMatch(/^https:\/\/mill\.example\/rye#foyer=[\w.-]+$/);
});

test("no push while the visitor is there, nor after it was taken back", async () => {
  const { site, service, subscribe } = await open("taken-back");
  await subscribe("a");
  await site.settleFollowUp(sentOf());
  await site.removePushTarget("c1", `${service.origin}/a`);
  await site.settleFollowUp(sentOf({}, OUTSIDE));
  expect(await listed(site)).toEqual([]);
});

test("a push that waits for its retry is dead once the visitor took it back", async () => {
  const { site, service, subscribe } = await open("taken-back-late", { "/a": { status: 503 } });
  await subscribe("a");
  await site.settleFollowUp(sentOf({}, OUTSIDE));
  await expect.poll(async () => (await listed(site))[0]?.attempts).toBe(1);
  await site.removePushTarget("c1", `${service.origin}/a`);
  await later(site, 12_000);
  await expect.poll(() => statesOf(site)).toEqual(["dead"]);
  expect(await asked(service)).toEqual(["/a"]);
});

test("a browser that is told again and again is written once", async () => {
  const { site, subscribe } = await open("again");
  for (let time = 0; time < 3; time++) expect(await subscribe("a")).toBe(true);
  const rows = await runInDurableObject(site, (_, { storage }) =>
    storage.sql.exec("select seq from push_target").toArray(),
  );
  expect(rows).toEqual([{ seq: 1 }]);
});

test("of a conversation's browsers the newest five are kept", async () => {
  const { site, service, subscribe } = await open("many-browsers");
  for (const target of "abcdef") await subscribe(target);
  await subscribe("b");
  await subscribe("g");
  await site.settleFollowUp(sentOf({}, OUTSIDE));
  await isDone(site);
  expect(await asked(service)).toEqual(["/b", "/d", "/e", "/f", "/g"]);
});

test.each([404, 410])("a browser whose service answers %i is forgotten in every conversation", async (status) => {
  const { site, service, subscribe } = await open(`gone-${status}`, { "/a": { status } });
  for (const conversation of ["c1", "c2"]) for (const target of "ab") await subscribe(target, conversation);
  await site.settleFollowUp(sentOf({ conversation: "c1" }, OUTSIDE));
  await isDone(site);
  expect((await statesOf(site)).sort()).toEqual(["dead", "delivered"]);
  await site.settleFollowUp(sentOf({ conversation: "c2" }, OUTSIDE));
  await isDone(site);
  await later(site, DAY);
  expect(await asked(service)).toEqual(["/a", "/b", "/b"]);
});

test.each([
  ["in a private network", "https://10.0.0.1/push"],
  ["with a password", "https://ada:secret@push.example/1"],
  ["of another scheme", "ftp://push.example/1"],
  ["that is none", "push"],
])("an endpoint %s is refused", async (_, endpoint) => {
  const { site, browser } = await open("refused");
  expect(await site.addPushTarget("c1", { endpoint, keys: browser.keys })).toBe(false);
  await site.settleFollowUp(sentOf({}, OUTSIDE));
  expect(await listed(site)).toEqual([]);
});

test("a conversation that is erased takes its browsers along", async () => {
  const { site, subscribe } = await open("erased");
  await subscribe("a");
  await site.forget("c1");
  await site.settleFollowUp(sentOf({}, OUTSIDE));
  expect(await listed(site)).toEqual([]);
});

import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { newsOf } from "../site/test-site.ts";
import { alarm, asked, DAY, followUpsOf, later, MINUTE, silentSite } from "../visitor/test-silence.ts";
import type { Tab } from "../visitor/test-visitor.ts";
import { call, putSite } from "./test-call.ts";

interface FollowUp {
  id: string;
  kind: string;
  state: string;
  due?: number;
  at?: number;
}
interface Listed {
  followUps: FollowUp[];
  counts: Record<string, number>;
}

afterEach(() => {
  vi.useRealTimers();
});

test("lists conversations page by page, and searches them", async () => {
  await putSite("talk");
  const site = env.SITE.getByName("talk");
  for (const [conversation, topic] of Object.entries({ c1: "Rye", c2: "Spelt", c3: "Rye" }))
    await site.endTurn({ by: "pages", news: newsOf(conversation, { topic, at: 1000 }) });
  const get = async (query: string) =>
    (await call(`/talk/conversations${query}`)).json<{
      conversations: { id: string }[];
      more: boolean;
      next?: string;
    }>();
  const first = await get("?limit=2");
  expect(first).toMatchObject({ conversations: [{ id: "c3" }, { id: "c2" }], more: true, next: expect.any(String) });
  expect(await get(`?limit=2&after=${encodeURIComponent(first.next ?? "")}`)).toEqual({
    conversations: [
      { id: "c1", at: 1000, messages: 2, last: "Hello", topic: "Rye", intent: "other", urgency: "normal" },
    ],
    more: false,
  });
  expect((await get("?q=rye&intent=other")).conversations.map(({ id }) => id)).toEqual(["c3", "c1"]);
  expect(await get("?q=barley")).toEqual({ conversations: [], more: false });
  expect((await get("?q=%20")).conversations).toHaveLength(3);
});

/** The path of a conversation that the site has been told of. */
async function pathOf(site: string, { welcome: { conversation } }: Tab) {
  const isListed = async () => (await call(`/${site}/conversations`)).text();
  await expect.poll(isListed).toContain(conversation);
  return `/${site}/conversations/${conversation}/follow-ups`;
}

const list = async (path: string) => (await call(path)).json<Listed>();

test("shows what is to come in a conversation, sends it now, and shows what became of it", async () => {
  const { site } = await silentSite();
  const { tab } = await asked(site, "hello [[follow-up:Anything else?]]");
  const path = await pathOf(site, tab);
  const { followUps, counts } = await list(path);
  expect(followUps).toEqual([
    { id: expect.any(String), kind: "step", state: "open", due: expect.any(Number), step: 1 },
  ]);
  expect(counts).toEqual({ sent: 0, answered: 0, cancelled: 0, declined: 0 });

  const [open] = followUps;
  expect((await call(`${path}/${open?.id}`, { method: "POST" })).status).toBe(202);
  await expect.poll(() => followUpsOf(tab).length, { timeout: 10_000 }).toBe(1);
  await expect.poll(async () => (await list(path)).counts).toMatchObject({ sent: 1 });
  const after = await list(path);
  expect(after.followUps.find(({ id }) => id === open?.id)).toMatchObject({ kind: "step", state: "sent" });
  expect((await call(`${path}/${open?.id}`, { method: "POST" })).status, "sent").toBe(404);
  expect((await call(`${path}/${open?.id}`, { method: "DELETE" })).status, "sent").toBe(404);

  await tab.ask("Thank you");
  await expect.poll(async () => (await list(path)).counts).toMatchObject({ sent: 1, answered: 1 });
  expect(await (await call(`/${site}/follow-ups`)).json()).toEqual({
    counts: { sent: 1, answered: 1, cancelled: 0, declined: 0 },
  });
});

test("what is cancelled is not sent", async () => {
  const { site } = await silentSite();
  const { tab } = await asked(site, "hello");
  const path = await pathOf(site, tab);
  const [open] = (await list(path)).followUps;
  const cancelled = await call(`${path}/${open?.id}`, { method: "DELETE" });
  expect([cancelled.status, await cancelled.text()]).toEqual([204, ""]);
  await expect.poll(async () => (await list(path)).counts).toMatchObject({ cancelled: 1 });
  later(31 * MINUTE);
  await alarm(tab);
  expect(followUpsOf(tab)).toEqual([]);
  expect((await call(`${path}/${open?.id}`, { method: "DELETE" })).status).toBe(404);
});

test.each([
  ["GET", "c/follow-ups"],
  ["POST", "c/follow-ups/f.1"],
  ["DELETE", "c/follow-ups/f.1"],
  ["GET", "a%2Fb/follow-ups"],
])("a conversation that the list does not have is 404 and wakes no object: %s %s", async (method, path) => {
  await putSite("quiet");
  const before = (await listDurableObjectIds(env.VISITOR)).length;
  const response = await call(`/quiet/conversations/${path}`, { method });
  expect([response.status, await response.json()]).toEqual([404, { error: "not-found" }]);
  expect(await listDurableObjectIds(env.VISITOR)).toHaveLength(before);
});

test("an erased conversation is in no list, and is counted still", async () => {
  const { site } = await silentSite({ steps: [1] }, { retentionDays: 1 });
  const { tab } = await asked(site, "hello");
  const path = await pathOf(site, tab);
  later(2 * MINUTE);
  await alarm(tab);
  await expect.poll(async () => (await list(path)).followUps.some(({ state }) => state !== "open")).toBe(true);
  const total = async () => (await call(`/${site}/follow-ups`)).json();
  const before = await total();
  later(2 * DAY);
  await alarm(tab).catch(() => {}); // the object ends with what it erased
  await expect.poll(async () => (await call(path)).status).toBe(404);
  expect(await (await call(`/${site}/conversations`)).json()).toEqual({ conversations: [], more: false });
  expect(await total()).toEqual(before);
});

// A conversation's object that sleeps, dies, is found by its alarm, and ends.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { crash } from "./test-silence.ts";
import { connect, makeSite, WAIT } from "./test-visitor.ts";

const DAY_MS = 86_400_000;
const SLOW = "[[tokens:400]] [[slow:20]]"; // a model that is still writing when the test acts

let site: string;
beforeAll(async () => {
  site = await makeSite();
});
afterEach(() => {
  vi.useRealTimers();
});

test("[R3] the object sleeps with its sockets open and wakes with its transcript", async () => {
  const tab = await connect(site);
  await tab.ask("hello");
  const before = tab.transcript();
  await evictDurableObject(tab.object);
  await tab.ask("thanks");
  expect(tab.transcript().slice(0, 2)).toEqual(before);
  expect(tab.transcript().map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(tab.closed).toBeUndefined();
});

test("a socket that slept before the first message keeps its site's limits", async () => {
  const strict = await makeSite({ limits: { messagesPerMinute: 1 }, retentionDays: 3 });
  const tab = await connect(strict);
  await evictDurableObject(tab.object);
  await tab.ask("one");
  tab.say("two");
  await expect.poll(() => tab.of("refused").map(({ code }) => code), WAIT).toEqual(["too-fast"]);
  const alarm = await runInDurableObject(tab.object, (_agent, state) => state.storage.getAlarm());
  expect(alarm).toBe(tab.transcript().reduce((last, { at }) => Math.max(last, at), 0) + 3 * DAY_MS);
});

test("[A5] an object that dies in the middle runs the turn again, once, from an empty text", async () => {
  const tab = await connect(site);
  const question = tab.say("[[tokens:100]] [[slow:10]]");
  await tab.streaming(question);
  await crash(tab);
  const back = await tab.again();
  const start = back.welcome.messages.at(-1);
  expect(start).toMatchObject({ id: `a.${question}`, seq: 2, state: "streaming", text: "" });
  const answer = await back.answer(question);
  expect(answer.state).toBe("done");
  expect(back.of("delta")[0]?.at).toBe(0);
  expect(answer.text.startsWith(back.streamed)).toBe(true);
  expect((await tab.again()).welcome.messages.map(({ id }) => id)).toEqual([question, `a.${question}`]);
});

test("[A5] [A6] a second death leaves it failed, without text, and the next message is answered", async () => {
  const tab = await connect(site);
  const question = tab.say(SLOW);
  const next = tab.say("hello");
  await tab.streaming(question);
  await expect.poll(() => tab.messages.has(next), WAIT).toBe(true);
  await crash(tab);
  const second = await tab.again();
  await second.streaming(question);
  await crash(tab);
  const third = await tab.again();
  const failed = await third.answer(question);
  expect(failed).toMatchObject({ state: "failed", why: "interrupted", text: "", seq: 2 });
  expect(await third.answer(next)).toMatchObject({ state: "done", seq: 4 });
  third.send({ type: "retry", id: failed.id });
  await third.streaming(question);
});

test("[A5] the dead-man finds a turn whose object died and that nobody asked for", async () => {
  const tab = await connect(site);
  const question = tab.say("[[tokens:60]] [[slow:5]]");
  await tab.streaming(question);
  const alarm = await runInDurableObject(tab.object, (_agent, { storage }) => storage.getAlarm());
  expect(alarm).toBeLessThanOrEqual(Date.now() + 60_000);
  await crash(tab);
  vi.setSystemTime(Date.now() + 61_000);
  expect(await runDurableObjectAlarm(tab.object)).toBe(true);
  vi.useRealTimers();
  const stored = () =>
    runInDurableObject(tab.object, (_agent, state) =>
      state.storage.sql.exec("select state from message where id = ?", `a.${question}`).toArray(),
    );
  await expect.poll(stored, WAIT).toEqual([{ state: "done" }]);
});

test("[R9] at the end of retention the conversation is erased, and its tab starts anew", async () => {
  const tab = await connect(site);
  await tab.ask("hello");
  const day = (days: number) => vi.setSystemTime(Date.now() + days * DAY_MS);
  const count = () =>
    runInDurableObject(tab.object, (_agent, { storage }) =>
      storage.sql.exec("select count(*) as n from message").one(),
    );
  day(179);
  expect(await runDurableObjectAlarm(tab.object)).toBe(true);
  vi.useRealTimers();
  expect(await count()).toEqual({ n: 2 });
  expect(tab.closed).toBeUndefined();
  day(181);
  await runDurableObjectAlarm(tab.object);
  vi.useRealTimers();
  await expect.poll(() => tab.closed, WAIT).toBeDefined();
  const back = await tab.again(tab.transcript().at(-1)?.rev);
  expect(back.welcome).toMatchObject({ conversation: tab.welcome.conversation, messages: [], rev: 0, reset: true });
  const tables = await runInDurableObject(tab.object, (_agent, state) =>
    state.storage.sql
      .exec("select name from sqlite_master where name in ('message', 'state', 'cf_agents_jobs')")
      .toArray(),
  );
  expect(tables).toEqual([]);
  expect((await back.ask("hello")).state).toBe("done");
});

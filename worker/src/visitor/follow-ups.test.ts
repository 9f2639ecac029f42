// A silent visitor hears from the site: when, how often, and once.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import {
  alarm,
  alarmOf,
  asked,
  at,
  crash,
  DAY,
  followUpsOf,
  HOUR,
  later,
  MINUTE,
  settled,
  silentSite,
  storedFollowUps,
} from "./test-silence.ts";
import { makeSite, type Tab, WAIT } from "./test-visitor.ts";

const DECLINED = "NO_FOLLOW_UP"; // the word that the prompt gives

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const texts = (tab: Tab) => followUpsOf(tab).map(({ text }) => text);

test("[U1] [U2] after each step's silence the visitor hears from the site, and not before", async () => {
  const { site, upstream } = await silentSite();
  await upstream.script(
    { text: "It costs £4." },
    { text: "Shall I ask for a quote?" },
    { text: "Still here if you need me." },
  );
  const { tab, question } = await asked(site, "What does delivery cost?");
  const end = Date.now();
  at(end + 30 * MINUTE - 1000);
  await alarm(tab);
  expect(texts(tab)).toEqual([]);
  at(end + 30 * MINUTE + 1000);
  await alarm(tab);
  await expect.poll(() => texts(tab), WAIT).toEqual(["Shall I ask for a quote?"]);
  expect(followUpsOf(tab)[0]).toEqual({
    ...{ id: `f.${question}.1`, seq: 3, rev: expect.any(Number), role: "agent", state: "done", followUp: true },
    ...{ text: "Shall I ask for a quote?", at: expect.any(Number) },
  });
  at(end + DAY - HOUR);
  await alarm(tab);
  expect(texts(tab)).toHaveLength(1);
  at(end + DAY + MINUTE);
  await alarm(tab);
  await expect.poll(() => texts(tab), WAIT).toEqual(["Shall I ask for a quote?", "Still here if you need me."]);
  at(end + 9 * DAY);
  await alarm(tab);
  expect(await storedFollowUps(tab)).toEqual(followUpsOf(tab));
  expect(await upstream.journal()).toHaveLength(3);
});

test("[U2] a visitor's message begins a new silence at the first step, and no row is written for it", async () => {
  const { site, upstream } = await silentSite();
  const { tab } = await asked(site, "hello");
  later(29 * MINUTE);
  const second = await tab.ask("and on weekends?");
  later(29 * MINUTE);
  await alarm(tab);
  expect(texts(tab)).toEqual([]);
  await upstream.script({ text: "Anything else?" });
  later(2 * MINUTE);
  await alarm(tab);
  await expect.poll(() => followUpsOf(tab).map(({ id }) => id), WAIT).toEqual([`f.${second.answers}.1`]);
});

test("[U3] no more than the maximum in one conversation, whatever is said between", async () => {
  const { site, upstream } = await silentSite({ max: 1 });
  const { tab } = await asked(site, "hello");
  await upstream.script({ text: "Anything else?" });
  later(31 * MINUTE);
  await alarm(tab);
  await expect.poll(() => texts(tab), WAIT).toHaveLength(1);
  await tab.ask("no, but thanks");
  const before = (await upstream.journal()).length;
  later(2 * DAY);
  await alarm(tab);
  expect(await storedFollowUps(tab)).toHaveLength(1);
  expect(await upstream.journal()).toHaveLength(before);
});

test.each(["human", "waiting", "closed"])("[U3] none in mode %s", async (mode) => {
  const { site, upstream } = await silentSite();
  const { tab } = await asked(site, "hello");
  const before = (await upstream.journal()).length;
  await runInDurableObject(tab.object, (_agent, { storage }) => {
    storage.sql.exec("insert into state (key, value) values ('mode', ?)", JSON.stringify(mode));
  });
  await crash(tab); // so that it is read
  later(2 * DAY);
  await runDurableObjectAlarm(tab.object);
  const again = await tab.again();
  expect(again.welcome.mode).toBe(mode);
  expect(followUpsOf(again)).toEqual([]);
  expect(await upstream.journal()).toHaveLength(before);
});

test("[U3] quiet hours are those of the visitor's last zone, and the step comes at their end", async () => {
  const { site, upstream } = await silentSite(
    { quietHours: { from: "21:00", to: "08:00" } },
    { zone: "Europe/London" },
  );
  at(Date.UTC(2036, 10, 25, 11, 50)); // 20:50 in Tokyo, noon in London
  const { tab } = await asked(site, "hello");
  const id = crypto.randomUUID();
  tab.send({ type: "say", id, text: "hi", zone: "Asia/Tokyo" });
  await tab.answer(id);
  await tab.ask("without a zone"); // the last one that was given counts
  await upstream.script({ text: "Good morning." });
  later(31 * MINUTE);
  await alarm(tab);
  expect(texts(tab)).toEqual([]);
  expect(await alarmOf(tab)).toBe(Date.UTC(2036, 10, 25, 23));
  at(Date.UTC(2036, 10, 25, 23));
  await alarm(tab);
  await expect.poll(() => texts(tab), WAIT).toEqual(["Good morning."]);
});

test("[U4] a step that the model declines is not asked for again, and the next one is", async () => {
  const { site, upstream } = await silentSite();
  const { tab, question } = await asked(site, "hello");
  await upstream.script({ text: DECLINED }, { text: "One more thing." });
  later(31 * MINUTE);
  await alarm(tab);
  await evictDurableObject(tab.object);
  later(HOUR);
  await alarm(tab);
  expect(await upstream.journal()).toHaveLength(2);
  later(DAY);
  await alarm(tab);
  await expect.poll(() => followUpsOf(tab).map(({ id }) => id), WAIT).toEqual([`f.${question}.2`]);
});

test("[U2] a visitor who speaks while the model is asked is answered, and not followed up", async () => {
  const { site, upstream } = await silentSite();
  const { tab, question } = await asked(site, "hello");
  await upstream.script({ text: "Are you still there, or shall I write to you later?", slow: 200 }, { text: "Yes." });
  later(31 * MINUTE);
  await runDurableObjectAlarm(tab.object);
  await expect.poll(async () => (await upstream.journal()).length, WAIT).toBe(2);
  const second = await tab.ask("Do you repair clocks?");
  expect(second.text).toBe("Yes.");
  await expect.poll(async () => (await upstream.journal())[1]?.closedEarly, WAIT).toBe(true);
  const { messages } = (await tab.again()).welcome;
  expect(messages.map(({ id }) => id)).toEqual([question, `a.${question}`, second.answers, second.id]);
});

test("[U1] [U2] an object that dies while the model is asked asks once more, and then gives up", async () => {
  const { site, upstream } = await silentSite();
  const { tab, question } = await asked(site, "hello");
  await upstream.script({ silent: true }, { text: "Anything else?" });
  later(31 * MINUTE);
  await runDurableObjectAlarm(tab.object);
  await expect.poll(async () => (await upstream.journal()).length, WAIT).toBe(2);
  await crash(tab);
  const back = await tab.again();
  await expect.poll(() => followUpsOf(back).map(({ id }) => id), WAIT).toEqual([`f.${question}.1`]);
  await settled(back);

  await upstream.script({ silent: true }, { silent: true });
  later(DAY);
  await runDurableObjectAlarm(back.object);
  for (const requests of [4, 5]) {
    await expect.poll(async () => (await upstream.journal()).length, WAIT).toBe(requests);
    await crash(back);
    await back.again();
  }
  later(DAY);
  await alarm(back);
  expect(await storedFollowUps(back)).toHaveLength(1);
  expect(await upstream.journal()).toHaveLength(5);
});

test("[U1] an alarm that is delivered twice, and an object that starts late, send it once", async () => {
  const { site, upstream } = await silentSite();
  const { tab } = await asked(site, "hello");
  await upstream.script({ text: "Anything else?" });
  await crash(tab);
  later(31 * MINUTE);
  await runInDurableObject(tab.object, async (agent) => {
    await agent.lifecycle.start();
    const job = agent.lifecycle.jobs.get("next");
    if (!job) throw new Error("no job");
    await Promise.all([1, 1].map((attempt) => agent.onJob({ job, attempt })));
  });
  const back = await tab.again();
  await expect.poll(() => texts(back), WAIT).toEqual(["Anything else?"]);
  await settled(back);
  await runDurableObjectAlarm(back.object);
  await crash(back);
  later(MINUTE);
  await alarm(back);
  expect(await storedFollowUps(back)).toHaveLength(1);
  expect(await upstream.journal()).toHaveLength(2);
});

test("[U6] a clock that jumps two days forward brings one step, and the other at its distance", async () => {
  const { site, upstream } = await silentSite();
  const { tab } = await asked(site, "hello");
  await upstream.script({ text: "one" }, { text: "two" });
  later(2 * DAY);
  await alarm(tab);
  await expect.poll(() => texts(tab), WAIT).toEqual(["one"]);
  await alarm(tab);
  later(DAY - 31 * MINUTE);
  await alarm(tab);
  expect(await storedFollowUps(tab)).toHaveLength(1);
  later(2 * MINUTE);
  await alarm(tab);
  await expect.poll(() => texts(tab), WAIT).toEqual(["one", "two"]);
});

test("[U6] a clock that jumps back an hour brings nothing again", async () => {
  const { site, upstream } = await silentSite();
  const { tab } = await asked(site, "hello");
  await upstream.script({ text: "one" });
  later(31 * MINUTE);
  await alarm(tab);
  await expect.poll(() => texts(tab), WAIT).toEqual(["one"]);
  const sent = Date.now();
  at(sent - HOUR);
  for (const minutes of [0, 31, 61, 62]) {
    at(sent - HOUR + minutes * MINUTE);
    await evictDurableObject(tab.object);
    await alarm(tab);
  }
  expect(await storedFollowUps(tab)).toHaveLength(1);
  expect(await upstream.journal()).toHaveLength(2);
});

test("a site's owner who turns follow-ups off is obeyed at once, also for those who are silent already", async () => {
  const { site, upstream } = await silentSite();
  const { tab } = await asked(site, "hello");
  const stored = await env.SITE.getByName(site).get();
  if (!stored?.followUps) throw new Error("no policy");
  const { id, followUps, ...config } = stored;
  await env.SITE.getByName(site).put(id, { ...config, followUps: { ...followUps, on: false } }, "https://foyer.test");
  later(31 * MINUTE);
  await alarm(tab);
  expect(await storedFollowUps(tab)).toEqual([]);
  expect(await upstream.journal()).toHaveLength(1);
});

test("a site without a policy never writes unasked", async () => {
  const site = await makeSite();
  const { tab } = await asked(site, "hello");
  later(100 * DAY);
  await alarm(tab);
  expect(await storedFollowUps(tab)).toEqual([]);
});

test("a site that is gone is asked twice for what to say, not for ever, and also by an object that is evicted between", async () => {
  const { site } = await silentSite({ steps: [30] });
  const { tab } = await asked(site, "hello");
  await env.SITE.getByName(site)
    .remove()
    .catch(() => {}); // how it ends
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  later(31 * MINUTE);
  for (let minute = 0; minute < 5; minute++) {
    await alarm(tab);
    await evictDurableObject(tab.object);
    later(2 * MINUTE);
  }
  expect(log.mock.calls.filter(([what]) => String(what).includes("asking what to say"))).toHaveLength(2);
  expect(await alarmOf(tab)).toBeGreaterThan(Date.now() + DAY);
});

test("a site's object that cannot be told is told less and less often, and also by an object that is evicted between", async () => {
  const { site, upstream } = await silentSite({ steps: [30] });
  const { tab } = await asked(site, "hello");
  await upstream.script({ text: "Anything else?" });
  await runInDurableObject(env.SITE.getByName(site), (_agent, { storage }) => {
    storage.sql.exec("drop table follow_up");
  });
  vi.spyOn(console, "error").mockImplementation(() => {});
  later(31 * MINUTE);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    await alarm(tab);
    await expect.poll(() => alarmOf(tab), WAIT).toBeGreaterThan(Date.now());
    const next = (await alarmOf(tab)) ?? 0;
    waits.push(Math.round((next - Date.now()) / MINUTE));
    await evictDurableObject(tab.object);
    at(next);
  }
  expect(waits).toEqual([1, 2, 4, 8]);
  expect(await storedFollowUps(tab)).toHaveLength(1);
});

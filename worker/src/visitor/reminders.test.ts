// Reminders: set by the tools of an answer, sent at their time, once, whatever happens in between.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { KeptReminders, ReminderDraft } from "./reminders.ts";
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
  silentSite,
  storedFollowUps,
} from "./test-silence.ts";
import { connect, type Tab, WAIT } from "./test-visitor.ts";

afterEach(() => {
  vi.useRealTimers();
});

const remind = (when: string, what: string) => `[[tool:follow_up_later ${JSON.stringify({ when, what })}]]`;
const openOf = (tab: Tab) => tab.object.followUps();
const quiet = { quietHours: { from: "00:00", to: "23:59" }, max: 0 };

test("[U5] a reminder comes at its time, in the quiet hours and past the maximum too", async () => {
  const { site } = await silentSite(quiet);
  const { tab, question, answer } = await asked(
    site,
    remind("in 20 minutes", "You asked me to say that the tide turns."),
  );
  expect(answer.text).toContain("UTC"); // nobody told a zone, so the site's is said
  const due = Date.now() + 20 * MINUTE;
  expect(Math.abs(((await alarmOf(tab)) ?? 0) - due)).toBeLessThan(5000);
  at(due - MINUTE);
  await alarm(tab);
  expect(followUpsOf(tab)).toEqual([]);
  at(due + 1000);
  await alarm(tab);
  await expect
    .poll(() => followUpsOf(tab), WAIT)
    .toMatchObject([
      {
        id: `r.${question}.1`,
        text: "You asked me to say that the tide turns.",
        role: "agent",
        state: "done",
        followUp: true,
      },
    ]);
  expect(await openOf(tab)).toEqual([]);
});

test("[U5] a visitor's message does not cancel it", async () => {
  const { site } = await silentSite(quiet);
  const { tab } = await asked(site, remind("in 20 minutes", "Now."));
  later(10 * MINUTE);
  await tab.ask("hello");
  later(11 * MINUTE);
  await alarm(tab);
  await expect.poll(() => followUpsOf(tab).map(({ text }) => text), WAIT).toEqual(["Now."]);
});

test("[U5] the wall time is the visitor's: 9 o'clock after the clocks went forward", async () => {
  const { site } = await silentSite(quiet, { zone: "America/New_York" });
  at(Date.UTC(2036, 2, 29, 12)); // the Saturday before Europe's clock change
  const tab = await connect(site);
  const id = crypto.randomUUID();
  tab.send({ type: "say", id, text: remind("tomorrow at 9", "Good morning."), zone: "Europe/Berlin" });
  await tab.answer(id);
  expect(await openOf(tab)).toMatchObject([{ due: Date.UTC(2036, 2, 30, 7), what: "Good morning.", kind: "reminder" }]);
});

test("[U5] none in the past, none later than the retention, and no more than 20", async () => {
  const { site } = await silentSite(quiet, { retentionDays: 2 });
  const tab = await connect(site);
  expect((await tab.ask(remind("yesterday at 9", "no"))).text).toMatch(/past|read/i);
  expect((await tab.ask(remind("in 3 days", "no"))).text).toMatch(/later than/);
  for (let round = 0; round < 3; round++) {
    const calls = Array.from({ length: 7 }, (_, call) => remind(`in ${20 + round * 7 + call} minutes`, "Now."));
    await tab.ask(calls.join(" "));
  }
  expect(await openOf(tab)).toHaveLength(20);
  expect((await tab.ask(remind("in 5 minutes", "no"))).text).toMatch(/as many/);
  expect(await openOf(tab)).toHaveLength(20);
});

test("[U5] the newest open one is cancelled, whichever is due first", async () => {
  const { site } = await silentSite(quiet);
  const { tab } = await asked(site, remind("in 50 minutes", "first"));
  await tab.ask(remind("in 20 minutes", "second"));
  await tab.ask("[[tool:cancel_follow_up {}]]");
  expect(await openOf(tab)).toMatchObject([{ what: "first" }]);
  later(51 * MINUTE);
  await alarm(tab);
  await expect.poll(() => followUpsOf(tab).map(({ text }) => text), WAIT).toEqual(["first"]);
});

test("[U1] [U5] a turn that dies after its tools ran has set and cancelled nothing, and does both once when it runs again", async () => {
  const { site, upstream } = await silentSite(quiet);
  const { tab } = await asked(site, `${remind("in 50 minutes", "first")} ${remind("in 60 minutes", "second")}`);
  const calls = [
    { name: "cancel_follow_up", arguments: "{}" },
    { name: "follow_up_later", arguments: JSON.stringify({ when: "in 20 minutes", what: "third" }) },
  ];
  await upstream.script({ calls }, { text: "long ".repeat(100), slow: 20 }, { calls }, { text: "Done." });
  const question = tab.say("Cancel the last one, and remind me in 20 minutes.");
  await tab.streaming(question);
  expect((await openOf(tab)).map(({ what }) => what)).toEqual(["first", "second"]);
  await crash(tab);
  const back = await tab.again();
  await back.answer(question);
  expect((await openOf(back)).map(({ what }) => what)).toEqual(["third", "first"]);
});

test("[U1] [U6] it survives eviction and a late start, and the alarm that comes twice", async () => {
  const { site } = await silentSite(quiet);
  const { tab } = await asked(
    site,
    `${remind("in 20 minutes", "one")} ${remind("in 40 minutes", "two")} ${remind("in 9 days", "three")}`,
  );
  await evictDurableObject(tab.object);
  later(DAY);
  await runDurableObjectAlarm(tab.object);
  await runDurableObjectAlarm(tab.object);
  await crash(tab);
  at(Date.now() - HOUR);
  const back = await tab.again();
  await alarm(back);
  later(2 * HOUR);
  await alarm(back);
  expect((await storedFollowUps(back)).map(({ text }) => text)).toEqual(["one", "two"]);
  expect(await openOf(back)).toMatchObject([{ what: "three" }]);
});

test("[U1] a death between the message and what follows it does not send it twice", async () => {
  const { site } = await silentSite(quiet);
  const { tab, question } = await asked(site, remind("in 20 minutes", "Now."));
  later(21 * MINUTE);
  await runDurableObjectAlarm(tab.object);
  await expect.poll(() => followUpsOf(tab), WAIT).toHaveLength(1);
  // As the database stands when the object dies before its site has heard of the message.
  await runInDurableObject(tab.object, async (agent, { storage }) => {
    const row = [`r.${question}.1`, question, Date.now() - MINUTE, "Now.", 1];
    storage.sql.exec("insert into reminder (id, question, at, what, made) values (?, ?, ?, ?, ?)", ...row);
    await agent.lifecycle.jobs.push({ id: "next", fn: "next", time: Date.now() });
  });
  await crash(tab);
  await alarm(tab);
  expect(await storedFollowUps(tab)).toHaveLength(1);
  expect(
    await runInDurableObject(tab.object, (_a, { storage }) => storage.sql.exec("select id from reminder").toArray()),
  ).toEqual([]);
});

test("[U1] a site's object that cannot be told is told later, and the visitor hears once", async () => {
  const { site } = await silentSite(quiet);
  const { tab, question } = await asked(site, remind("in 20 minutes", "Now."));
  const rename = (from: string, to: string) =>
    runInDurableObject(env.SITE.getByName(site), (_agent, { storage }) => {
      storage.sql.exec(`alter table ${from} rename to ${to}`);
    });
  const told = () =>
    runInDurableObject(env.SITE.getByName(site), (_agent, { storage }) =>
      storage.sql.exec("select id, state from follow_up").toArray(),
    );
  await rename("follow_up", "away");
  later(21 * MINUTE);
  await alarm(tab);
  await expect.poll(() => followUpsOf(tab), WAIT).toHaveLength(1);
  await crash(tab);
  await rename("away", "follow_up");
  expect(await told()).toEqual([]);
  later(2 * MINUTE);
  await alarm(await tab.again());
  await expect.poll(told, WAIT).toEqual([{ id: `r.${question}.1`, state: "sent" }]);
  expect(await storedFollowUps(tab)).toHaveLength(1);
});

test("one that an operator sends while an answer cancels it stays, until the site's object has it", async () => {
  const { site } = await silentSite(quiet);
  const { tab } = await asked(site, remind("in 20 minutes", "Now."));
  const left = await runInDurableObject(tab.object, (_agent, { storage }) => {
    const kept = new KeptReminders(storage.sql);
    const sent = new Set<string>();
    const draft = new ReminderDraft({ question: "q", kept, isTaken: (id) => sent.has(id), latest: Date.now() + DAY });
    const cancelled = draft.cancelNewest();
    sent.add(cancelled?.id ?? "");
    return { cancelled: draft.write(), kept: kept.all.map(({ id }) => id), id: cancelled?.id };
  });
  expect(left).toEqual({ cancelled: [], kept: [left.id], id: expect.stringMatching(/^r\./) });
});

// What operators see of a conversation's follow-ups, and do to them.
import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import {
  alarm,
  asked,
  at,
  crash,
  DAY,
  followUpsOf,
  later,
  MINUTE,
  silentSite,
  storedFollowUps,
} from "./test-silence.ts";
import { connect, WAIT } from "./test-visitor.ts";

afterEach(() => {
  vi.useRealTimers();
});

const REMIND = `[[tool:follow_up_later ${JSON.stringify({ when: "in 3 hours", what: "Now." })}]]`;

test("a conversation without a message has none, and no row is written to say so", async () => {
  const { site } = await silentSite();
  const tab = await connect(site);
  expect(await tab.object.followUps()).toEqual([]);
  expect(await tab.object.cancelFollowUp("f.x.1")).toBe(false);
  expect(await tab.object.triggerFollowUp("f.x.1")).toBe(false);
  const tables = await runInDurableObject(tab.object, (_agent, { storage }) =>
    storage.sql.exec("select name from sqlite_master where name in ('message', 'state', 'reminder')").toArray(),
  );
  expect(tables).toEqual([]);
});

test("the open ones are listed, the earliest first", async () => {
  const { site } = await silentSite();
  const { tab, question } = await asked(site, REMIND);
  const open = await tab.object.followUps();
  expect(open).toMatchObject([
    { id: `f.${question}.1`, kind: "step", step: 1 },
    { id: `r.${question}.1`, kind: "reminder", what: "Now." },
  ]);
  expect((open[0]?.due ?? 0) - Date.now()).toBeLessThanOrEqual(30 * MINUTE);
});

test("[U4] a cancelled one does not come, and the step behind it does", async () => {
  const { site, upstream } = await silentSite();
  const { tab, question } = await asked(site, REMIND);
  expect(await tab.object.cancelFollowUp(`r.${question}.1`)).toBe(true);
  expect(await tab.object.cancelFollowUp(`f.${question}.1`)).toBe(true);
  expect(await tab.object.cancelFollowUp(`f.${question}.1`)).toBe(false);
  expect(await tab.object.followUps()).toMatchObject([{ id: `f.${question}.2` }]);
  await upstream.script({ text: "Anything else?" });
  await crash(tab);
  for (const wait of [31 * MINUTE, 3 * 60 * MINUTE, DAY]) {
    later(wait);
    await alarm(tab);
  }
  const back = await tab.again();
  await expect.poll(() => followUpsOf(back).map(({ id }) => id), WAIT).toEqual([`f.${question}.2`]);
});

test("a triggered one comes now, also in the quiet hours, and once", async () => {
  const { site, upstream } = await silentSite({ quietHours: { from: "00:00", to: "23:59" } });
  const { tab, question } = await asked(site, REMIND);
  await upstream.script({ text: "Shall I ask for a quote?" });
  expect(await tab.object.triggerFollowUp(`f.${question}.1`)).toBe(true);
  expect(await tab.object.triggerFollowUp(`r.${question}.1`)).toBe(true);
  const ids = [`f.${question}.1`, `r.${question}.1`];
  await expect
    .poll(
      () =>
        followUpsOf(tab)
          .map(({ id }) => id)
          .sort(),
      WAIT,
    )
    .toEqual(ids);
  expect(await tab.object.triggerFollowUp(`r.${question}.1`)).toBe(false);
  at(Date.now() + 4 * 60 * MINUTE);
  await alarm(tab);
  expect((await storedFollowUps(tab)).map(({ id }) => id).sort()).toEqual(ids);
});

test("one that is triggered comes also when the object dies while the model is asked", async () => {
  const { site, upstream } = await silentSite();
  const { tab, question } = await asked(site, "hello");
  await upstream.script({ silent: true }, { text: "Anything else?" });
  expect(await tab.object.triggerFollowUp(`f.${question}.1`)).toBe(true);
  await expect.poll(async () => (await upstream.journal()).length, WAIT).toBe(2);
  await crash(tab);
  const back = await tab.again();
  await expect.poll(() => storedFollowUps(back), WAIT).toMatchObject([{ text: "Anything else?" }]);
});

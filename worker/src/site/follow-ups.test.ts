import { expect, test } from "vitest";
import { html } from "../crawl/test-server.ts";
import { crawled, newsOf, put } from "./test-site.ts";
import type { SettledFollowUp } from "./turn.ts";

const ORIGIN = "https://mill.example";
const begin = { conversation: "c1", question: "What does rye cost?" };

async function open(name: string) {
  const site = await put(name, ORIGIN);
  for (const conversation of ["c1", "c2"]) await site.endTurn({ by: "pages", news: newsOf(conversation) });
  const settle = (id: string, state: SettledFollowUp["state"], rest: Partial<SettledFollowUp> = {}) =>
    site.settleFollowUp({ conversation: "c1", id, kind: "step", state, at: 1, ...rest });
  const states = async (conversation = "c1") =>
    (await site.followUps(conversation))?.map(({ id, state }) => `${id} ${state}`).sort();
  return { site, settle, states };
}

test("keeps what became of each, once", async () => {
  const { site, settle, states } = await open("settled");
  await settle("a", "sent");
  await settle("a", "cancelled");
  await settle("b", "declined", { at: 2 });
  await settle("b", "declined", { at: 2 });
  await settle("a", "cancelled", { conversation: "c2", kind: "reminder" });
  expect(await states()).toEqual(["a sent", "b declined"]);
  expect(await site.followUps("c2")).toEqual([{ id: "a", kind: "reminder", state: "cancelled", at: 1 }]);
  expect(await site.followUps("nobody")).toBeNull();
  expect(await site.followUpTotals()).toEqual({ sent: 1, answered: 0, cancelled: 1, declined: 1 });
});

test("a visitor's message answers the newest that was sent, and none before it", async () => {
  const { site, settle, states } = await open("answered");
  await site.beginTurn(begin);
  await settle("a", "sent", { at: 1 });
  await settle("b", "sent", { at: 2 });
  await settle("c", "declined", { at: 3 });
  await settle("d", "sent", { conversation: "c2" });
  await site.beginTurn(begin);
  await site.beginTurn(begin);
  expect(await states()).toEqual(["a sent", "b answered", "c declined"]);
  await settle("e", "sent", { at: 4 });
  await site.beginTurn(begin);
  expect(await states()).toEqual(["a sent", "b answered", "c declined", "e answered"]);
  expect(await site.followUpTotals()).toEqual({ sent: 4, answered: 2, cancelled: 0, declined: 1 });
});

test("the site's counts survive the conversations they were counted in", async () => {
  const { site, settle } = await open("totals");
  await settle("a", "sent");
  await site.beginTurn(begin);
  await site.forget("c1");
  expect(await site.followUps("c1")).toBeNull();
  expect(await site.followUpTotals()).toEqual({ sent: 1, answered: 1, cancelled: 0, declined: 0 });
});

test("a step that is due gets what a turn gets, and the policy as it is now", async () => {
  const { site, server } = await crawled(
    "granted",
    { "/": html("<p>Rye flour costs three euros.</p>") },
    { followUps: { steps: [30, 1440], quietHours: false }, limits: { answersPerDay: 1 }, lang: "en" },
  );
  const first = await site.beginFollowUp(begin);
  expect(first).toEqual({
    ...(await site.beginTurn(begin)),
    overBudget: false,
    policy: { steps: [1_800_000, 86_400_000], max: 2 },
    hasLead: false,
  });
  expect(first.passages).toMatchObject([{ text: "Rye flour costs three euros." }]);
  await site.addLead({ id: "l", conversation: "c1", email: "ada@example.com", note: "", at: 1 });
  const next = await site.beginFollowUp(begin);
  expect([next.hasLead, next.overBudget]).toEqual([true, true]);
  expect((await site.beginFollowUp({ ...begin, conversation: "c2" })).hasLead).toBe(false);

  await put("granted", server.origin, { followUps: { steps: [30], on: false } });
  expect(await site.beginFollowUp(begin)).toMatchObject({ policy: null, passages: [], overBudget: false });
});

test("a step that is asked counts as an answer does; off, nothing is counted", async () => {
  const followUps = { steps: [30] };
  const limits = { answersPerDay: 2 };
  const site = await put("counted", ORIGIN, { limits });
  await site.beginFollowUp(begin);
  await site.beginFollowUp(begin);
  await put("counted", ORIGIN, { limits, followUps });
  const ask = async () => (await site.beginFollowUp(begin)).overBudget;
  const declined = { conversation: "c1", id: "a", kind: "step", state: "declined", by: "pages", at: 1 } as const;
  expect([await ask(), await ask(), await ask()]).toEqual([false, false, true]);
  await site.settleFollowUp(declined);
  await site.settleFollowUp(declined); // told again: it was one answer of the pages
  await site.settleFollowUp({ ...declined, id: "b" });
  expect([await ask(), await ask()]).toEqual([false, true]);
});

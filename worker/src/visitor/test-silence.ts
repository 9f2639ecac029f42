// For tests of follow-ups: a site with a policy and a model of its own, and a clock that is moved.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, vi } from "vitest";
import { fakeUpstream } from "../model/test-upstream.ts";
import { connect, makeSite, type Tab, WAIT } from "./test-visitor.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Half an hour and a day of silence, at most two, and no quiet hours, unless the settings say otherwise. */
export async function silentSite(followUps: Record<string, unknown> = {}, settings: Record<string, unknown> = {}) {
  const upstream = fakeUpstream();
  const policy = { steps: [30, 1440], quietHours: false, ...followUps };
  const site = await makeSite({ model: { name: upstream.name }, followUps: policy, ...settings });
  return { site, upstream };
}

/** The clock stands still from here on, at an instant or so much later than now. An alarm that is due by the real clock comes at once. */
export const at = (now: number) => vi.setSystemTime(now);
export const later = (ms: number) => at(Date.now() + ms);

/** Lets the alarm come, if one is set, and waits until all that it did is written. */
export async function alarm(tab: Tab) {
  await runDurableObjectAlarm(tab.object);
  await settled(tab);
}

/** Until no model is being asked, and the job stands where it belongs. */
export async function settled(tab: Tab) {
  const isAsking = () => runInDurableObject(tab.object, (agent) => agent.lifecycle.jobs.get("next")?.payload ?? {});
  await expect.poll(isAsking, WAIT).not.toHaveProperty("asking");
}

export const alarmOf = (tab: Tab) => runInDurableObject(tab.object, (_agent, { storage }) => storage.getAlarm());

/** The object dies as in a crash: memory and sockets are gone, what was written is not. */
export async function crash(tab: Tab) {
  const dying = runInDurableObject(tab.object, (_agent, state) => state.abort("crash"));
  await expect(dying).rejects.toThrow("crash");
}

/** The follow-ups that a tab has, in order. */
export const followUpsOf = (tab: Tab) => tab.transcript().filter(({ followUp }) => followUp);

/** What the conversation's object has, in a new tab. */
export async function storedFollowUps(tab: Tab) {
  return followUpsOf(await tab.again());
}

export async function asked(site: string, question: string, options: Parameters<typeof connect>[1] = {}) {
  const tab = await connect(site, options);
  const answer = await tab.ask(question);
  return { tab, answer, question: answer.answers ?? "" };
}

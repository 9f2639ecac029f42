import { expect, test } from "vitest";
import type { FollowUpPolicy } from "../site/config.ts";
import { type Cursor, nextStep, readStepId, settledStep, silenceOf, stepId } from "./silence.ts";
import type { Stored } from "./transcript.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const policy: FollowUpPolicy = { steps: [30 * MINUTE, 24 * HOUR], max: 2 };
const noon = Date.UTC(2026, 10, 25, 12);

const said = (id: string, at: number, more: Partial<Stored> = {}): Stored => ({
  ...{ id, seq: at, rev: at, role: "visitor", state: "done", text: id, at },
  ...more,
});
const answer = (question: string, at: number, ended?: number) =>
  said(`a.${question}`, at, { role: "agent", answers: question, ...(ended !== undefined && { ended }) });

test("[U2] silence begins at the later of the visitor's last message and the end of its answer", () => {
  expect(silenceOf([])).toBeUndefined();
  expect(silenceOf([said("q1", 100)])).toBeUndefined();
  expect(silenceOf([said("q1", 100), answer("q1", 110, 190)])).toEqual({ id: "q1", since: 190 });
  expect(silenceOf([said("q1", 100), answer("q1", 110)])).toEqual({ id: "q1", since: 110 });
  const queued = [said("q1", 100), answer("q1", 110, 190), said("q2", 120)];
  expect(silenceOf(queued)).toBeUndefined();
  expect(silenceOf([...queued, answer("q2", 191, 195)])).toEqual({ id: "q2", since: 195 });
  const later = said("f.q1.1", 500, { role: "agent", followUp: true });
  expect(silenceOf([said("q1", 100), answer("q1", 110, 190), later])).toEqual({ id: "q1", since: 190 });
});

test("[U1] a step's message has the id of its silence and its number", () => {
  expect(stepId("q.1", 2)).toBe("f.q.1.2");
  expect(readStepId("f.q.1.2")).toEqual({ silence: "q.1", step: 2 });
  expect(readStepId("a.q1")).toBeUndefined();
  expect(readStepId("r.q1.1")).toBeUndefined();
});

const silence = { id: "q1", since: noon };
const settled = (step: number, at: number): Cursor => ({ silence: "q1", step, at });
const next = (now: number, after?: Cursor, rules: Partial<FollowUpPolicy> = {}, sent = 0) => {
  const step = nextStep({ silence, policy: { ...policy, ...rules }, settled: after, sent, zone: "UTC", now });
  return step && { step: step.step, due: step.due };
};

test("[U2] each step is measured from the beginning of the silence", () => {
  expect(next(noon)).toEqual({ step: 1, due: noon + 30 * MINUTE });
  expect(next(noon + HOUR, settled(1, noon + 30 * MINUTE))).toEqual({ step: 2, due: noon + 24 * HOUR });
  expect(next(noon + 25 * HOUR, settled(2, noon + 24 * HOUR))).toBeUndefined();
});

test("[U2] [U4] a step is settled by its message, or by the cursor, and only in its own silence", () => {
  const sent = said("f.q1.1", noon + HOUR, { role: "agent", followUp: true });
  expect(settledStep(silence, [sent], undefined)).toEqual(settled(1, noon + HOUR));
  expect(settledStep(silence, [], settled(1, noon))).toEqual(settled(1, noon));
  expect(settledStep(silence, [sent], settled(2, noon + 2 * HOUR))).toEqual(settled(2, noon + 2 * HOUR));
  expect(settledStep({ ...silence, id: "q2" }, [sent], settled(2, noon))).toBeUndefined();
});

test("[U3] after the maximum of sent ones there are no more", () => {
  expect(next(noon, undefined, {}, 1)).toBeDefined();
  expect(next(noon, undefined, {}, 2)).toBeUndefined();
  expect(next(noon, undefined, { max: 0 })).toBeUndefined();
});

test("[U3] a late step moves those behind it: they keep their distance", () => {
  const late = noon + 10 * HOUR;
  expect(next(late)).toEqual({ step: 1, due: late });
  expect(next(late, settled(1, late))).toEqual({ step: 2, due: late + 24 * HOUR - 30 * MINUTE });
});

test("[U3] a step in the quiet hours of the visitor's zone waits for their end, one that is overdue too", () => {
  const rules = { ...policy, quiet: { from: 21 * 60, to: 8 * 60 } };
  const night = { id: "q1", since: Date.UTC(2026, 10, 25, 20, 45) }; // 20:45 in London
  const step = (now: number, zone: string) =>
    nextStep({ silence: night, policy: rules, settled: undefined, sent: 0, zone, now })?.due;
  expect(step(night.since, "Europe/London")).toBe(Date.UTC(2026, 10, 26, 8));
  expect(step(night.since, "America/New_York")).toBe(night.since + 30 * MINUTE);
  expect(step(Date.UTC(2026, 10, 26, 23), "Europe/London")).toBe(Date.UTC(2026, 10, 27, 8));
});

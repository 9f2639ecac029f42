// When a silent visitor hears from the site: computed from the transcript and a cursor, so that silence costs no row.
import type { FollowUpPolicy } from "../site/config.ts";
import { afterQuiet } from "../time/quiet-hours.ts";
import type { Stored } from "./transcript.ts";

/** It begins when a visitor's message has been answered, and ends with the next one. */
export interface Silence {
  id: string; // of the visitor's message
  since: number; // ms since 1970
}

/** The newest step that was declined or cancelled. One that was sent needs no row: its message is there. */
export interface Cursor {
  silence: string;
  step: number;
  at: number; // ms since 1970
}

export interface Step {
  id: string; // of the message that it will be
  silence: string;
  step: number; // from 1
  due: number; // ms since 1970; not before now
}

const STEP_ID = /^f\.(.+)\.(\d+)$/;

/** The same step of the same silence has the same id, so it is in the transcript once. */
export const stepId = (silence: string, step: number) => `f.${silence}.${step}`;

/** Undefined for the id of anything else. */
export function readStepId(id: string): Pick<Step, "silence" | "step"> | undefined {
  const [, silence, step] = STEP_ID.exec(id) ?? [];
  return silence === undefined ? undefined : { silence, step: Number(step) };
}

/** Undefined before the first message, and while the last one waits for its answer. */
export function silenceOf(messages: readonly Stored[]): Silence | undefined {
  const last = messages.findLast(({ role }) => role === "visitor");
  const answer = last && messages.findLast(({ answers }) => answers === last.id);
  return answer && { id: last.id, since: Math.max(last.at, answer.ended ?? answer.at) };
}

/** The last step of a silence that was sent, declined or cancelled. */
export function settledStep(silence: Silence, messages: readonly Stored[], cursor: Cursor | undefined) {
  const sent = messages.flatMap(({ id, at }) => {
    const step = readStepId(id);
    return step ? { ...step, at } : [];
  });
  return [...sent, ...(cursor ? [cursor] : [])]
    .filter((step) => step.silence === silence.id)
    .reduce<Cursor | undefined>((last, step) => (last && last.step > step.step ? last : step), undefined);
}

interface Situation {
  silence: Silence;
  policy: FollowUpPolicy;
  settled: Cursor | undefined; // of this silence
  sent: number; // steps, in the whole conversation
  zone: string; // whose quiet hours
  now: number; // ms since 1970
}

/**
 * The silence's next step. A step that was late, or moved out of the quiet hours, moves those behind it: they keep at least
 * the distance that the policy has between them.
 */
export function nextStep({ silence, policy, settled, sent, zone, now }: Situation): Step | undefined {
  const index = settled?.step ?? 0;
  const after = policy.steps[index];
  if (after === undefined || sent >= policy.max) return undefined;
  const distance = after - (policy.steps[index - 1] ?? 0);
  const due = Math.max(silence.since + after, settled ? settled.at + distance : 0, now);
  return {
    id: stepId(silence.id, index + 1),
    silence: silence.id,
    step: index + 1,
    due: afterQuiet(due, policy.quiet, zone),
  };
}

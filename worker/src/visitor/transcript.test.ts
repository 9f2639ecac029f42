import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { PAGE_SIZE } from "protocol";
import { expect, test } from "vitest";
import { type Stored, Transcript } from "./transcript.ts";

/** Park and Miller's generator: the same seed plays the same conversation. */
const random = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

const inObject = <T>(name: string, run: (storage: DurableObjectStorage) => T) =>
  runInDurableObject(env.VISITOR.getByName(`transcript/${name}`), (_agent, { storage }) => run(storage));

const bySeq = (a: Stored, b: Stored) => a.seq - b.seq;

/** The rules [R4] and [R7] over a plain list, to compare with. */
function expectSame(transcript: Transcript, all: Stored[], pick: () => number) {
  const sorted = all.toSorted(bySeq);
  const rev = Math.max(...all.map((message) => message.rev));
  const first = all[0]?.at ?? 0;
  const after = Math.floor(first - 3 + pick() * (rev - first + 6));
  const changed = sorted.filter((message) => message.rev > after);
  const known = after <= rev && after >= first - 1 && changed.length <= PAGE_SIZE;
  const page = (below: number) => sorted.filter(({ seq }) => seq < below);
  const latest = { messages: sorted.slice(-PAGE_SIZE), reset: true, more: sorted.length > PAGE_SIZE };
  expect(transcript.rev).toBe(rev);
  expect(transcript.changesAfter(after)).toEqual(known ? { messages: changed, reset: false, more: false } : latest);
  expect(transcript.changesAfter(undefined)).toEqual(latest);
  const below = Math.ceil(pick() * (sorted.length + 1));
  expect(transcript.before(below)).toEqual({
    messages: page(below).slice(-PAGE_SIZE),
    more: page(below).length > PAGE_SIZE,
  });
  const any = sorted[Math.floor(pick() * sorted.length)];
  expect(transcript.get(any?.id ?? "")).toEqual(any);
}

test.each([1, 2, 3, 4])(
  "[R1] [R3] [R4] [R7] pages and changes are right, however little is in memory (seed %i)",
  (seed) =>
    inObject(`random-${seed}`, (storage) => {
      const pick = random(seed * 7919);
      const all: Stored[] = [];
      let transcript = new Transcript(storage, 20);
      for (let step = 0; step < 400; step++) {
        const old = pick() < 0.3 ? all[Math.floor(pick() * all.length)] : undefined;
        const message = old
          ? { ...old, text: `again ${step}`, feedback: 1 as const }
          : {
              id: `m${step}`,
              seq: transcript.nextSeq(),
              role: "visitor" as const,
              state: "done" as const,
              at: 1e12 + step,
              text: `${step}`,
            };
        const { rev: _, ...fields } = message as Stored;
        const stored = transcript.put(fields);
        if (old) all[all.indexOf(old)] = stored;
        else all.push(stored);
        if (pick() < 0.05) transcript = new Transcript(storage, 20);
        if (step % 4 === 0) expectSame(transcript, all, pick);
      }
      expect(all.length).toBeGreaterThan(PAGE_SIZE * 2);
    }),
);

test("[R2] the clock starts at the first message's time and is not set back by a reload", () =>
  inObject("clock", (storage) => {
    const message = { role: "visitor" as const, state: "done" as const, text: "hi" };
    const transcript = new Transcript(storage);
    expect(transcript.rev).toBe(0);
    expect(transcript.put({ ...message, id: "a", seq: transcript.nextSeq(), at: 5000 }).rev).toBe(5000);
    expect(transcript.put({ ...message, id: "b", seq: transcript.nextSeq(), at: 4000 }).rev).toBe(5001);
    const loaded = new Transcript(storage);
    expect(loaded.rev).toBe(5001);
    expect(loaded.nextSeq()).toBe(3);
    expect(loaded.put({ ...message, id: "a", seq: 1, at: 5000 }).rev).toBe(5002);
    expect(new Transcript(storage).changesAfter(4999)).toMatchObject({
      reset: false,
      messages: [{ id: "a" }, { id: "b" }],
    });
    expect(new Transcript(storage).changesAfter(4998).reset).toBe(true);
  }));

test("[R4] the running answer takes no place in a page, but older ones are known to exist above it", () =>
  inObject("running", (storage) => {
    const transcript = new Transcript(storage);
    const put = (id: string, seq: number) =>
      transcript.put({ id, seq, role: "visitor", state: "done", at: 1e12, text: id });
    for (let i = 0; i < PAGE_SIZE + 2; i++) put(`m${i}`, transcript.nextSeq());
    const running = { id: "m1", seq: 2, role: "agent" as const, state: "streaming" as const, at: 1e12, text: "" };
    const { messages, more } = transcript.changesAfter(undefined, running);
    expect([messages.length, messages[0]?.id, more]).toEqual([PAGE_SIZE, "m2", true]);
    expect(transcript.before(4, running)).toEqual({
      messages: [transcript.get("m0"), running, transcript.get("m2")],
      more: false,
    });
  }));

import { expect, test } from "vitest";
import { watch } from "./watch.ts";

interface Progress {
  at: number;
}
/** Answers one value after the other, and then the last one again. */
const reading = (values: (number | null)[]) => {
  const calls: number[] = [];
  const read = async (): Promise<Progress | null> => {
    const at = values[Math.min(calls.length, values.length - 1)] ?? null;
    calls.push(Date.now());
    return at === null ? null : { at };
  };
  return { calls, read };
};
const isLast = ({ at }: Progress) => at === 3;

test("sends each change once, and ends with the last", async () => {
  const { read } = reading([1, 1, 2, 2, 3]);
  const text = await new Response(watch({ at: 1 }, { read, isLast, pollMs: 1, heartbeatMs: 60_000 })).text();
  expect(text).toBe('data: {"at":1}\n\ndata: {"at":2}\n\ndata: {"at":3}\n\n');
});

test("ends at once when there is nothing to wait for, and when there is nothing any more", async () => {
  const { read, calls } = reading([null]);
  const watched = { read, isLast, pollMs: 1, heartbeatMs: 60_000 };
  expect(await new Response(watch({ at: 3 }, watched)).text()).toBe('data: {"at":3}\n\n');
  expect(calls).toEqual([]);
  expect(await new Response(watch({ at: 1 }, watched)).text()).toBe('data: {"at":1}\n\n');
});

test("says that it lives while nothing changes", async () => {
  const { read } = reading([1, 1, 1, 3]);
  const text = await new Response(watch({ at: 1 }, { read, isLast, pollMs: 1, heartbeatMs: 0 })).text();
  expect(text).toBe('data: {"at":1}\n\n:\n\n:\n\n:\n\ndata: {"at":3}\n\n');
});

test("breaks off when it cannot be read", async () => {
  const read = () => Promise.reject(new Error("gone"));
  await expect(new Response(watch({ at: 1 }, { read, isLast, pollMs: 1, heartbeatMs: 0 })).text()).rejects.toThrow(
    "gone",
  );
});

test("asks nothing more once the client has left, not even after an answer that was under way", async () => {
  let answer: (value: Progress) => void = () => {};
  let calls = 0;
  const read = () => {
    calls++;
    return new Promise<Progress>((resolve) => {
      answer = resolve;
    });
  };
  const stream = watch({ at: 1 }, { read, isLast, pollMs: 1, heartbeatMs: 60_000 });
  await expect.poll(() => calls).toBe(1);
  await stream.cancel();
  answer({ at: 1 });
  const other = reading([1, 1, 1, 1, 1, 1, 1, 3]);
  await new Response(watch({ at: 1 }, { read: other.read, isLast, pollMs: 1, heartbeatMs: 0 })).text(); // meanwhile
  expect(calls).toBe(1);
});

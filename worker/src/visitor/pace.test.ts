import { afterEach, expect, test, vi } from "vitest";
import { Refusal } from "../refusal.ts";
import { Pace } from "./pace.ts";
import { historyOf } from "./test-history.ts";

const NOW = Date.UTC(2026, 10, 24, 12);
const said = (...ago: number[]) =>
  historyOf(...ago.map(() => "hello")).map((one, at) => ({ ...one, at: NOW - (ago[at] ?? 0) }));

afterEach(() => {
  vi.useRealTimers();
});

test("as many messages as the limit within a minute are too fast, until the oldest of them is a minute old", () => {
  vi.setSystemTime(NOW);
  const pace = new Pace();
  pace.message(said(61_000, 60_000, 5_000), 2);
  expect(() => pace.message(said(61_000, 50_000, 5_000), 2)).toThrow(new Refusal("too-fast", 10));
});

test("[U6] a clock that was put back an hour makes nobody wait for an hour", () => {
  vi.setSystemTime(NOW);
  const pace = new Pace();
  pace.act(1);
  expect(() => pace.act(1)).toThrow(Refusal);
  vi.setSystemTime(NOW - 3_600_000);
  pace.message(said(5_000), 1);
  pace.act(1);
});

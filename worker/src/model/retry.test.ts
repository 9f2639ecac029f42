import { describe, expect, test } from "vitest";
import { ModelFailure } from "./model.ts";
import { retryAfter, retryDelay } from "./retry.ts";

test("the wait doubles, and jitter spreads it over its upper half", () => {
  const cut = new TypeError("terminated");
  expect([0, 1, 2].map((attempt) => retryDelay(cut, attempt, 400, () => 0))).toEqual([200, 400, 800]);
  expect([0, 1, 2].map((attempt) => retryDelay(cut, attempt, 400, () => 1))).toEqual([400, 800, 1600]);
});

test("what the upstream said to the end is not asked again", () => {
  expect(retryDelay(new ModelFailure("empty answer"), 0, 400)).toBeUndefined();
});

describe("Retry-After", () => {
  const now = Date.parse("Tue, 24 Nov 2026 12:00:00 GMT");
  test.each([
    ["2", 2000],
    ["0", 0],
    ["1.5", 1500],
    ["Tue, 24 Nov 2026 12:00:03 GMT", 3000],
    ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
  ])("%s", (header, ms) => {
    expect(retryAfter(header, now)).toBe(ms);
  });
});

import { describe, expect, test } from "vitest";
import { afterQuiet, type QuietHours } from "./quiet-hours.ts";
import { toWall } from "./zone.ts";

const NIGHT: QuietHours = { from: 21 * 60, to: 8 * 60 };
const LUNCH: QuietHours = { from: 12 * 60, to: 13 * 60 + 30 };
const EARLY: QuietHours = { from: 21 * 60, to: 90 }; // ends in the hour that clocks change

const shifted = (instant: string, quiet: QuietHours | undefined, zone: string) =>
  new Date(afterQuiet(Date.parse(`${instant}Z`), quiet, zone)).toISOString().slice(0, 19);

test.each([
  ["2026-11-27T20:59:59", NIGHT, "2026-11-27T20:59:59"],
  ["2026-11-27T21:00:00", NIGHT, "2026-11-28T08:00:00"],
  ["2026-11-27T23:59:59", NIGHT, "2026-11-28T08:00:00"],
  ["2026-11-28T00:00:00", NIGHT, "2026-11-28T08:00:00"],
  ["2026-11-28T07:59:59", NIGHT, "2026-11-28T08:00:00"],
  ["2026-11-28T08:00:00", NIGHT, "2026-11-28T08:00:00"],
  ["2026-12-31T22:10:00", NIGHT, "2027-01-01T08:00:00"],
  ["2026-11-28T11:59:59", LUNCH, "2026-11-28T11:59:59"],
  ["2026-11-28T12:00:00", LUNCH, "2026-11-28T13:30:00"],
  ["2026-11-28T13:30:00", LUNCH, "2026-11-28T13:30:00"],
  ["2026-11-28T00:30:00", LUNCH, "2026-11-28T00:30:00"],
])("%s with %j is %s", (instant, quiet, end) => {
  expect(shifted(instant, quiet, "UTC")).toBe(end);
});

test.each([[undefined], [{ from: 0, to: 0 }], [{ from: 480, to: 480 }]])("%j are no quiet hours", (quiet) => {
  const instant = "2026-11-28T08:00:00";
  expect(shifted(instant, quiet, "UTC")).toBe(instant);
});

test("an instant that is not quiet keeps its milliseconds", () => {
  const at = Date.UTC(2026, 10, 28, 12) + 123;
  expect(afterQuiet(at, NIGHT, "UTC")).toBe(at);
});

describe("[U3] quiet hours are those of the zone", () => {
  test.each([
    ["Asia/Kathmandu", "2026-11-27T15:15:00", "2026-11-28T02:15:00"],
    ["Asia/Kathmandu", "2026-11-27T15:14:59", "2026-11-27T15:14:59"],
    ["America/New_York", "2026-11-28T04:00:00", "2026-11-28T13:00:00"],
  ])("%s at %s UTC", (zone, instant, end) => {
    expect(shifted(instant, NIGHT, zone)).toBe(end);
  });

  test.each([
    ["forward", "Europe/London", "2026-03-28T22:00:00", "2026-03-29T07:00:00"],
    ["back", "Europe/London", "2026-10-24T21:00:00", "2026-10-25T08:00:00"],
    ["forward", "America/New_York", "2026-03-08T03:00:00", "2026-03-08T12:00:00"],
    ["back", "America/New_York", "2026-11-01T02:00:00", "2026-11-01T13:00:00"],
    ["forward", "Australia/Lord_Howe", "2026-10-03T12:00:00", "2026-10-03T21:00:00"],
    ["back", "Australia/Lord_Howe", "2026-04-04T12:00:00", "2026-04-04T21:30:00"],
  ])("on the night that clocks go %s in %s", (_, zone, instant, end) => {
    expect(shifted(instant, NIGHT, zone)).toBe(end);
  });

  test("when the clock shows their end twice", () => {
    expect(shifted("2026-10-24T23:00:00", EARLY, "Europe/London")).toBe("2026-10-25T00:30:00");
    expect(shifted("2026-10-25T00:45:00", EARLY, "Europe/London")).toBe("2026-10-25T00:45:00");
    expect(shifted("2026-10-25T01:15:20", EARLY, "Europe/London")).toBe("2026-10-25T01:30:00");
  });
});

test.each(["Europe/London", "Australia/Lord_Howe"])(
  "through a year in %s the end is never before, and not quiet",
  (zone) => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 47 * 60_000) {
      const end = afterQuiet(at, NIGHT, zone);
      const { hour } = toWall(end, zone);
      expect(end).toBeGreaterThanOrEqual(at);
      expect(hour >= 8 && hour < 21).toBe(true);
      expect(afterQuiet(end, NIGHT, zone)).toBe(end);
    }
  },
);

import { describe, expect, test } from "vitest";
import { isZone, toInstant, toWall, type Wall } from "./zone.ts";

const wall = (text: string): Wall => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second };
};
const utc = (text: string) => Date.parse(`${text}Z`);

describe("a clock on the wall", () => {
  test.each([
    ["UTC", "2026-11-27T15:00:00", "2026-11-27T15:00:00"],
    ["Europe/London", "2026-07-01T00:30:00", "2026-07-01T01:30:00"],
    ["America/New_York", "2026-01-01T04:59:59", "2025-12-31T23:59:59"],
    ["Asia/Kathmandu", "2026-11-27T18:15:00", "2026-11-28T00:00:00"],
    ["America/Sao_Paulo", "2026-02-21T03:00:00", "2026-02-21T00:00:00"],
    ["Pacific/Kiritimati", "2026-12-31T10:00:00", "2027-01-01T00:00:00"],
    ["Pacific/Chatham", "2026-01-15T10:15:00", "2026-01-16T00:00:00"],
    ["+05:30", "2026-11-27T15:00:00", "2026-11-27T20:30:00"],
  ])("in %s at %s UTC shows %s, and the way back is the same", (zone, instant, shown) => {
    expect(toWall(utc(instant), zone)).toEqual(wall(shown));
    expect(toInstant(wall(shown), zone)).toBe(utc(instant));
  });

  test("shows whole seconds, also before 1970", () => {
    expect(toWall(utc("1969-12-31T23:59:58") + 900, "UTC")).toEqual(wall("1969-12-31T23:59:58"));
  });
});

describe("the night on which clocks go forward", () => {
  test.each([
    ["Europe/London", "2026-03-29T00:59:59", "2026-03-29T00:59:59"],
    ["Europe/London", "2026-03-29T02:00:00", "2026-03-29T01:00:00"],
    ["America/New_York", "2026-03-08T01:59:59", "2026-03-08T06:59:59"],
    ["America/New_York", "2026-03-08T03:00:00", "2026-03-08T07:00:00"],
    ["Australia/Lord_Howe", "2026-10-04T01:59:59", "2026-10-03T15:29:59"],
    ["Australia/Lord_Howe", "2026-10-04T02:30:00", "2026-10-03T15:30:00"],
  ])("%s at %s is %s UTC", (zone, local, instant) => {
    expect(toInstant(wall(local), zone)).toBe(utc(instant));
    expect(toWall(utc(instant), zone)).toEqual(wall(local));
  });

  test.each([
    ["Europe/London", "2026-03-29T01:30:00", "2026-03-29T02:30:00"],
    ["America/New_York", "2026-03-08T02:00:00", "2026-03-08T03:00:00"],
    ["Australia/Lord_Howe", "2026-10-04T02:10:00", "2026-10-04T02:40:00"],
    ["Pacific/Apia", "2011-12-30T12:00:00", "2011-12-31T12:00:00"], // it moved over the date line, and had no such day
  ])("%s has no %s: it is %s", (zone, local, moved) => {
    expect(toWall(toInstant(wall(local), zone), zone)).toEqual(wall(moved));
  });
});

describe("the night on which clocks go back", () => {
  test.each([
    ["Europe/London", "2026-10-25T01:30:00", "2026-10-25T00:30:00", "2026-10-25T01:30:00"],
    ["America/New_York", "2026-11-01T01:00:00", "2026-11-01T05:00:00", "2026-11-01T06:00:00"],
    ["Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00", "2026-04-04T15:15:00"],
  ])("%s shows %s twice: the earlier is meant", (zone, local, first, second) => {
    expect(toWall(utc(first), zone)).toEqual(wall(local));
    expect(toWall(utc(second), zone)).toEqual(wall(local));
    expect(toInstant(wall(local), zone)).toBe(utc(first));
  });

  test.each([
    ["Europe/London", "2026-10-25T02:00:00", "2026-10-25T02:00:00"],
    ["America/New_York", "2026-11-01T02:00:00", "2026-11-01T07:00:00"],
    ["Australia/Lord_Howe", "2026-04-05T02:00:00", "2026-04-04T15:30:00"],
  ])("%s at %s is %s UTC", (zone, local, instant) => {
    expect(toInstant(wall(local), zone)).toBe(utc(instant));
  });
});

test.each(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo"])(
  "every wall time of a year in %s that exists comes back from its instant",
  (zone) => {
    const step = 7 * 60_000 + 13_000; // by no clock's rhythm
    const end = Date.UTC(2027, 0, 1);
    for (let at = Date.UTC(2026, 0, 1); at < end; at += step * 9) {
      const shown = toWall(at, zone);
      const instant = toInstant(shown, zone);
      if (instant !== at) expect(instant).toBeLessThan(at); // it is shown twice
      expect(toWall(instant, zone)).toEqual(shown);
    }
  },
);

test("parts over their range carry", () => {
  expect(toInstant({ ...wall("2026-02-28T00:00:00"), day: 29, hour: 25 }, "UTC")).toBe(utc("2026-03-02T01:00:00"));
});

test.each([
  ["Europe/London", true],
  ["UTC", true],
  ["Mars/Olympus", false],
  ["", false],
  ["Europe/London; drop table", false],
])("%j is a zone: %s", (zone, is) => {
  expect(isZone(zone)).toBe(is);
});

test("what is no zone is an error, not UTC", () => {
  expect(() => toWall(0, "Mars/Olympus")).toThrow(RangeError);
});

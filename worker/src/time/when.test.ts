import { describe, expect, test } from "vitest";
import { findWhen } from "./find-when.ts";
import { formatWhen, readWhen } from "./when.ts";
import { toInstant, toWall } from "./zone.ts";

const wallOf = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second };
};
/** What the wall shows at the time that is read, "2026-11-27 15:00". */
function read(words: string, now = "2026-11-25 14:20", zone = "Europe/London") {
  const instant = readWhen(words, { at: toInstant(wallOf(now), zone), zone });
  if (instant === undefined) return undefined;
  const { year, month, day, hour, minute } = toWall(instant, zone);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

describe("said on Wednesday 25 November 2026 at 14:20", () => {
  test.each([
    ["tomorrow at 9", "2026-11-26 09:00"],
    ["Tomorrow", "2026-11-26 09:00"],
    ["tomorrow morning", "2026-11-26 09:00"],
    ["tomorrow afternoon", "2026-11-26 15:00"],
    ["tomorrow evening", "2026-11-26 19:00"],
    ["tomorrow at noon", "2026-11-26 12:00"],
    ["tomorrow at 5", "2026-11-26 17:00"],
    ["tomorrow morning at 5", "2026-11-26 05:00"],
    ["at 9 o'clock tomorrow", "2026-11-26 09:00"],
    ["10 tomorrow", "2026-11-26 10:00"],
    ["tomorrow 9am", "2026-11-26 09:00"],
    ["tomorrow at 9 a.m.", "2026-11-26 09:00"],
    ["tomorrow at half past nine", "2026-11-26 09:30"],
    ["tomorrow at quarter to ten", "2026-11-26 09:45"],
    ["tomorrow between 2pm and 4pm", "2026-11-26 14:00"],
    ["between 9 and 10 tomorrow", "2026-11-26 09:00"],
    ["tomorrow night", "2026-11-26 19:00"],
    ["the day after tomorrow", "2026-11-27 09:00"],
    ["in 20 minutes", "2026-11-25 14:40"],
    ["in twenty minutes", "2026-11-25 14:40"],
    ["20 minutes from now", "2026-11-25 14:40"],
    ["in 2 hours", "2026-11-25 16:20"],
    ["in half an hour", "2026-11-25 14:50"],
    ["in an hour and a half", "2026-11-25 15:50"],
    ["in two and a half hours", "2026-11-25 16:50"],
    ["in a fortnight", "2026-12-09 14:20"],
    ["tomorrow around 9", "2026-11-26 09:00"],
    ["tomorrow around 10ish", "2026-11-26 10:00"],
    ["tomorrow at 19h", "2026-11-26 19:00"],
    ["tomorrow at 19h30", "2026-11-26 19:30"],
    ["tomorrow at lunchtime", "2026-11-26 12:00"],
    ["in a couple of hours", "2026-11-25 16:20"],
    ["in 3 days", "2026-11-28 14:20"],
    ["in a week", "2026-12-02 14:20"],
    ["in a month", "2026-12-25 14:20"],
    ["on Friday afternoon", "2026-11-27 15:00"],
    ["on Friday", "2026-11-27 09:00"],
    ["Friday at 3", "2026-11-27 15:00"],
    ["friday at 10:30", "2026-11-27 10:30"],
    ["on Wednesday", "2026-12-02 09:00"],
    ["on Wednesday at 5", "2026-11-25 17:00"],
    ["next Monday", "2026-11-30 09:00"],
    ["next Friday", "2026-12-04 09:00"],
    ["next week", "2026-11-30 09:00"],
    ["next month", "2026-12-01 09:00"],
    ["next year", "2027-01-01 09:00"],
    ["at the weekend", "2026-11-28 09:00"],
    ["at 5pm", "2026-11-25 17:00"],
    ["at 5", "2026-11-25 17:00"],
    ["at five", "2026-11-25 17:00"],
    ["at 9", "2026-11-25 21:00"],
    ["at 09:00", "2026-11-26 09:00"],
    ["at 2", "2026-11-26 14:00"],
    ["at 17:30", "2026-11-25 17:30"],
    ["at noon", "2026-11-26 12:00"],
    ["noon", "2026-11-26 12:00"],
    ["midnight", "2026-11-26 00:00"],
    ["tonight", "2026-11-25 20:00"],
    ["tonight at 8", "2026-11-25 20:00"],
    ["tonight at 8:30", "2026-11-25 20:30"],
    ["tomorrow morning at 9:45", "2026-11-26 09:45"],
    ["today at 5", "2026-11-25 17:00"],
    ["today at 9", "2026-11-25 21:00"],
    ["today", "2026-11-25 15:20"],
    ["tonight at 12", "2026-11-26 00:00"],
    ["this evening", "2026-11-25 19:00"],
    ["this afternoon", "2026-11-25 15:00"],
    ["in the morning", "2026-11-26 09:00"],
    ["in the evening at 8", "2026-11-25 20:00"],
    ["later today", "2026-11-25 15:20"],
    ["2026-12-01 10:00", "2026-12-01 10:00"],
    ["2026-12-01 05:00", "2026-12-01 05:00"],
    ["2026-12-01", "2026-12-01 09:00"],
    ["2026-12-01T10:00", "2026-12-01 10:00"],
    ["2026-12-01T10:00Z", "2026-12-01 10:00"],
    ["2026-12-01T10:00+05:30", "2026-12-01 04:30"],
    ["Friday 27 November 2026 at 10:15", "2026-11-27 10:15"],
    ["on 1 December", "2026-12-01 09:00"],
    ["December 1st at 10", "2026-12-01 10:00"],
    ["3/12", "2026-12-03 09:00"],
    ["on 3 March", "2027-03-03 09:00"],
    ["in January", "2027-01-01 09:00"],
    ["9am UTC", "2026-11-26 09:00"],
    ["5pm UTC", "2026-11-25 17:00"],
  ])("%s is %s", (words, shown) => {
    expect(read(words)).toBe(shown);
  });

  test.each([
    ["in New York 3/12 is in March", "3/12", "2026-11-25 14:20", "America/New_York", "2027-03-12 09:00"],
    [
      "a named offset is the same everywhere",
      "2026-12-01T10:00Z",
      "2026-11-25 14:20",
      "Asia/Kathmandu",
      "2026-12-01 15:45",
    ],
    ["and of a time alone it is the next", "8am UTC", "2026-11-25 14:20", "Asia/Kathmandu", "2026-11-26 13:45"],
    ["which may be today", "10am UTC", "2026-11-25 14:20", "Asia/Kathmandu", "2026-11-25 15:45"],
    [
      "on a Friday morning the afternoon is today's",
      "on Friday afternoon",
      "2026-11-27 10:00",
      "UTC",
      "2026-11-27 15:00",
    ],
    ["on a Friday evening it is next week's", "on Friday afternoon", "2026-11-27 19:00", "UTC", "2026-12-04 15:00"],
    ["in the middle of it, it is soon", "this afternoon", "2026-11-27 16:00", "UTC", "2026-11-27 17:00"],
    ["at ten at night, tonight is soon", "tonight", "2026-11-27 22:00", "UTC", "2026-11-27 23:00"],
    ["before dawn, six is in the morning", "at 6", "2026-11-27 04:00", "UTC", "2026-11-27 06:00"],
    ["late at night, nine is in the morning", "at 9", "2026-11-27 22:00", "UTC", "2026-11-28 09:00"],
    ["on a Sunday, next week is tomorrow", "next week", "2026-11-29 12:00", "UTC", "2026-11-30 09:00"],
    ["on New Year's Eve, tomorrow is another year", "tomorrow", "2026-12-31 12:00", "UTC", "2027-01-01 09:00"],
    [
      "the day is the visitor's, not that of UTC",
      "tomorrow at 9",
      "2026-11-25 20:00",
      "America/Los_Angeles",
      "2026-11-26 09:00",
    ],
  ])("%s", (_, words, now, zone, shown) => {
    expect(read(words, now, zone)).toBe(shown);
  });
});

describe("on the nights that clocks change", () => {
  const london = (words: string, now: string) => read(words, now);
  const newYork = (words: string, now: string) => read(words, now, "America/New_York");

  test.each([
    ["in 4 hours", "2026-03-28 22:00", "2026-03-29 03:00"], // one of them is not on the wall
    ["in 240 minutes", "2026-03-28 22:00", "2026-03-29 03:00"],
    ["tomorrow at 9", "2026-03-28 22:00", "2026-03-29 09:00"],
    ["tomorrow at 01:30", "2026-03-28 22:00", "2026-03-29 02:30"],
    ["in 1 day", "2026-03-28 22:00", "2026-03-29 22:00"],
    ["in 4 hours", "2026-10-24 22:00", "2026-10-25 01:00"], // one of them is twice on the wall
    ["tomorrow at 9", "2026-10-24 22:00", "2026-10-25 09:00"],
    ["in a week", "2026-10-24 22:00", "2026-10-31 22:00"],
    ["2 hours after noon", "2026-10-25 00:30", "2026-10-25 14:00"],
  ])("in London: %s, said %s, is %s", (words, now, shown) => {
    expect(london(words, now)).toBe(shown);
  });

  test.each([
    ["in 2 hours", "2026-03-08 01:00", "2026-03-08 04:00"],
    ["tomorrow at 02:15", "2026-03-07 12:00", "2026-03-08 03:15"],
    ["in 12 hours", "2026-10-31 20:00", "2026-11-01 07:00"],
    ["tomorrow at 1:30 am", "2026-10-31 20:00", "2026-11-01 01:30"],
  ])("in New York: %s, said %s, is %s", (words, now, shown) => {
    expect(newYork(words, now)).toBe(shown);
  });

  test("of a time that comes twice the first is meant, and after it the minutes that pass count", () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(readWhen("tomorrow at 1:30 am", { at: Date.UTC(2026, 9, 24, 12), zone: "Europe/London" })).toBe(first);
    expect(readWhen("in 1 hour", { at: first, zone: "Europe/London" })).toBe(first + 3_600_000);
  });
});

test.each([
  "",
  "soon",
  "later",
  "when you are open",
  "whenever you like",
  "in 5",
  "2 lamps",
  "may",
  "call 12345",
  "the blue one",
  "2026-02-30",
  "every day at 9",
  "each Monday",
  "weekly on Friday",
  "demain à 9 heures du matin",
])("%j is no time", (words) => {
  expect(read(words)).toBeUndefined();
});

test.each([
  ["yesterday", "2026-11-24 09:00"],
  ["20 minutes ago", "2026-11-25 14:00"],
  ["today at 9am", "2026-11-25 09:00"],
  ["this morning", "2026-11-25 09:00"],
  ["1 March 2020", "2020-03-01 09:00"],
])("%s lies behind, and is not moved", (words, shown) => {
  expect(read(words)).toBe(shown);
});

test("words of any length cost little", () => {
  expect(read(`${"9 am and half past ".repeat(50_000)}tomorrow`)).toMatch(/^2026-11-2/);
});

test.each([
  ["tomorrow at 9 to call you", "", "tomorrow at 9", " to call you"],
  ["me on Friday afternoon about the repair", "me ", "on Friday afternoon", " about the repair"],
  ["about the clock in twenty minutes", "about the clock ", "in 20 minutes", ""],
  ["that I may come on Friday", "that I may come ", "on Friday", ""],
])("%s is cut at its time", (text, before, words, after) => {
  expect(findWhen(text)).toEqual({ before, words, after });
});

describe("a time is said", () => {
  const at = Date.UTC(2026, 10, 25, 12);
  const friday = Date.UTC(2026, 10, 27, 9);
  test.each([
    [friday, { zone: "Europe/London" }, "Friday 27 November at 09:00"],
    [friday, { zone: "America/New_York" }, "Friday 27 November at 04:00"],
    [friday, { zone: "Europe/London", withZone: true }, "Friday 27 November at 09:00 (Europe/London time)"],
    [Date.UTC(2027, 0, 1, 9), { zone: "Europe/London" }, "Friday, 1 January 2027 at 09:00"],
    [Date.UTC(2026, 11, 31, 23, 30), { zone: "Asia/Kathmandu" }, "Friday, 1 January 2027 at 05:15"],
    [friday, { zone: "Europe/London", lang: "no language" }, "Friday 27 November at 09:00"],
    [friday, { zone: "Europe/London", lang: "tlh" }, "Friday 27 November at 09:00"],
  ])("%d, %j", (instant, saying, text) => {
    expect(formatWhen(instant, { at, ...saying })).toBe(text);
  });

  test("in the visitor's language", () => {
    const german = formatWhen(friday, { at, zone: "Europe/Berlin", lang: "de", withZone: true });
    expect(formatWhen(friday, { at, zone: "Europe/London", lang: "en-US" })).toMatch(
      /^Friday, November 27 at 9:00\sAM$/,
    );
    expect(german).toMatch(/^Freitag, 27\. November.*10:00 \(Europe\/Berlin\)$/);
  });
});

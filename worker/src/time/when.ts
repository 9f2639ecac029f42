// A visitor's words for a time, such as "on Friday afternoon", and the same said back. English only.
import type { ParsedResult } from "chrono-node/en";
import { parseWhen } from "./find-when.ts";
import { toInstant, toWall, type Wall } from "./zone.ts";

/** When the words were said, and where. */
export interface Moment {
  at: number; // ms since 1970
  zone: string; // IANA
}

type ParsedComponents = ParsedResult["start"];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MORNING = 9;

/** The hour that a part of the day stands for, and the one in which it ends. */
const PARTS: Record<string, { hour: number; until: number; isLate?: true }> = {
  morning: { hour: MORNING, until: 12 },
  noon: { hour: 12, until: 12 },
  afternoon: { hour: 15, until: 18, isLate: true },
  evening: { hour: 19, until: 23, isLate: true },
  tonight: { hour: 20, until: 24, isLate: true },
  midnight: { hour: 0, until: 0 },
};
const EARLIEST = 7; // an hour without am or pm is not meant to be in the night

/**
 * Ms since 1970; undefined when the words name no time. What lies behind is returned as it is. "in 20 minutes" counts
 * minutes that pass; everything else is a time on the wall.
 */
export function readWhen(words: string, { at, zone }: Moment): number | undefined {
  const now = toWall(at, zone);
  const asUtc = toInstant(now, "UTC");
  const result = parseWhen(words, new Date(asUtc), zone);
  if (!result) return undefined;
  const { start, text } = result;
  if (start.tags().has("result/relativeDateAndTime")) {
    const shown = start.date().getTime();
    const isFromNow = !/\b(?:before|after|from(?! now))\b/i.test(text);
    return isFromNow ? at + shown - asUtc : toInstant(toWall(shown, "UTC"), zone);
  }
  if (start.isCertain("timezoneOffset"))
    return isTimeOnly(start) ? nextAfter(at, start.date()) : start.date().getTime();
  return toForward(readWall(start, text, now), start, text, { at, zone });
}

/** The time of a day whose offset was named, at its next coming. */
const nextAfter = (at: number, time: Date) => at + ((((time.getTime() - at) % DAY_MS) + DAY_MS) % DAY_MS);

/** The time on the wall that is named; of the parts that are not, the sensible. */
function readWall(start: ParsedComponents, text: string, now: Wall): Wall {
  const { year, month, day } = readDay(start, text, now);
  const get = (part: "hour" | "minute" | "second") => start.get(part) ?? 0;
  if (isSameTimeLater(start, text)) return { year, month, day, hour: now.hour, minute: now.minute, second: now.second };
  if (!start.isCertain("hour")) return { year, month, day, hour: partOf(start)?.hour ?? MORNING, minute: 0, second: 0 };
  const second = start.isCertain("second") ? get("second") : 0;
  return { year, month, day, hour: readHour(start, text, now), minute: get("minute"), second };
}

function readDay(start: ParsedComponents, text: string, now: Wall): Pick<Wall, "year" | "month" | "day"> {
  if (isTimeOnly(start)) return now;
  const year = start.get("year") ?? now.year;
  const month = start.get("month") ?? now.month;
  const day = start.get("day") ?? now.day;
  if (/\bnext week$/i.test(text)) return { year, month, day: day - ((weekdayOf({ year, month, day }) + 6) % 7) }; // its Monday
  if (isSameTimeLater(start, text) || start.isCertain("day") || start.isCertain("weekday")) return { year, month, day };
  return { year, month: start.isCertain("month") ? month : 1, day: 1 }; // "next month", "in January", "next year"
}

const weekdayOf = ({ year, month, day }: Pick<Wall, "year" | "month" | "day">) =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/** "at 5" is in the afternoon, "tomorrow at 9" in the morning, and "at 9" the next that a clock with hands shows by day. */
function readHour(start: ParsedComponents, text: string, now: Wall): number {
  const hour = start.get("hour") ?? MORNING;
  const part = partOf(start);
  if (isNamed(start, "tonight") && hour === 12) return 24;
  if (part?.isLate && hour < 12) return hour + 12;
  const isTold = start.isCertain("meridiem") || part !== undefined || /\b0\d|\d{4}-\d/.test(text) || hour > 11;
  if (isTold) return hour;
  const isAhead = (on: number) => on * 60 + (start.get("minute") ?? 0) > now.hour * 60 + now.minute;
  const isByDay = (on: number) => on >= Math.min(EARLIEST, now.hour);
  const isToday = isTimeOnly(start) || isNamed(start, "today");
  const today = isToday ? [hour, hour + 12].find((on) => isAhead(on) && isByDay(on)) : undefined;
  return today ?? (hour < EARLIEST ? hour + 12 : hour);
}

/** "in 3 days", but not "the day after tomorrow". */
const isSameTimeLater = (start: ParsedComponents, text: string) =>
  start.tags().has("result/relativeDate") && /\b(?:in|within|from now|later)\b/i.test(text);

const isTimeOnly = (start: ParsedComponents) =>
  !(["weekday", "day", "month", "year"] as const).some((part) => start.isCertain(part));

const isNamed = (start: ParsedComponents, day: string) => start.tags().has(`casualReference/${day}`);

const partOf = (start: ParsedComponents) => Object.entries(PARTS).find(([name]) => isNamed(start, name))?.[1];

/** "on Friday" said on a Friday evening is the next one. What cannot come again stays behind. */
function toForward(wall: Wall, start: ParsedComponents, text: string, { at, zone }: Moment): number {
  const now = toWall(at, zone);
  const shifted = (days: number, years = 0) =>
    toInstant({ ...wall, day: wall.day + days, year: wall.year + years }, zone);
  const instant = shifted(0);
  const isWeekday = start.isCertain("weekday") && !start.isCertain("day");
  if (isWeekday && !/\bnext\b/i.test(text) && shifted(-7) > at) return shifted(-7);
  if (instant > at) return instant;
  const isToday = wall.day === now.day && wall.month === now.month && wall.year === now.year;
  const until = partOf(start)?.until ?? (isNamed(start, "today") ? 24 : 0);
  if (isToday && !start.isCertain("hour") && now.hour < until) return at + HOUR_MS; // it is still going on
  if (isTimeOnly(start)) return /\bthis\b/i.test(text) ? instant : shifted(1);
  if (isWeekday) return shifted(7);
  return start.isCertain("month") && !start.isCertain("year") ? shifted(0, 1) : instant;
}

/** Also the language (BCP 47), else British English; and whether to name the zone. */
export interface Saying extends Moment {
  lang?: string;
  withZone?: boolean;
}

/** "Friday 27 November at 09:00"; with the year when it is not the one of `at`. */
export function formatWhen(instant: number, { at, zone, lang, withZone = false }: Saying): string {
  const isOtherYear = toWall(instant, zone).year !== toWall(at, zone).year;
  const format = toFormat(zone, readLanguage(lang), isOtherYear);
  const named = format.resolvedOptions().locale.startsWith("en") ? `${zone} time` : zone;
  return withZone ? `${format.format(instant)} (${named})` : format.format(instant);
}

/** "Friday, 27 November 2026 at 09:00" */
export const sayNow = (at: number, zone: string) => toFormat(zone, "en-GB", true).format(at);

function toFormat(zone: string, language: string | string[], withYear: boolean) {
  const { hour12 } = new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions();
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(withYear && { year: "numeric" }),
    hour: hour12 ? "numeric" : "2-digit",
    minute: "2-digit",
  });
}

function readLanguage(lang = "en-GB") {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([lang, "en-GB"]);
  } catch {
    return "en-GB"; // no language's name
  }
}

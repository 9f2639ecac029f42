// Wall time in a time zone and back, over Intl: workerd has no Temporal, and chrono-node knows no zones by name.

/** What a clock on the wall shows. A part over its range carries: day 32, hour 24. */
export interface Wall {
  year: number;
  month: number; // 1 to 12
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const DAY_MS = 86_400_000;
const MAX_CACHED = 100; // a zone's name comes from visitors, who may write it in many cases
const formats = new Map<string, Intl.DateTimeFormat>();

export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false; // not a zone this runtime knows
  }
}

/** `instant`: ms since 1970. Throws a RangeError when `zone` is none. */
export function toWall(instant: number, zone: string): Wall {
  const parts = formatOf(zone).formatToParts(instant);
  const read = (type: keyof Wall) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}

/**
 * Ms since 1970. A wall time that a clock change skips is as much later as the clock was moved; of one that comes twice
 * it is the earlier (RFC 5545, 3.3.5).
 */
export function toInstant(wall: Wall, zone: string): number {
  const utc = toUtc(wall);
  const before = offsetAt(utc - DAY_MS, zone);
  const after = offsetAt(utc + DAY_MS, zone);
  const existing = [before, after].map((offset) => utc - offset).filter((at) => at + offsetAt(at, zone) === utc);
  return existing.length ? Math.min(...existing) : utc - before;
}

/** How far the zone's clocks are ahead of UTC, in ms. */
function offsetAt(instant: number, zone: string) {
  return toUtc(toWall(instant, zone)) - Math.floor(instant / 1000) * 1000;
}

const toUtc = ({ year, month, day, hour, minute, second }: Wall) =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** Making a format costs far more than using it. */
function formatOf(zone: string) {
  const cached = formats.get(zone);
  if (cached) return cached;
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  if (formats.size >= MAX_CACHED) formats.clear();
  formats.set(zone, format);
  return format;
}

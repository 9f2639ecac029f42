// Where in a text a time is named. chrono-node finds it; what it does not read is first written as it would.
import { type Chrono, casual, GB, type ParsedResult } from "chrono-node/en";

/** A text cut at the time that it names. The words for numbers and clocks may have become figures. */
export interface Found {
  before: string;
  words: string;
  after: string;
}

const MAX_LOOKED_AT = 500; // UTF-16 units: chrono's patterns are many, and a visitor's text is long at will

const HOURS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const MANY: Record<string, number> = { fifteen: 15, twenty: 20, thirty: 30, forty: 40, "forty-five": 45, ninety: 90 };
const HOUR = `(\\d{1,2}|${HOURS.join("|")})`;
const CLOCK = String.raw`(\d{1,2}(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?)`;
const toHour = (word: string) => (/\d/.test(word) ? Number(word) : HOURS.indexOf(word.toLowerCase()) + 1);

type Rewrite = [spoken: RegExp, write: (whole: string, one: string, two: string) => string];
const REWRITES: Rewrite[] = [
  [new RegExp(`\\b(?:at )?half past ${HOUR}\\b`, "gi"), (_, hour) => `at ${toHour(hour)}:30`],
  [new RegExp(`\\b(?:at )?(?:a )?quarter past ${HOUR}\\b`, "gi"), (_, hour) => `at ${toHour(hour)}:15`],
  [new RegExp(`\\b(?:at )?(?:a )?quarter to ${HOUR}\\b`, "gi"), (_, hour) => `at ${toHour(hour) - 1 || 12}:45`],
  [new RegExp(`\\bat (${HOURS.join("|")})\\b(?! \\w+s\\b)`, "gi"), (_, hour) => `at ${toHour(hour)}`],
  [/\b(an|one) hour and a half\b/gi, () => "1.5 hours"],
  [new RegExp(`\\b${HOUR} and a half (?=hours|days|weeks)`, "gi"), (_, count) => `${toHour(count)}.5 `],
  [/\ba fortnight\b/gi, () => "2 weeks"],
  [/\b(?:around |about )?(\d{1,2}(?::\d\d)?)-?ish\b/gi, (_, hour) => `at ${hour}`],
  [/\bat (\d{1,2})h(\d\d)?\b/gi, (_, hour, minute = "00") => `at ${hour}:${minute}`],
  [/\blunch ?time\b/gi, () => "noon"],
  [
    /\b(\w+)\s(?=(?:seconds|minutes|mins|hours|days|weeks|months)\b)/gi,
    (_, word) => `${MANY[word.toLowerCase()] ?? word} `,
  ],
  [new RegExp(`\\bbetween ${CLOCK} and ${CLOCK}`, "gi"), (_, from) => `at ${from}`],
  [/(?<=^|[^\d\s:./-]\s)(?<!\bat )(\d{1,2})(?= (?:tomorrow|tonight)\b)/gi, (hour) => `at ${hour}`],
];

const REPEATED = /\b(?:every|each|daily|weekly|monthly|yearly)\b/i;
/** Names of months and days that mean something else far more often, when they stand alone. */
const HARDLY = /^(?:may|march|mar|sun|sat|wed|dec|second|now)$/;
const UNITED_STATES =
  /^(?:US\/|America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Indiana|Kentucky|North_Dakota)\b|Pacific\/Honolulu$)/;

/** Undefined when the text names no time, or one that comes again and again. Parts of it are only used with a reference. */
export function findWhen(text: string): Found | undefined {
  const plain = toPlain(text);
  const [result] = parse(plain, GB, new Date());
  if (!result) return undefined;
  const end = result.index + result.text.length;
  return { before: plain.slice(0, result.index), words: result.text, after: plain.slice(end) };
}

/** `reference`: what the wall shows now, as if it were UTC; the result is to be read in the same way. */
export const parseWhen = (text: string, reference: Date, zone: string): ParsedResult | undefined =>
  parse(toPlain(text), UNITED_STATES.test(zone) ? casual : GB, reference)[0];

function parse(plain: string, chrono: Chrono, instant: Date): ParsedResult[] {
  if (REPEATED.test(plain)) return [];
  const results = chrono.parse(plain, { instant, timezone: 0 }, { forwardDate: true });
  return results.filter(({ text }) => !HARDLY.test(text));
}

const toPlain = (text: string) =>
  REWRITES.reduce((plain, [spoken, write]) => plain.replace(spoken, write), text.slice(0, MAX_LOOKED_AT));

// What kind of answer a question wants, by its words: an amount, a time, a place, a person, a measure, steps.
import type { Lexicon } from "./words.ts";

/** What an answer of the wanted kind contains. */
export interface Wanted {
  pattern: RegExp;
  standsFor: Set<string>; // words of the question that the pattern answers as well as the words themselves
  isNeeded: boolean; // an answer without it is none
  isAll: boolean; // whatever contains it is nearly an answer
  prefers: RegExp | undefined; // what the better answers say too
}

const MONEY =
  /[€£$¥]\s?\d|\d\s?(?:€|£|\$|¥|euros?\b|pounds?\b|dollars?\b|eur\b|usd\b|gbp\b|chf\b|pence\b|cents?\b)|\bfree\b|\bcosts nothing\b|\d\s?(?:%|percent\b)(?=[^.!?]*\b(?:off|less|more|discount|price|cost|fee|order|pay))/i;
const TIME =
  /\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?(?:am|pm|o'clock)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:weekdays?|weekends?|noon|midnight|daily|tomorrow|same day|next day)\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\b(?:19|20)\d\d\b/i;
const COUNTED =
  "(?:\\d+(?:[.,]\\d+)?[½¼¾]?|[½¼¾]|one|two|three|four|five|six|seven|eight|nine|ten|twelve|an?|few|half an?|half)";
const DURATION = new RegExp(
  `\\b${COUNTED}[\\s-](?:to \\d+ )?(?:\\w+[\\s-])?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|nights?)\\b`,
  "i",
);
const PLACE =
  /\b(?:Street|St\.|Road|Rd\.|Lane|Avenue|Square|Quay|Harbour|Wharf|Row|Hill|Building|[Ff]loor|[Pp]ostcode|[Oo]pposite|[Nn]ear|[Nn]ext to|[Bb]ased in|[Ll]ocated|[Aa]t the|[Mm]ade in|[Cc]omes? from)\b|\b\d{4,5}\b(?! ?\d)|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b/;
const NUMBER =
  /(?<![\p{L}\p{N}/])\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|unlimited|no limit|any number)\b/iu;
const PERSON =
  /\b(?!(?:The|An?|Our|Your|Every|All|In|On|At|For|With|From|Is|Can)\b)[A-Z][\p{L}'’-]+\s+[A-Z][\p{L}'’-]+\b|\bfounded|\bfounder|\bfamily\b/u;
export const EMAIL = /(?<![\w.+-])[\w.+-]+@[\w-]+\.\w/;
export const PHONE = /(?:\+\d|\(?\b0)[\d\s()-]{6,}\d/;
const POSTCODE = /\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b|\b\d{4,5}\b(?= \p{Lu})|\b[A-Z]{2} \d{5}\b/u;
export const IDENTIFIER = /\b[A-Z]{0,3}[\s-]?\d[\d\s-]{4,}\d\b/;
export const WEIGHT = /\d\s?(?:k?g|lbs?|oz|ounces?|grams?|kilos?|kilograms?|tonnes?|pounds)\b/i;
export const LENGTH =
  /\d\s?(?:mm|cm|m|km|in|ft|yd|metres?|meters?|inch(?:es)?|feet|foot|miles?|kilometres?)\b|\d\s?[x×]\s?\d|\d-inch\b|\d\s?["″]|\b(?:half an?|an?|one|two|three|four|five|ten) (?:metres?|meters?|inch(?:es)?|feet|foot|miles?|kilometres?)\b/i;
export const TEMPERATURE = /\d\s?°|\d\s?degrees\b/i;
const HOURS = new RegExp(`${DURATION.source}|${TIME.source}`, "i");

const LONG = new RegExp(`${HOURS.source}|${LENGTH.source}`, "i"); // a cable, or a guarantee

export interface Kind {
  asked: RegExp;
  wants: RegExp;
  standsFor?: string;
  prefers?: RegExp;
  needs?: "it" | "only it"; // an answer has it; the second: and hardly anything else
}

const KINDS: Kind[] = [
  {
    asked: /\bhow (?:heavy|much \w+ ?(?:\w+ )?weighs?)\b|\b(?:weight|weighs?)\b/i,
    wants: WEIGHT,
    standsFor: "heavy weight weigh",
    needs: "only it",
  },
  {
    asked: /\bhow (?:cold|hot|warm)\b|\btemperatures?\b/i,
    wants: TEMPERATURE,
    standsFor: "cold hot warm temperature",
    needs: "it",
  },
  {
    asked:
      /\bhow much\b|\bwhat (?:does|do|would|will|is|are)\b.*\b(?:cost|costs|price|prices|fee|charge)\b|\bis (?:it|that) free\b/i,
    wants: MONEY,
    standsFor: "price free",
    needs: "it",
  },
  { asked: /\b(?:price|cost|costs|fee|fees|charge for|expensive|cheap)\b/i, wants: MONEY, standsFor: "price free" },
  {
    asked: /\bhow (?:long|much time) .*\b(?:takes?|until|before|till)\b/i,
    wants: HOURS,
    standsFor: "take",
    prefers: /\b(?:takes?|took|within|after|in about|done|ready|full)\b/i,
    needs: "it",
  },
  {
    asked: /\bhow (?:long|soon|quick(?:ly)?|fast|often)\b(?! (?:is|are) (?:the|your|an?)\b)/i,
    wants: HOURS,
    standsFor: "often last",
    needs: "it",
  },
  { asked: /\bhow long (?:is|are) (?:the|your|an?)\b/i, wants: LONG, needs: "it" },
  {
    asked:
      /\bhow (?:big|large|wide|tall|deep|high|thick|far|near|close|long)\b|\b(?:size|dimensions?|diameter|width)\b/i,
    wants: LENGTH,
    standsFor: "big large wide tall far near close size dimension",
    needs: "it",
  },
  {
    asked: /^(?:[\w']+,? ){0,2}when\b|[.?!,;] when\b|\bwhat (?:time|day|date|year|hours)\b|\bhours\b|\bopen\b/i,
    wants: TIME,
  },
  {
    asked: /^\W*e-?mail(?: address)?\W*$|\b(?:your|an?|the|which|what) e-?mail(?: address)?\b|\be-?mail you\b/i,
    wants: EMAIL,
    standsFor: "email address write",
    needs: "only it",
  },
  {
    asked: /^\W*(?:tele)?phone\W*$|\b(?:(?:tele)?phone number|(?:call|ring|phone) you|your (?:tele)?phone)\b/i,
    wants: PHONE,
    standsFor: "phone number",
    needs: "only it",
  },
  { asked: /\bpost ?code\b|\bzip(?: code)?\b/i, wants: POSTCODE, standsFor: "postcode zip code", needs: "only it" },
  { asked: /\bwhat(?:'?s| is) (?:your|the) (?:\w+ ){1,3}(?:number|no)\b/i, wants: IDENTIFIER, needs: "only it" },
  { asked: /^(?:[\w']+,? ){0,2}where\b|[.?!,;] where\b|\baddress\b/i, wants: PLACE, standsFor: "address" },
  { asked: /\bhow (?:many|old)\b/i, wants: NUMBER, needs: "it" },
  { asked: /^(?:[\w']+,? ){0,1}who(?:'s|\b)/i, wants: PERSON, needs: "it" },
];

export function kindOf(text: string, { contentWords, own: { kinds = KINDS } }: Lexicon): Wanted | undefined {
  const kind = kinds.find(({ asked }) => asked.test(text));
  if (!kind) return undefined;
  return {
    pattern: kind.wants,
    standsFor: contentWords(kind.standsFor ?? ""),
    isNeeded: kind.needs !== undefined,
    isAll: kind.needs === "only it",
    prefers: kind.prefers,
  };
}

/** "12 times 9": no page of a site answers that. */
export const isArithmetic = (text: string) =>
  /^\W*(?:(?:what(?:'?s| is)|how much is|calculate|compute|solve)\s+)?\d+(?:[.,]\d+)?\s*(?:[-+*/x×÷^]|times|plus|minus|divided by|multiplied by)\s*\d+(?:[.,]\d+)?\s*[=?]*\s*$/i.test(
    text,
  );

// A visitor's question as the built-in answerer reads it: the words that matter, and what kind of answer is wanted.
import { contentWords } from "./words.ts";

export interface Question {
  words: Set<string>;
  light: Set<string>; // of the words: those that many questions have, and that pages say in other ways
  wants: RegExp | undefined; // what an answer of the wanted kind contains
  wantsList: boolean;
}

const MONEY =
  /[€£$¥]\s?\d|\d\s?(?:€|£|\$|¥|euros?\b|pounds?\b|dollars?\b|eur\b|usd\b|gbp\b|chf\b|pence\b|cents?\b)|\bfree\b|\d\s?%/i;
const TIME =
  /\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?(?:am|pm|o'clock)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:weekdays?|weekends?|noon|midnight|daily|tomorrow|same day|next day)\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\b(?:19|20)\d\d\b/i;
const DURATION =
  /\b(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|ten|twelve|an?|few)[\s-](?:\w+[\s-])?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|nights?)\b/i;
const PLACE =
  /\b(?:street|st\.|road|rd\.|lane|avenue|square|quay|harbour|wharf|building|floor|postcode|opposite|near|next to|based in|located|at the)\b|\b\d{4,5}\b|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b/;
const NUMBER =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|unlimited|no limit)\b/i;
const PERSON = /\b[A-Z][\p{L}'’-]+\s+[A-Z][\p{L}'’-]+\b|\bfounded|\bfounder|\bfamily\b/u;
const EMAIL = /[\w.+-]+@[\w-]+\.\w/;
const PHONE = /\+?\d[\d\s().-]{6,}\d/;

const KINDS: [asked: RegExp, wants: RegExp][] = [
  [/\bhow much\b|\b(?:price|cost|costs|fee|fees|charge|expensive|cheap)\b/i, MONEY],
  [/\bhow (?:long|soon|quick(?:ly)?|fast|often)\b/i, new RegExp(`${DURATION.source}|${TIME.source}`, "i")],
  [/\bwhen\b|\bwhat (?:time|day|year|hours)\b|\bhours\b|\bopen\b/i, TIME],
  [/\be-?mail\b/i, EMAIL],
  [/\b(?:phone|telephone|call you|ring you)\b/i, PHONE],
  [/\bwhere\b|\baddress\b/i, PLACE],
  [/\bhow (?:many|big|large|heavy|tall|wide|far|old|deep|hot)\b/i, NUMBER],
  [/^(?:so |and |hi |hello )?who(?:'s|\b)/i, PERSON],
];

const LIST =
  /\bhow (?:do|can|should|would|to)\b|\b(?:what|which) (?:are|(?:\w+ ){1,2}(?:are|do|does|can|is))\b|\bsteps?\b|\blist\b/i;
const ASKING = /\bhow (?:much|many|long|often|soon|quickly|fast|far|big|large|heavy|tall|old)\b/gi;

const LIGHT = contentWords(
  `method accept offer available availability kind type option way work happen provide include support require information detail
service product customer company business item question problem exactly currently normally actually best new find ask cover mean sort
allow able care deal tell show explain learn thing people person website site page everyday somewhere country today`,
);

/** `site`: its name, whose words say little on its own pages. */
export function readQuestion(text: string, site: string): Question {
  const words = contentWords(text.replace(ASKING, " "));
  const siteWords = contentWords(site);
  const light = new Set([...words].filter((word) => LIGHT.has(word) || siteWords.has(word)));
  const wants = KINDS.find(([asked]) => asked.test(text))?.[1];
  return { words, light, wants, wantsList: LIST.test(text) };
}

// A visitor's question as the built-in answerer reads it: the words that matter, and what kind of answer is wanted.
import { contentWords } from "./words.ts";

/** What an answer of the wanted kind contains. */
interface Wanted {
  pattern: RegExp;
  standsFor: Set<string>; // words of the question that the pattern answers as well as the words themselves
  isAll: boolean; // an answer without it is none
}

export interface Question {
  words: Set<string>;
  light: Set<string>; // of the words: those that many questions have, and that pages say in other ways
  aside: Set<string>; // of the words: those that only tell when or why it is asked
  names: Set<string>; // of the words: proper names, which nothing else can stand for
  wants: Wanted | undefined;
  wantsList: boolean;
}

const MONEY =
  /[€£$¥]\s?\d|\d\s?(?:€|£|\$|¥|euros?\b|pounds?\b|dollars?\b|eur\b|usd\b|gbp\b|chf\b|pence\b|cents?\b)|\bfree\b|\d\s?%/i;
const TIME =
  /\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?(?:am|pm|o'clock)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:weekdays?|weekends?|noon|midnight|daily|tomorrow|same day|next day)\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\b(?:19|20)\d\d\b/i;
const DURATION =
  /\b(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|ten|twelve|an?|few)[\s-](?:\w+[\s-])?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|nights?)\b/i;
const PLACE =
  /\b(?:street|st\.|road|rd\.|lane|avenue|square|quay|harbour|wharf|building|floor|postcode|opposite|near|next to|based in|located|at the)\b|\b\d{4,5}\b|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b/i;
const NUMBER =
  /(?<![\p{L}\p{N}/])\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|unlimited|no limit)\b/iu;
const PERSON = /\b[A-Z][\p{L}'’-]+\s+[A-Z][\p{L}'’-]+\b|\bfounded|\bfounder|\bfamily\b/u;
const EMAIL = /(?<![\w.+-])[\w.+-]+@[\w-]+\.\w/;
const PHONE = /(?:\+\d|\(?\b0)[\d\s()-]{6,}\d/;

const KINDS: [asked: RegExp, wants: RegExp, standsFor?: string, isAll?: true][] = [
  [/\bhow much\b|\b(?:price|cost|costs|fee|fees|charge|expensive|cheap)\b/i, MONEY, "price"],
  [/\bhow (?:long|soon|quick(?:ly)?|fast|often)\b/i, new RegExp(`${DURATION.source}|${TIME.source}`, "i")],
  [/^(?:[\w']+,? ){0,2}when\b|[.?!,;] when\b|\bwhat (?:time|day|year|hours)\b|\bhours\b|\bopen\b/i, TIME],
  [/\b(?:your|an?|the|which|what) e-?mail(?: address)?\b|\be-?mail you\b/i, EMAIL, "email address write", true],
  [/\b(?:(?:tele)?phone number|(?:call|ring|phone) you|your (?:tele)?phone)\b/i, PHONE, "phone number", true],
  [/^(?:[\w']+,? ){0,2}where\b|[.?!,;] where\b|\baddress\b/i, PLACE, "address"],
  [/\bhow (?:many|big|large|heavy|tall|wide|far|old|deep|hot)\b/i, NUMBER],
  [/^(?:[\w']+,? ){0,1}who(?:'s|\b)/i, PERSON],
];

const LIST =
  /\bhow (?:do|can|should|would|to)\b|\b(?:what|which) (?:are|(?:\w+ ){1,2}(?:are|do|does|can|is))\b|\bsteps?\b|\blist\b/i;

const LIGHT = contentWords(
  `method accept offer available availability kind type option way work happen provide include support require information detail
service product customer company business item question problem exactly currently normally actually best new find ask cover mean sort
allow able care deal tell show explain learn thing people person website site page everyday somewhere country today inside stay`,
);

/** The asker's words where pages have others. */
const REPHRASED: [RegExp, string][] = [
  [/\b(?:end|stop|quit|leave)(?= (?:my|the|our|a)\b)/gi, "cancel"],
  [/\b(?:do|would|will) (?:you|they) charge\b/gi, "cost"],
  [/\b(company|business|firm)( \w+)? (?:start|started|begin|began)\b/gi, "$1 founded"],
  [/\bhow (?:much|many|long|often|soon|quickly|fast|far|big|large|heavy|tall|old)\b/gi, " "],
];

/** Pages say "5 or more" and "up to 10", and hardly ever the number that is asked for. But the 5 of "5 GHz" is a name's. */
const COUNT = /(?<!\S)\d+(?=\s\p{Ll})/gu;

/** "before I sell the clock", "because we are moving" */
const ASIDE =
  /(?<=\S\s)(?:before|after|while|when|once|until|because|since|as)\s(?:(?:i|we|you|they|it|he|she|my|our|the|this)(?:'\w+)?|\w{2,20}ing)\s[^.?!,;]{1,200}/gi;

/** `site`: its name, whose words say little on its own pages. */
export function readQuestion(text: string, site: string): Question {
  const words = contentWords(REPHRASED.reduce((said, [way, other]) => said.replace(way, other), text));
  const siteWords = contentWords(site);
  const counts = contentWords((text.match(COUNT) ?? []).join(" "));
  const light = new Set([...words].filter((word) => LIGHT.has(word) || siteWords.has(word) || counts.has(word)));
  const main = contentWords(text.replace(ASIDE, " "));
  const isAsking = [...main].some((word) => words.has(word) && !light.has(word));
  const aside = new Set([...words].filter((word) => isAsking && !main.has(word)));
  const names = new Set([...contentWords(properNames(text))].filter((word) => words.has(word) && !light.has(word)));
  const kind = KINDS.find(([asked]) => asked.test(text));
  const wants = kind && { pattern: kind[1], standsFor: contentWords(kind[2] ?? ""), isAll: kind[3] === true };
  return { words, light, aside, names, wants, wantsList: LIST.test(text) };
}

/** Capitals inside a sentence, unless all of it is in capitals. */
function properNames(text: string) {
  if (!/\p{Ll}/u.test(text)) return "";
  return (text.match(/(?<=[\p{L}\p{N},;)] {1,9})\p{Lu}[\p{L}\p{N}-]*/gu) ?? []).join(" ");
}

// A visitor's request to hear from the site later, in a message's words: "remind me tomorrow at 9 to call you".
import { findWhen } from "../time/find-when.ts";

export interface LaterRequest {
  when: string | undefined; // as it was said; undefined when no time is named
  body: string; // what it is about, in the visitor's words: "to call you", "about the repair", or ""
  isReminder: boolean; // else it is to be written to
  isRepeated: boolean; // "every Monday"
  beside: string; // the rest of the message
}

const POLITE = String.raw`(?:(?:please|pls|plz|kindly|just|maybe|perhaps|also|ok(?:ay)?|yes|no|hi|hello|hey|great|thanks|thank you|oh|well|actually|sure|then|so|and|but)[,\s]+)*`;
const ASKING = `(?:(?:can|could|will|would) (?:you|u) |i(?:'d| would) (?:like|love) you to |i (?:want|need) you to |you (?:can|could|may) )`;
const REMIND = String.raw`(?:would you mind reminding|remind) me\b(?! again (?:of|how|what|who|where|why|which))|(?:set|make)(?: me| up)? an? reminder\b(?: for me\b)?|(?:send|give) me an? (?:quick |little )?reminder\b|do(?:n't| not) let me forget\b|i(?:'d| would) like (?:an? reminder|to be reminded)\b|i (?:want|need) (?:an? reminder|to be reminded)\b`;
const WRITE = String.raw`(?:can|could|may) i (?:have|get) an? reminder\b|(?:ping|nudge|message) me\b|(?:get|come) back to me\b|write (?:to )?me\b(?: again| back)?|check (?:back )?(?:in )?with me\b|check in on me\b|follow up with me\b|send me an? (?:message|note)\b`;
const START = new RegExp(`^${POLITE}(?<asking>${ASKING})?${POLITE}(?:(?<remind>${REMIND})|(?<write>${WRITE}))`, "i");

/** After "remind me": a question about the site, not a time or a thing to be reminded of. */
const ASKS = /^[\s,:]*(?:again,? )?(?:how|what|which|who|whose|where|why|whether|if|when)\b/i;
/** What can only be asked of the answerer, unlike "set a reminder on the clock". */
const ALONE = /^(?:(?:later|soon|then|some ?time)\b\W*)?(?:$|(?:to|that|about|of|for|every|each|daily|weekly)\b)/i;
const REPEATED = /\b(?:every|each|daily|weekly|monthly|yearly)\b/i;
const BEFORE_TIME =
  /(?:\b(?:the|on|at|by|in|for|around|before|after|until|till|some ?time|early|late|later|first thing|starting)\s*)+$/i;
const ADDRESS =
  /(?:[\s,;]*\b(?:and |or |my |e-?mail |mail |address |is |to |at |via |by |on )*)?[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/i;
const MAX_SENTENCE = 400; // UTF-16 units: longer ones are no plain request

/** Undefined when the message holds no such request, or only asks about something alike. */
export function readRequest(text: string): LaterRequest | undefined {
  const plain = toPlain(text);
  for (const { sentence, clause, isFirst } of clausesOf(plain)) {
    const { 0: opening = "", groups } = START.exec(clause) ?? {};
    if (!opening || (!isFirst && groups?.asking === undefined && sentence.endsWith("?"))) continue; // "will it beep and remind me of it?"
    const lead = sentence.slice(0, sentence.length - clause.length);
    const request = readRest(clause.slice(opening.length), lead, opening, groups?.remind !== undefined);
    if (request) return { ...request, beside: plain.replace(request.isLed ? sentence : clause, " ") };
  }
  return undefined;
}

/** `lead`: what is said before it in its sentence, as in "tomorrow at 9, remind me to call". */
function readRest(rest: string, lead: string, opening: string, isClear: boolean) {
  if (ASKS.test(rest)) return undefined;
  const isReminder = /remind/i.test(opening);
  const named = findTimeIn(rest, isReminder);
  const body = trim(named ? `${named.before.replace(BEFORE_TIME, "")} ${named.after.trim()}` : rest);
  const when = named?.words ?? readTime(lead)?.when;
  const isToAddress = !isReminder && ADDRESS.test(rest); // they are to be written to there, not here
  const isPlain = isClear && (/ me$/i.test(opening) || ALONE.test(body)); // even without a time
  if (isToAddress || (when === undefined && !isPlain)) return undefined;
  return { when, body, isReminder, isRepeated: REPEATED.test(rest), isLed: !named && when !== undefined };
}

/** Not the Friday of "I ordered on Friday", nor that of "the order of Friday". */
function findTimeIn(rest: string, isReminder: boolean) {
  const named = findWhen(rest);
  if (!named || /\b(?:from|of|since)\s+$/i.test(named.before)) return undefined;
  return isReminder || !/[,;]|\bi\b/i.test(named.before) ? named : undefined;
}

/** What was left out of the words around the time. */
const trim = (words: string) =>
  words
    .replace(ADDRESS, "")
    .replace(/\s+/g, " ")
    .replace(/^\s*or so\b/i, "")
    .replace(/^[\s,;:.–-]+|[\s,;:.!?–-]+$/g, "")
    .replace(
      /^(?:(?:please|again|maybe|perhaps|also|too|then|and)\b[\s,]*)+|(?:[\s,]*\b(?:please|thanks|thank you|ok(?:ay)?|again|and))+$/gi,
      "",
    )
    .trim();

interface Clause {
  sentence: string;
  clause: string; // from where a request may begin to the sentence's end
  isFirst: boolean; // it is the whole sentence
}

function* clausesOf(text: string): Generator<Clause> {
  for (const [sentence] of text.matchAll(/[^\s.!?](?:[^.!?\n]|[.!?](?!\s|$))*[.!?]*/g)) {
    if (sentence.length > MAX_SENTENCE) continue;
    yield { sentence, clause: sentence, isFirst: true };
    for (const { index, 0: joint } of sentence.matchAll(/[,;:]\s+|\s(?:and|but|then|so)\s/gi))
      yield { sentence, clause: sentence.slice(index + joint.length), isFirst: false };
  }
}

/** "9 a.m." would end a sentence. */
const toPlain = (text: string) =>
  text
    .replace(/[’`]/g, "'")
    .replace(/\b([apAP])\.[mM]\.(?=\s+\p{Lu})/gu, "$1m.")
    .replace(/\b([ap])\.m\b\.?/gi, "$1m");

const FILLER =
  /\b(?:please|ok(?:ay)?|yes|sure|thanks|thank you|make it|let's say|say|how about|maybe|perhaps|then|and|around|about|at|on|by|in|for|remind me)\b|[\s,.!?;:–-]+/gi;

/** The time in an answer to "when?"; undefined when the message is about something else. */
export function readTime(text: string): { when: string; body: string } | undefined {
  const named = text.length < MAX_SENTENCE ? findWhen(toPlain(text)) : undefined;
  if (!named) return undefined;
  const body = trim(named.after);
  const isAlone =
    !named.before.replace(FILLER, "") && (!body.replace(FILLER, "") || /^(?:to|about|that)\b/i.test(body));
  return isAlone ? { when: named.words, body: body.replace(FILLER, "") ? body : "" } : undefined;
}

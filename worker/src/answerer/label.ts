// What a visitor's question is after, by its words: whether a person could help where pages cannot. English only.
import type { Intent } from "../site/turn.ts";
import { isAskingForPerson, withoutGreeting } from "./small-talk.ts";

/** Longer texts are judged by their beginning: every message of a conversation may be labelled again. */
const MAX_READ = 600; // UTF-16 units

const STAFF =
  "rep|representative|engineer|technician|surveyor|advis[eo]r|consultant|agent|colleague|expert|specialist|manager";
const SOMEBODY = [
  "some ?(?:one|body)|somone|any ?(?:one|body)",
  "(?:one|any|some|a member) of (?:you|your|the)(?: \\w+)?",
  "your (?:(?:sales|support|service) )?(?:team|staff)",
  `(?:your|the|an?) (?:(?:sales|support|service) )?(?:${STAFF})`,
].join("|");
const WOULD_DO = "come|visit|pop|look|call|ring|phone|e-?mail|speak|talk|help|there|contact|meet|show|advise|explain";
const REACH = "call|ring|phone|contact|e-?mail|text|message|write|reach|ask|speak|talk|turn";

const PERSON: RegExp[] = [
  /\b(?:talk|speak|chat|discuss \w+)(?: \w+){0,3} (?:to|with)\b(?! (?:my|our|it)\b)(?!.*\b(?:alexa|siri|google|app)\b)/,
  /\b(?:call|ring|phone|e-?mail|text|contact|message|write(?: to)?|get back to) (?:me|us)\b/,
  /\b(?:call|ring|phone)(?:ed)? back\b|\bcall-?backs?\b/,
  /\b(?:get|be|keep|put)(?: \w+)? in (?:touch|contact)\b/,
  /\b(?:put|connect|transfer|patch) (?:me|us) (?:on|thr(?:u|ough)|to|with)\b/,
  /\bhuman(?! (?:rights|resources|hair))\b|\b(?:real|live|actual) (?:person|agent)\b/,
  /\bsales ?(?:rep|person|man|woman|team)\b|\brepresentative\b|\b(?:call cent(?:re|er)|helpdesk|contact details)\b/,
  new RegExp(`\\b(?:${SOMEBODY})\\b.{0,40}\\b(?:${WOULD_DO})\\b`),
  new RegExp(`\\bwhom?\\b.{0,20}\\b(?:i|we)\\b.{0,15}\\b(?:${REACH})\\b`),
  new RegExp(
    `\\bhow (?:do|can|could|would|to)\\b.{0,10}\\b(?:${REACH}|get hold of)\\b.{0,20}\\b(?:you|${SOMEBODY})\\b`,
  ),
  /\b(?:need|want|wish|like|rather|prefer)\b.{0,20}\b(?:advice from|a demo|an? (?:\w+ )?visit|(?:to )?hear from)\b/,
  /\b(?:arrange|book|schedule|organi[sz]e|set up) an? (?:\w+ )?(?:visit|consultation|call|demo|meeting)\b/,
  /\b(?:your|a|the) (?:(?:tele)?phone |mobile |contact )number\b|\bnumber (?:for|to call|i can call)\b/,
];

const PRICE: RegExp[] = [
  /\bhow much\b(?! (?:time|longer|notice|space|room|memory|water|power|does (?:it|this|that|the \w+) weigh))/,
  /\b(?:pric(?:e[sd]?|ing|ey)|costs?|costing|quot(?:es?|ations?)|estimate|fees?|tariffs?|budget|ballpark|vat|surcharges?)\b/,
  /\b(?:discount(?:s|ed)?|coupons?|promo|vouchers?|deals|special offers?|on sale)\b/,
  /\b(?:cheap(?:er|est)?|expensive|afford(?:able)?|instal?lments?)\b/,
  /\b(?:you|they|we)(?:'d)? charge\b|\bcharges?\b(?= (?:extra|for|me|us|per|more|a|anything|apply)\b)/,
  /\b(?:extra|any|additional|delivery|service|hidden|free of) charges?\b/,
  /\b(?:your|the|day|daily|hourly|weekly|nightly|night|group|room|reduced|special) rates?\b/,
  /\bfree (?:shipping|delivery|postage|returns)\b|\b(?:shipping|delivery|postage|returns?|parking|entry) (?:is )?free\b/,
  /\bfor free\b|\bwhat (?:do|does|would|will)\b.{0,40}\bcome to\b/,
  /\b(?:have to|would (?:i|we)) pay\b(?! (?:by|with|in|at|on)\b)|\bpay (?:extra|more|per|monthly)\b/,
  /[€£$]\s?\d|\b\d+ ?(?:euros?|pounds?|dollars?|quid|bucks)\b/,
];

const DAY = [
  "(?:mon|tues|wednes|thurs|fri|satur|sun)days?|to ?day|tonight|tom+or+ow|week-?ends?|weekdays?",
  "(?:next|this) (?:week|month|year|morning|afternoon|evening|spring|summer|autumn|winter)",
  "january|february|april|june|july|august|september|october|november|december",
  "\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:march|may)|the \\d{1,2}(?:st|nd|rd|th)",
  "christmas|xmas|easter|boxing day|(?:bank )?holidays?|new year'?s?",
].join("|");
const TIMED =
  "open|close[ds]?|free|available|have|book|reserve|deliver(?:ed|y)?|arrive|come|move|change|reschedule|possible|start|fit|space|room|table|collect|pick|you do|make it";
const LASTS =
  "wait|delivery|lead|trial|course|lesson|session|tour|guarantee|warranty|notice|contract|stay|queue|journey|trip|appointment|treatment";

const DATE: RegExp[] = [
  /(?:^|[.?!,;]\s*|\b(?:and|or|know|until|till|by|since|tell me|ask|wondering) )when(?:'?s|'ll)?\b/,
  /\bwhen (?:can|do|does|will|would|is|are|should|could|did) (?:i|we|you|it|they|the|my|your|this)\b[^.!]*\?/,
  /\b(?:what|which) (?:times?|days?|dates?|hours|weeks?|months?)\b(?! (?:format|zone))/,
  /\b(?:first|next|earliest|last|latest) (?:possible |available )?(?:date|day|time|slot)\b/,
  /\bhow (?:soon|quick(?:ly)?|fast|early|late|much (?:time|longer|notice)|far (?:in advance|ahead))\b/,
  /\bhow many (?:minutes|hours|(?:(?:working|business) )?days|weeks|months|nights)\b/,
  /\bhow long\b(?! (?:is|are) (?:the|an?|this|that|your|it|they|those|these)\b)/, // else a length, unless it is one of time
  new RegExp(`\\bhow long (?:is|are) (?:the|a|your|this) (?:\\w+ )?(?:${LASTS})\\b`),
  /\b(?:opening|closing|business|office|visiting|check-? ?in|check-? ?out) (?:hours|times?)\b|\byour hours\b/,
  /\b(?:are|r|is|will) (?:you|u|the \w+|it)(?: guys| still)? (?:open|closed)\b/,
  /\b(?:open|closed?)s?\b(?: (?:on|at|until|till|over|during|late|in the))* ?(?:\d|am\b|pm\b)/,
  /\b(?:app?ointments?|availability|lead times?|turn-?around|(?:time ?)?slots?|deadline|waiting list|due date)\b/,
  /\b(?:wait(?:ing)?|delivery) (?:time|date)s?\b|\bback in stock\b/,
  /\b(?:book|reserve|schedule)\b (?:an?|in|it|us|me|my|the|for)\b/,
  new RegExp(`\\b(?:${TIMED})\\b.{0,60}\\b(?:${DAY})\\b|\\bis (?:${DAY}) (?:ok|okay|fine|possible|good)\\b`),
];

/** A question may be after several: a person is wanted whatever it is about, and a price may be one for a date. */
const LABELS: [Exclude<Intent, "other">, RegExp[]][] = [
  ["person", PERSON],
  ["price", PRICE],
  ["date", DATE],
];

export function labelQuestion(text: string): Intent {
  if (isAskingForPerson(text)) return "person";
  const said = withoutGreeting(text).slice(0, MAX_READ).toLowerCase().replace(/[’`]/g, "'").replace(/\s+/g, " ");
  return LABELS.find(([, patterns]) => patterns.some((pattern) => pattern.test(said)))?.[0] ?? "other";
}

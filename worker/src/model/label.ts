// What a visitor's question is after, by its words: whether a person could help where pages cannot. English only.
import type { Intent } from "../site/turn.ts";
import { isAskingForPerson, withoutGreeting } from "./small-talk.ts";

/** Longer texts are judged by their beginning: every message of a conversation may be labelled again. */
const MAX_READ = 600; // UTF-16 units

const SOMEBODY =
  "(?:some ?(?:one|body)|any ?(?:one|body)|somone|(?:one|any|some|member) of (?:you|your|the)(?: \\w+)?|(?:your (?:sales |support |service )?team|your staff|(?:your|the|an?) (?:sales |support |service )?(?:rep|representative|engineer|technician|surveyor|advis[eo]r|consultant|agent|colleague|expert|specialist|manager)))";
const REACHING = "(?:call|ring|phone|contact|e-?mail|text|message|write|reach|ask|speak|talk|turn)";

const PERSON: RegExp[] = [
  /\b(?:talk|speak|chat|discuss \w+)(?: \w+){0,3} (?:to|with)\b(?! (?:my|our|it|alexa|siri|google)\b)/,
  /\b(?:call|ring|phone|e-?mail|text|contact|message|write(?: to)?|get back to) (?:me|us)\b/,
  /\b(?:call|ring|phone)(?:ed)? back\b|\bcall-?backs?\b/,
  /\b(?:get|be|keep|put)(?: \w+)? in (?:touch|contact)\b/,
  /\b(?:put|pass|connect|transfer|patch) (?:me|us)(?: on)?(?: thr(?:u|ough))?(?: to| with)?\b(?! (?:up )?off)/,
  /\b(?:human(?: being)?|(?:real|live|actual) (?:person|human|agent)|sales ?(?:rep|person|man|woman|team)|representative|call centre|helpdesk)\b/,
  new RegExp(
    `\\b${SOMEBODY}\\b.{0,40}\\b(?:come|visit|pop|look|call|ring|phone|e-?mail|speak|talk|help|there|contact|meet|show|advise|explain)\\b`,
  ),
  new RegExp(`\\b(?:who|whom)\\b.{0,20}\\b(?:i|we)\\b.{0,15}\\b${REACHING}\\b`),
  new RegExp(
    `\\bhow (?:do|can|could|would|to)\\b.{0,10}\\b(?:contact|reach|get hold of|speak|talk)\\b.{0,20}\\b(?:you|${SOMEBODY})\\b`,
  ),
  /\b(?:need|want|wish|like|rather|prefer)\b.{0,20}\b(?:human|advice from|home visit|site visit|a visit from|a demo)\b/,
  /\b(?:your|a|the) (?:(?:tele)?phone |mobile |contact )number\b|\bnumber (?:to call|i can call|for)\b/,
];

const PRICE: RegExp[] = [
  /\bhow much\b(?! (?:time|longer|notice|space|room|memory|water|power|does (?:it|this|that|the \w+) weigh))/,
  /\b(?:pric(?:e[sd]?|ing|ey)|costs?|costing|quot(?:e|es|ation|ations)|estimate|fees?|tariffs?|discounts?|discounted|coupons?|promo(?: code)?|vouchers?)\b/,
  /\b(?:cheap(?:er|est)?|expensive|afford(?:able)?|budget|ballpark|vat|surcharges?|instal?lments?)\b/,
  /\b(?:you|they|we|is|it) charged?\b|\bcharges?\b(?= (?:extra|for|me|us|per|more|a|anything|apply)\b)|\b(?:extra|any|additional|delivery|service|hidden|free of) charges?\b/,
  /\b(?:your|the|day|daily|hourly|weekly|nightly|night|group|room) rates?\b/,
  /\b(?:free|paid) (?:shipping|delivery|postage|returns)\b|\b(?:shipping|delivery|postage|returns?|it|parking|entry) (?:is )?free\b|\bfor free\b/,
  /\b(?:what|how much) (?:do|does|would|will)\b.{0,40}\bcome to\b|\bhave to pay\b|\bpay (?:extra|more|per|monthly|a)\b|\bcheap\b/,
  /[€£$]\s?\d|\b\d+ ?(?:euros?|pounds?|dollars?|quid|bucks)\b/,
];

const DAY =
  "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|to ?day|tonight|tom+or+ow|week-?ends?|weekdays?|(?:next|this) (?:week|month|year|morning|afternoon|evening|summer|winter|spring|autumn)|january|february|april|june|july|august|september|october|november|december|(?:\\d{1,2}(?:st|nd|rd|th)?(?: of)? )(?:march|may)|the \\d{1,2}(?:st|nd|rd|th)|christmas|easter|boxing day|(?:bank )?holidays?|new year'?s?)";

const DATE: RegExp[] = [
  /(?:^|[.?!,;]\s*|\b(?:and|or|know|until|till|by|since|tell me|ask|wondering) )when(?:'?s|'ll)?\b/,
  /\bwhen (?:can|do|does|will|would|is|are|should|could|did) (?:i|we|you|it|they|the|my|your|this)\b[^.!]*\?/,
  /\b(?:what|which) (?:time|times|day|days|date|dates|hours|weeks?|months?)\b/,
  /\bhow (?:soon|quick(?:ly)?|fast|early|late)\b|\bhow many (?:minutes|hours|(?:working |business )?days|weeks|months|nights)\b|\bhow much (?:time|longer|notice)\b/,
  /\bhow long\b(?! (?:is|are) (?:the|a|an|this|that|your|it|they|those|these)\b)|\bhow long (?:is|are) (?:the|a|your|this) (?:\w+ )?(?:wait|delivery|lead|trial|course|lesson|session|tour|guarantee|warranty|notice|contract|stay|queue|journey|trip|appointment|treatment)\b/,
  /\b(?:opening|closing|business|office|visiting) (?:hours|times?)\b|\b(?:are|r|is|will) (?:you|u|the \w+|it)(?: guys| still)? (?:open|closed)\b|\b(?:open|close|closed)s?\b(?: (?:on|at|until|till|over|during|late|in the))* ?(?:\d|am\b|pm\b)/,
  /\b(?:app?ointments?|availability|lead time|turn-?around|time ?slots?|slots?|deadline|waiting list|wait(?:ing)? times?|delivery (?:time|date)|back in stock|due date)\b/,
  /\b(?:book|reserve|schedule)\b (?:a|an|in|it|us|me|my|the|for)\b/,
  new RegExp(
    `\\b(?:open|close[ds]?|free|available|have|book|reserve|deliver(?:ed|y)?|arrive|come|move|change|reschedule|possible|start|fit|space|room|table|collect|pick)\\b.{0,60}\\b${DAY}\\b`,
  ),
];

/** A question may be after several: a person is wanted whatever it is about, and a price may be asked for a date. */
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

// What a conversation is about, as an operator reads it in a list: by the visitor's own words, without a model.
import { labelQuestion } from "../answerer/label.ts";
import { isSmallTalk, withoutGreeting } from "../answerer/small-talk.ts";
import { contentWords } from "../answerer/words.ts";
import { type ConversationNews, type Intent, MAX_LAST, type Urgency } from "../site/turn.ts";
import type { Stored } from "./transcript.ts";

export interface Gist {
  topic: string; // at most MAX_TOPIC; "" before the first question
  intent: Intent;
  urgency: Urgency;
}

export const MAX_TOPIC = 60; // UTF-16 units
const MAX_READ = 600; // of each message: a list needs no more, and every turn's end reads all of them
const MOST_TELLING = 6; // content words; more do not say more

const ASKING =
  /\?|^(?:who|what|when|where|why|which|how|can|could|do|does|did|is|are|will|would|should|may|have|has|i(?:'m| am)? (?:need|want|look)|i(?:'d| would) like)\b/i;

/** What leads up to a question, and says nothing of it. */
const LEAD_IN =
  /^(?:(?:so|and|but|also|ok|okay|well|yes|no|sorry|please|thanks|thank you|quick question|question|one more (?:thing|question)|another question|just wondering)\b[,:;.!-]*\s+|(?:i(?:'m| am| was) (?:just )?wondering|i(?:'d| would) (?:also )?like to (?:know|ask)|i (?:want|wanted|need) to (?:know|ask)|i have a question|(?:can|could|would|will) (?:you|u|someone|anyone) (?:please |kindly )?(?:tell|inform) me|(?:do|does|did) (?:you|anyone) know|may i ask|please tell me|tell me|let me know)(?: (?:about|if|whether))?\b[,:;.]*\s+)+/i;

const HIGH = [
  /\b(?<!not )(?:urgent(?:ly)?|emergency|immediately|asap|a\.s\.a\.p|straight away|right away|as soon as possible)\b/,
  /\b(?:broken|broke down|burst|leak(?:s|ing)?|flood(?:ed|ing)?|on fire|smells? of gas|stranded|locked out)\b/,
  /\b(?:not|isn't|isnt|aren't|stopped|doesn't|doesnt|does not|don't|won't|wont|can't|cant|cannot) (?:work(?:ing)?|turn(?:ing)? on|start(?:ing)?|charge|charging|load(?:ing)?|log(?:ging)? in)\b/,
  /\b(?:complain(?:t|ts|ing)?|unacceptable|disgrace(?:ful)?|terrible|furious|angry|still (?:waiting|no answer|nothing)|third time|money back now|lawyer|solicitor)\b/,
  /\b(?:need|want|must|have to|has to|come|fix|help|deliver|call)\b.{0,40}\b(?:today|tonight|now)\b|\b(?:by|before|still|even|only) (?:today|tonight)\b|\btoday,? please\b/,
];
const LOW =
  /\b(?:no (?:rush|hurry|pressure)|not (?:urgent|in a (?:rush|hurry))|isn't urgent|just (?:looking|browsing|curious|wondering|exploring|checking)|(?:only|merely) (?:looking|curious|browsing)|whenever (?:you|it|suits)|some ?day|one day|at some point|when you have time|no need to hurry)\b/;
const SHOUTED = { letters: 12, share: 0.8 };

/** A value, and the place of the message that it comes from. */
interface Judged<Value> {
  value: Value;
  seq: number;
}

interface Said {
  text: string;
  seq: number;
}

/** Cheap enough for the end of every turn. */
export function gistOf(messages: readonly Stored[]): Gist {
  const { topic, intent, urgency } = judge(messages);
  return { topic: topic?.value ?? "", intent: intent?.value ?? "other", urgency: urgency?.value ?? "normal" };
}

interface News {
  conversation: string;
  messages: readonly Stored[]; // oldest first
  total?: number; // of the whole conversation, when `messages` are only its newest
  summary?: Gist & { text: string; upTo: number };
}

/** A summary's word stands until the visitor says something newer. */
export function newsOf({ conversation, messages, total = messages.length, summary }: News): ConversationNews {
  const { topic, intent, urgency } = judge(messages);
  const last = messages.findLast(({ role }) => role === "visitor")?.text ?? "";
  const newer = <Value>(own: Judged<Value> | undefined, summed: Value | undefined, none: Value): Value =>
    own && (summed === undefined || own.seq > (summary?.upTo ?? 0)) ? own.value : (summed ?? none);
  return {
    conversation,
    at: Math.max(0, ...messages.map(({ at }) => at)),
    messages: total,
    last: cut(last.replace(/\s+/g, " ").trim(), MAX_LAST),
    topic: newer(topic, summary?.topic || undefined, ""),
    intent: newer(intent, summary?.intent, "other"),
    urgency: newer(urgency, summary?.urgency, "normal"),
    ...(summary && { summary: summary.text }),
  };
}

/** A short phrase from a question: what it asks, without greeting, addresses and marks. "" when nothing is left. */
export function topicOf(question: string): string {
  const best = sentences(question).reduce((told, sentence) => (weight(sentence) > weight(told) ? sentence : told), "");
  return cut(toPhrase(best), MAX_TOPIC);
}

function judge(messages: readonly Stored[]) {
  const said = messages
    .filter(({ role }) => role === "visitor")
    .map(({ text, seq }) => ({ text: text.slice(0, MAX_READ), seq }));
  const asked = said.filter(({ text }) => labelQuestion(text) !== "other" || !isSmallTalk(text));
  return { topic: mostTelling(asked), intent: newest(asked, intentIn), urgency: newest(said, urgencyIn) };
}

/** The newest of those that tell most. */
function mostTelling(asked: Said[]): Judged<string> | undefined {
  const weighed = asked.map(({ text, seq }) => ({ text, seq, weight: weight(text) })).filter((each) => each.weight > 0);
  weighed.sort((one, other) => other.weight - one.weight || other.seq - one.seq);
  for (const { text, seq } of weighed) {
    const value = topicOf(text);
    if (value) return { value, seq };
  }
  return undefined;
}

function intentIn(text: string) {
  const intent = labelQuestion(text);
  return intent === "other" ? undefined : intent;
}

function newest<Value>(said: Said[], read: (text: string) => Value | undefined): Judged<Value> | undefined {
  for (const { text, seq } of said.toReversed()) {
    const value = read(text);
    if (value !== undefined) return { value, seq };
  }
  return undefined;
}

function urgencyIn(text: string): Exclude<Urgency, "normal"> | undefined {
  const said = text.toLowerCase().replace(/[’`]/g, "'");
  if (LOW.test(said)) return "low";
  return HIGH.some((sign) => sign.test(said)) || isShouted(text) ? "high" : undefined;
}

function isShouted(text: string) {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return letters >= SHOUTED.letters && capitals >= letters * SHOUTED.share;
}

/** How much a text tells of what its writer is after. */
function weight(text: string) {
  const words = Math.min(contentWords(text).size, MOST_TELLING);
  if (!words) return 0;
  return words + (ASKING.test(text) ? 2 : 0) + (labelQuestion(text) === "other" ? 0 : 3);
}

const sentences = (text: string) =>
  withoutGreeting(text.slice(0, MAX_READ)).match(/[^.?!\n]+(?:[.?!](?!\s|$)[^.?!\n]*)*[.?!]*/g) ?? [];

/** Links, addresses and long numbers go, and what could be read as a mark: the phrase is shown in other people's texts. */
function toPhrase(sentence: string) {
  return withoutGreeting(sentence.trim())
    .replace(LEAD_IN, "")
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/\S*(?:@|\/\/|\\\\|\p{L}\.\p{L}{2})\S*/gu, " ")
    .replace(/\+?\d[\d\s().-]{5,}\d/g, " ")
    .replace(/[^\p{L}\p{M}\p{N}'’,%€£$ &-]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,'’&-]+|[\s,'’&-]+$/g, "");
}

/** At a word's end where there is one near, and never through a character. */
export function cut(text: string, max: number) {
  if (text.length <= max) return text;
  const head = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${head.replace(/(?<=.{20})\s\S*$/, "").trimEnd()}…`;
}

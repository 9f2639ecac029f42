// Whether an answer was none, so that the site's owner is told of the question. The visitor has read it by then.
import type { Source } from "protocol";
import { readContact } from "../answerer/contact.ts";
import { saysNothingFound } from "../answerer/retrieval.ts";
import { isClosing, isSmallTalk } from "../answerer/small-talk.ts";
import { contentWords } from "../answerer/words.ts";
import { readRequest } from "../model/request.ts";
import type { TurnGrant } from "../site/turn.ts";

export interface Answered {
  question: string;
  before: string | undefined; // the visitor's message before it
  grant: TurnGrant;
  text: string; // of the answer
  sources: readonly Source[];
  acted: boolean; // a tool passed a contact on, or set, listed or cancelled a reminder
}

const LOW_SCORE = 0.4; // of the best passage: 1 in 50 of the demo's answerable questions is below it, 2 in 3 of the others are
const FEW_WORDS = 3;

/** For a model that cites nothing. In a language that is not here its answer still counts as uncited. */
const NOT_KNOWN = [
  /\b(?:do(?:es)?|did|can|could)(?: not|n['’]t|not) (?:know|find|say|mention|state|have (?:any|that|this) information)\b|\bno information\b|\bnot (?:mentioned|stated|specified|covered|listed)\b/i,
  /\bweiß (?:ich )?(?:es |das )?(?:leider )?nicht|\bkeine (?:angaben?|informationen?)\b|\bne (?:sais|trouve) pas\b|\baucune information\b/i,
  /\bno (?:lo )?(?:sé|encuentro|encontré)(?![\p{L}])|\bnon (?:lo )?(?:so|trovo)\b|\bweet (?:ik )?(?:het )?niet\b|\bgeen informatie\b|\bnão (?:sei|encontr(?:o|ei))\b/iu,
];

/** What the owner is to be told; undefined when the site could say, or nothing was asked. */
export function gapByPages(answered: Answered): string | undefined {
  const { text, sources, grant } = answered;
  const isWeak = sources.length > 0 && (grant.passages[0]?.score ?? 0) < LOW_SCORE;
  return saysNothingFound(text) || isWeak ? toGap(answered) : undefined;
}

/** `isUnknown`: the model said so itself. `sources`: cited, or what its words clearly rest on. */
export function gapByModel(answered: Answered & { isUnknown: boolean }): string | undefined {
  const { text, sources, question, isUnknown } = answered;
  if (isUnknown) return toGap(answered);
  if (sources.length) return undefined;
  const asksBack = /[?？]\s*$/.test(text) && !NOT_KNOWN.some((words) => words.test(text));
  const isQuestion = /[?？]/.test(question) || contentWords(question).size >= FEW_WORDS;
  return isQuestion && !asksBack ? toGap(answered) : undefined;
}

function toGap({ question, before, grant, acted }: Answered): string | undefined {
  const host = URL.parse(grant.site.url)?.hostname ?? "";
  const isElse = isSmallTalk(question) || isClosing(question) || readContact(question, host) || readRequest(question);
  if (acted || grant.pair || isElse) return undefined;
  return leansOn(question) && before !== undefined ? `${before} ${question}` : question;
}

/** "And on Sundays?" says nothing to an owner who does not see what was asked before. */
const leansOn = (question: string) =>
  contentWords(question).size < FEW_WORDS &&
  /^\W*(?:and|or|but|(?:what|how) about|und|oder|et|ou|y|o|e|en|of)\b/iu.test(question);

// Whether what the built-in answerer says to one of the judged questions (questions.json) is right.

import { saysNothingFound } from "../worker/src/answerer/phrases.ts";
import { isSmallTalk } from "../worker/src/answerer/small-talk.ts";

export interface Judged {
  question: string;
  before?: string; // the visitor's message before it
  set: string; // "tune"; "fresh" and "held-out" are never looked at while the answerer is made
  page?: string; // where the answer stands; this and the next two are absent when no page answers
  contains?: string; // words of the passage that answers
  answer?: string[]; // a right answer has all of them; "a|b" is one or the other
  not?: string[]; // it has none of them
}

/** A question without an answer is only right when it is declined. */
export type Verdict = "right" | "wrong" | "declined";

export function verdictOn({ question, answer, not = [] }: Judged, text: string): Verdict {
  const isDeclined = saysNothingFound(text) || isSmallTalk(question);
  if (!answer) return isDeclined ? "right" : "wrong";
  if (isDeclined) return "declined";
  const has = (words: string) => words.split("|").some((way) => text.toLowerCase().includes(way.toLowerCase()));
  return answer.every(has) && !not.some(has) ? "right" : "wrong";
}

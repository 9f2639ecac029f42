// Whether a silent visitor is written to when no model is asked: when a person could help where the pages could not.
import { readContact } from "../answerer/contact.ts";
import { labelQuestion } from "../answerer/label.ts";
import { saysNothingFound } from "../answerer/retrieval.ts";
import { isClosing, isSmallTalk } from "../answerer/small-talk.ts";
import type { FollowUpGrant, Intent } from "../site/turn.ts";
import { textsFor } from "./follow-up-text.ts";
import { topicOf } from "./gist.ts";
import type { Stored } from "./transcript.ts";

interface Silent {
  history: readonly Stored[]; // oldest first
  step: number; // from 1
  grant: FollowUpGrant;
}

/** The text to send, and none that was sent before; undefined when there is nothing to say. */
export function followUpByRule({ history, step, grant }: Silent): string | undefined {
  const last = history.findLast(({ role }) => role === "visitor");
  if (!last || isClosing(last.text)) return undefined;
  const hasContact = grant.hasLead || leftContact(history, grant.site.url);
  const reason = reasonFor(history, hasContact);
  if (!reason) return undefined;
  const texts = textsFor({ ...reason, topic: topicOf(reason.question), site: grant.site.name, hasContact });
  return texts.slice(step - 1).find((each) => !history.some(({ text }) => text === each));
}

interface Reason {
  about: Exclude<Intent, "other"> | "nothing-found";
  question: string;
}

function reasonFor(history: readonly Stored[], hasContact: boolean): Reason | undefined {
  const questions = sinceLastContact(history).filter(
    ({ text }) => labelQuestion(text) !== "other" || !isSmallTalk(text),
  );
  const newest = questions.at(-1);
  if (newest && foundNothing(newest, history)) return { about: "nothing-found", question: newest.text };
  if (hasContact) return undefined;
  for (const { text } of questions.toReversed()) {
    const about = labelQuestion(text);
    if (about !== "other") return { about, question: text };
  }
  return undefined;
}

/** The visitor's messages since the site came back to them the last time, in an earlier silence. */
function sinceLastContact(history: readonly Stored[]) {
  const last = history.findLastIndex(({ role }) => role === "visitor");
  const contact = history.slice(0, last).findLastIndex(({ role, followUp }) => followUp || role === "operator");
  return history.slice(contact + 1).filter(({ role }) => role === "visitor");
}

function foundNothing(question: Stored, history: readonly Stored[]) {
  const answer = history.findLast(({ answers }) => answers === question.id);
  return answer !== undefined && (answer.state === "failed" || saysNothingFound(answer.text));
}

function leftContact(history: readonly Stored[], url: string) {
  const host = URL.parse(url)?.hostname ?? "";
  return history.some(({ role, text }) => role === "visitor" && readContact(text, host) !== undefined);
}

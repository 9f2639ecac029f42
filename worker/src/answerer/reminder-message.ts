// The message that a reminder will be, made of the visitor's own words: "my" becomes "your", and "you" the site.

import type { LaterRequest } from "../model/request.ts";
import { MAX_WHAT } from "../tools/reminder.ts";

/** "You asked me to remind you to call us about the repair." */
export function toReminderMessage({ body, isReminder }: Pick<LaterRequest, "body" | "isReminder">): string {
  const [, joint = "", rest = ""] = /^(to|not to|that|about|of|for|on)\s+(.+)$/is.exec(body) ?? [];
  const lead = `You asked me to ${isReminder || /^[tn]/i.test(joint) ? "remind" : "get back to"} you`;
  if (!body) return isReminder ? "This is the reminder that you asked for." : `${lead}.`;
  if (!joint) return toLength(`${lead}: ${toSecondPerson(body)}`);
  const link = /^[tn]/i.test(joint) ? joint.toLowerCase() : "about";
  return toLength(`${lead} ${link} ${toSecondPerson(rest)}`);
}

const toLength = (text: string) => (text.length < MAX_WHAT ? `${text}.` : `${text.slice(0, MAX_WHAT - 1)}…`);

/** As the answerer says what the visitor said. */
const SWAPPED: Record<string, string> = {
  "i am": "you are",
  "i was": "you were",
  "i'm": "you're",
  i: "you",
  me: "you",
  my: "your",
  mine: "yours",
  myself: "yourself",
  we: "you",
  us: "you",
  our: "your",
  ours: "yours",
  your: "our",
  yours: "ours",
};
const PRONOUN =
  /(?<![\w@./-])(?:i am|i was|i'm|i|me|my|mine|myself|we|us|ours?|yours?|you)(?=$|[^\w@./-]|\.(?:\s|$)|['’](?:ve|d|ll|re)\b)/gi;
const BEFORE_SUBJECT =
  /(?:^|\b(?:that|if|when|whether|because|and|but|what|how|where|why|which|who|as|than|while|until|once)\s)$/i;
const AFTER_SUBJECT =
  /^(?:['’](?:ve|d|ll|re)\b|\s(?:are|were|have|had|can|could|will|would|should|may|might|must|do|did|don['’]t|open|close)\b)/i;

function toSecondPerson(words: string) {
  return words.replace(PRONOUN, (said, index: number) => {
    const word = said.toLowerCase();
    if (word !== "you") return SWAPPED[word] ?? said;
    const isSubject =
      AFTER_SUBJECT.test(words.slice(index + said.length)) || BEFORE_SUBJECT.test(words.slice(0, index));
    return isSubject ? "we" : "us";
  });
}

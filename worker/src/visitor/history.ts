// The order of a conversation as a model should read it: every question is followed by its answer.
import { answerId } from "protocol";
import type { Stored } from "./transcript.ts";

/** The visitor's first message, by place, that has no answer. */
export function nextUnanswered(messages: readonly Stored[]): Stored | undefined {
  const answered = new Set(messages.flatMap(({ answers }) => answers ?? []));
  return messages.find(({ id, role }) => role === "visitor" && !answered.has(id));
}

/** The zone that the visitor's browser told last, else the site's, else UTC. */
export function zoneOf(messages: readonly Stored[], siteZone = "UTC"): { zone: string; isKnown: boolean } {
  const told = messages.findLast(({ said }) => said?.zone)?.said?.zone;
  return { zone: told ?? siteZone, isKnown: told !== undefined };
}

/** What was said before a question, oldest first. An answer stands behind its question, wherever its own place is. */
export function historyBefore(question: Stored, messages: readonly Stored[]): Stored[] {
  const seqs = new Map(messages.map(({ id, seq }) => [id, seq]));
  const place = ({ answers, seq }: Stored) => (answers === undefined ? seq : (seqs.get(answers) ?? seq) + 0.5);
  return messages
    .filter((message) => message.id !== answerId(question.id) && place(message) < question.seq)
    .sort((a, b) => place(a) - place(b));
}

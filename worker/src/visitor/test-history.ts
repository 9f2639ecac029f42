// For tests: the messages of a conversation as the transcript keeps them, one a minute.
import { answerId } from "protocol";
import type { Stored } from "./transcript.ts";

export const START = Date.UTC(2026, 10, 24, 12, 0);
const MINUTE_MS = 60_000;

type Line = string | [question: string, answer: string | Partial<Stored>] | Partial<Stored>;

/** A text is the visitor's; a pair is a question and its answer; anything else is a message by its parts. */
export function historyOf(...lines: Line[]): Stored[] {
  const history: Stored[] = [];
  const put = (over: Partial<Stored>) => {
    const seq = history.length + 1;
    const at = START + seq * MINUTE_MS;
    history.push({ id: `m${seq}`, seq, rev: seq, role: "agent", state: "done", text: "", at, ...over });
  };
  for (const line of lines) {
    if (typeof line === "string") put({ role: "visitor", text: line });
    else if (!Array.isArray(line)) put(line);
    else {
      put({ role: "visitor", text: line[0] });
      const answers = history.at(-1)?.id ?? "";
      const answer = typeof line[1] === "string" ? { text: line[1] } : line[1];
      put({ id: answerId(answers), answers, ...answer });
    }
  }
  return history;
}

// How well questions are answered from the demo site's pages without a model: `pnpm bench answers`. Each is asked as a visitor
// does, in a conversation of its own, over the socket.
import { randomUUID } from "node:crypto";
import { type Judged, type Verdict, verdictOn } from "../demo-site/judging.ts";
import judged from "../demo-site/questions.json" with { type: "json" };
import { openLocal } from "../e2e/local.ts";
import type { Wire } from "../e2e/wire.ts";
import { answerId } from "../protocol/src/conversation.ts";
import { openConversation } from "./turn.ts";

const SETS = { tune: "tuned on", fresh: "fresh", "held-out": "held out" };
const questions: Judged[] = judged;

const local = await openLocal({ answers: "pages" });
try {
  console.log("| questions | right | answered wrong | declined, though a page answers |\n|---|---|---|---|");
  for (const [set, name] of Object.entries(SETS)) console.log(await report(set, name));
} finally {
  await local.close();
}

async function report(set: string, name: string) {
  const asked = questions.filter((question) => question.set === set);
  const verdicts: Verdict[] = [];
  for (const question of asked) verdicts.push(await judge(question));
  const count = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length;
  const answerable = asked.filter(({ answer }) => answer !== undefined).length;
  const share = (part: number, whole: number) => `${part} of ${whole}, ${((100 * part) / whole).toFixed(1)} %`;
  const counts = [
    share(count("right"), asked.length),
    share(count("wrong"), asked.length),
    share(count("declined"), answerable),
  ];
  return `| ${name} | ${counts.join(" | ")} |`;
}

async function judge(question: Judged): Promise<Verdict> {
  const wire = await openConversation(local.foyer, local.site);
  if (question.before !== undefined) await textOf(wire, question.before);
  const text = await textOf(wire, question.question);
  wire.close();
  return verdictOn(question, text);
}

async function textOf(wire: Wire, text: string): Promise<string> {
  const id = randomUUID();
  wire.send({ type: "say", id, text });
  const received = await wire.until(
    (frame) => frame.type === "message" && frame.message.id === answerId(id) && frame.message.state !== "streaming",
  );
  const end = received.at(-1)?.frame;
  return end?.type === "message" ? end.message.text : "";
}

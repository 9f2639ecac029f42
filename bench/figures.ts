// The README's figures: what a turn costs on the wire and in time, and what a page loads. Times are ratios to asking the same
// model directly, taken in turns in one run, because absolute times say more about the machine.

import { openLocal } from "../e2e/local.ts";
import { readSizes } from "../scripts/sizes.ts";
import { type Answer, ask, askDirectly, openConversation } from "./turn.ts";

const TOKENS = 500;
const ROUNDS = 30;

const local = await openLocal({ answers: "model" });
try {
  const baseURL = local.model?.baseURL ?? "";
  console.log(`| figure | value |\n|---|---|`);
  for (const { name, bytes, limit } of readSizes()) row(`${name}, gzip`, `${bytes} bytes (limit ${limit})`);
  await reportWire("tokens every 10 ms", `[[tokens:${TOKENS}]] [[slow:10]]`);
  await reportWire("tokens at full speed", `[[tokens:${TOKENS}]]`);
  await reportTimes(baseURL);
} finally {
  await local.close();
}

function row(figure: string, value: string) {
  console.log(`| ${figure} | ${value} |`);
}

async function reportWire(name: string, question: string) {
  const wire = await openConversation(local.foyer, local.site);
  await ask(wire, "[[tokens:20]]"); // the compression window of a first turn is empty
  const answer = await ask(wire, question);
  wire.close();
  const compression = wire.deflated ? "permessage-deflate" : "not compressed";
  row(`${name}: bytes down per token, ${compression}`, (answer.deltaBytes / TOKENS).toFixed(1));
  row(`${name}: frames and bytes down, a turn of ${TOKENS} tokens`, `${answer.frames} and ${answer.bytes}`);
}

/** One conversation, warm; Foyer and the model itself by turns. */
async function reportTimes(baseURL: string) {
  const question = `[[tokens:${TOKENS}]]`;
  const wire = await openConversation(local.foyer, local.site);
  const ours: Answer[] = [];
  const direct: Pick<Answer, "firstMs" | "lastMs">[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    direct.push(await askDirectly(baseURL, question));
    ours.push(await ask(wire, question));
  }
  wire.close();
  for (const [name, key] of [
    ["first", "firstMs"],
    ["last", "lastMs"],
  ] as const) {
    const through = median(ours.map((answer) => answer[key]));
    const floor = median(direct.map((answer) => answer[key]));
    row(
      `${name} token of ${TOKENS}, against asking the model directly`,
      `${(through / floor).toFixed(1)}x, +${(through - floor).toFixed(1)} ms`,
    );
  }
}

function median(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

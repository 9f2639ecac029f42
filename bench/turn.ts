// One question and its answer, timed and counted: through Foyer, and straight from the model.
import { randomUUID } from "node:crypto";
import { openWire, type Wire } from "../e2e/wire.ts";
import { answerId, type ServerFrame } from "../protocol/src/conversation.ts";

export interface Answer {
  frames: number; // down, from the visitor's own message shown back to the whole answer
  bytes: number; // of those frames
  deltaBytes: number; // of the deltas alone
  firstMs: number; // from the question to the first text
  lastMs: number; // to the whole answer
}

/** Ready to ask: the welcome has come. */
export async function openConversation(foyer: string, origin: string) {
  const wire = await openWire(`${foyer}/v1/sites/demo/conversation`, origin);
  await wire.until((frame) => frame.type === "welcome");
  return wire;
}

export async function ask(wire: Wire, text: string): Promise<Answer> {
  const id = randomUUID();
  const isOurs = (frame: ServerFrame) => frame.type === "message" && frame.message.id === answerId(id);
  const asked = performance.now();
  wire.send({ type: "say", id, text });
  const first = await wire.until((frame) => frame.type === "delta" || (isOurs(frame) && !isEmpty(frame)));
  const firstMs = performance.now() - asked;
  const rest = await wire.until(
    (frame) => isOurs(frame) && frame.type === "message" && frame.message.state !== "streaming",
  );
  const lastMs = performance.now() - asked;
  const end = rest.at(-1)?.frame;
  if (end?.type === "message" && end.message.state !== "done") throw new Error(`the answer ended ${end.message.state}`);
  const all = [...first, ...rest];
  const deltas = all.filter(({ frame }) => frame.type === "delta");
  return { frames: all.length, bytes: sum(all), deltaBytes: sum(deltas), firstMs, lastMs };
}

const isEmpty = (frame: ServerFrame) => frame.type === "message" && frame.message.text === "";
const sum = (received: { bytes: number }[]) => received.reduce((total, { bytes }) => total + bytes, 0);

export async function askDirectly(baseURL: string, content: string) {
  const asked = performance.now();
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ model: "direct", stream: true, messages: [{ role: "user", content }] }),
  });
  if (!response.ok || !response.body) throw new Error(`the model answered ${response.status}`);
  let firstMs = Number.NaN;
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    if (Number.isNaN(firstMs) && chunk.includes("word0")) firstMs = performance.now() - asked;
  }
  return { firstMs, lastMs: performance.now() - asked };
}

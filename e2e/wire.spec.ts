// What a turn costs on the wire, compressed as browsers offer it. One frame for each token is the dearest case.
import { randomUUID } from "node:crypto";
import { answerId } from "../protocol/src/conversation.ts";
import { expect, test } from "./stack.ts";
import { openWire } from "./wire.ts";

const TOKENS = 200;

test("a token costs at most 16 bytes on the wire", async ({ stack }) => {
  const wire = await openWire(`${stack.foyer}/v1/sites/demo/conversation`, stack.site);
  expect(wire.deflated).toBe(true);
  await wire.until((frame) => frame.type === "welcome");
  const id = randomUUID();
  wire.send({ type: "say", id, text: `[[tokens:${TOKENS}]] [[slow:25]]` });
  const received = await wire.until(
    (frame) => frame.type === "message" && frame.message.id === answerId(id) && frame.message.state === "done",
  );
  wire.close();
  const deltas = received.filter(({ frame }) => frame.type === "delta");
  expect(deltas.length).toBeGreaterThan(TOKENS / 2); // else this is not the dearest case
  expect(deltas.reduce((sum, { bytes }) => sum + bytes, 0) / TOKENS).toBeLessThanOrEqual(16);
  const end = received.at(-1)?.frame;
  const text = end?.type === "message" ? end.message.text : "";
  expect(text).toContain(`word${TOKENS - 1}`);
  expect(text).toContain(deltas.map(({ frame }) => (frame.type === "delta" ? frame.text : "")).join(""));
});

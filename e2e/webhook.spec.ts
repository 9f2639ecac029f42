// A follow-up reaches the site owner's server: signed, the same event until it is taken, and by an operator's hand at last.
import { createHmac } from "node:crypto";
import { conversationIn, operatorOf } from "./operator.ts";
import { openPanel } from "./panel.ts";
import { type Received, serveReceiver } from "./receiver.ts";
import { expect, test } from "./stack.ts";

const SECRET = Buffer.from("a key that only the owner knows");
const followUps = { steps: [2 / 60, 24 * 60], quietHours: false };

test.use({ settings: { followUps } });

/** As https://www.standardwebhooks.com has it. */
function signatureOf({ headers, body }: Received) {
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return `v1,${createHmac("sha256", SECRET).update(signed).digest("base64")}`;
}

test("a receiver that fails twice gets the event again, later each time; one that refuses it, when an operator says so", async ({
  page,
  stack,
}) => {
  const receiver = await serveReceiver(500, "hang-up");
  const webhook = { url: receiver.url, secret: `whsec_${SECRET.toString("base64")}` };
  await stack.put({ followUps, webhook });
  const panel = await openPanel(page);
  await panel.say("Write to bo@example.com. [[say:Noted.]] [[follow-up:Here is “more” & <b>more</b>.|And the last.]]");
  await panel.ended(2);
  const conversation = await conversationIn(page);
  const operator = operatorOf(stack, conversation);
  const message = await panel.answer.getAttribute("data-id");

  await expect
    .poll(async () => (await operator.deliveries())[0])
    .toMatchObject({ state: "pending", attempts: 2, error: "could not be reached" });
  await expect
    .poll(() => operator.deliveries(), { timeout: 40_000 })
    .toMatchObject([{ message, by: "webhook", state: "delivered", attempts: 3, to: new URL(receiver.url).host }]);
  const { received } = receiver;
  expect(received).toHaveLength(3);
  const [first = 0, second = 0, third = 0] = received.map(({ at }) => at);
  expect(third - second, "it waits longer").toBeGreaterThan(second - first);
  const [delivery] = await operator.deliveries();
  for (const each of received) {
    expect(each.headers["webhook-signature"]).toBe(signatureOf(each));
    expect(each.headers["webhook-id"]).toBe(delivery?.id);
    expect(Math.abs(Number(each.headers["webhook-timestamp"]) * 1000 - each.at)).toBeLessThan(60_000);
    expect(JSON.parse(each.body)).toEqual({
      type: "follow-up.sent",
      timestamp: expect.any(String),
      data: {
        site: { id: "demo", name: "Ebbstead", lang: expect.any(String) },
        conversation,
        message: { id: message, text: "Here is “more” & <b>more</b>.", at: expect.any(Number), kind: "step" },
        contact: { email: "bo@example.com" },
      },
    });
  }

  receiver.answerNext(400);
  const next = await operator.triggerNext();
  await expect
    .poll(async () => (await operator.deliveries())[0])
    .toMatchObject({ message: next, state: "dead", attempts: 1, error: "answers 400" });
  const [dead] = await operator.deliveries();
  await stack.api.request("POST", `demo/deliveries/${dead?.id}`);
  await expect.poll(async () => (await operator.deliveries())[0]).toMatchObject({ id: dead?.id, state: "delivered" });
  const ids = received.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toEqual([delivery?.id, delivery?.id, delivery?.id, dead?.id, dead?.id]); // nothing twice once it was taken
  await expect(stack.api.request("POST", `demo/deliveries/${delivery?.id}`)).rejects.toThrow(/409/);
  receiver.close();
});

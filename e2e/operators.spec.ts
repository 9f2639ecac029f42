// An operator looks at conversations through the API, and steers what is to come in one of them.
import { randomUUID } from "node:crypto";
import { conversationIn, countFollowUps, operatorOf } from "./operator.ts";
import { openPanel } from "./panel.ts";
import { expect, test } from "./stack.ts";

test.use({ settings: { followUps: { steps: [24 * 60, 48 * 60, 72 * 60], max: 5 } } });

interface Listed {
  id: string;
  messages: number;
  last: string;
  intent: string;
}

test("[U4] an operator finds a conversation, cancels a step, sends the next, and sees that it was answered", async ({
  page,
  stack,
}) => {
  const word = `lobster${randomUUID().slice(0, 8)}`;
  const panel = await openPanel(page);
  await panel.say(`What does a ${word} cost? [[say:Ten pounds.]] [[follow-up:Not this.|Shall I send you a quote?]]`);
  await panel.ended();
  const conversation = await conversationIn(page);
  const find = async (query: string) => {
    const { conversations } = await stack.api.request<{ conversations: Listed[] }>(
      "GET",
      `demo/conversations?${query}`,
    );
    return conversations;
  };
  await expect
    .poll(() => find(`q=${word}&intent=price`))
    .toMatchObject([{ id: conversation, messages: 2, intent: "price" }]);
  expect(await find(`q=${word}&intent=person`)).toEqual([]);
  expect(await find(`q=${word}x`)).toEqual([]);

  const operator = operatorOf(stack, conversation);
  const question = await panel.said.getAttribute("data-id");
  const [first] = (await operator.list()).followUps;
  expect(first).toMatchObject({ id: `f.${question}.1`, kind: "step", state: "open", due: expect.any(Number) });
  const before = await countFollowUps(stack);
  await operator.cancel(`f.${question}.1`);
  await expect(operator.cancel(`f.${question}.1`)).rejects.toThrow(/404/);
  await expect.poll(operator.states).toEqual(["open", "cancelled"]);

  await operator.trigger(`f.${question}.2`);
  await panel.ended(2);
  await expect(panel.prose).toHaveText("Shall I send you a quote?");
  await expect.poll(operator.states).toEqual(["open", "sent", "cancelled"]);
  await panel.say("Yes please. [[say:It is on its way.]]");
  await panel.ended(3);
  await expect
    .poll(async () => (await operator.list()).counts)
    .toEqual({ sent: 1, answered: 1, cancelled: 1, declined: 0 });
  expect(await countFollowUps(stack)).toEqual({
    sent: before.sent + 1,
    answered: before.answered + 1,
    cancelled: before.cancelled + 1,
    declined: before.declined,
  });
  expect(await find("intent=price&limit=1"), "the newest first").toMatchObject([{ id: conversation, messages: 5 }]);
  await expect(panel.messages).toHaveCount(5);
});

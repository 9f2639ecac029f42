// The site comes back without a model: to a question where a person could help, and not to a thank-you.
import { conversationIn, operatorOf } from "./operator.ts";
import { openPanel } from "./panel.ts";
import { expect, test } from "./stack.ts";

test.use({ answers: "pages", settings: { followUps: { steps: [2 / 60], quietHours: false } } });

test("[U2] [U4] a price question without a contact is followed up in fitting words, a thank-you is not", async ({
  page,
  browser,
  stack,
}) => {
  const thankful = await browser.newContext({ baseURL: stack.site });
  const other = await thankful.newPage();
  const thanked = await openPanel(other);
  await thanked.say("Thank you");
  await thanked.ended();
  await expect.poll(operatorOf(stack, await conversationIn(other)).states).toEqual(["declined"]);

  const panel = await openPanel(page);
  await panel.say("How much is next-day delivery?");
  await panel.ended(2);
  await expect(panel.prose).toContainText("You asked “How much is next-day delivery");
  await expect(panel.prose).toContainText(/an exact price, a person at Ebbstead can send you a quote/);
  await expect(panel.prose).toContainText(/your e-mail address/);
  await expect(panel.answer).toContainText("Following up");
  await expect(thanked.messages).toHaveCount(2);
  await thankful.close();
});

// A mailed link continues a conversation in another browser, until its visitor has said something there.
import type { Browser } from "@playwright/test";
import { linkOf, mailsOf } from "./mail.ts";
import { conversationIn, operatorOf } from "./operator.ts";
import { openPanel, panelOf } from "./panel.ts";
import { expect, test } from "./stack.ts";

test.use({
  settings: {
    followUps: { steps: [24 * 60], quietHours: false }, // sent when an operator says so
    email: { from: "hello@ebbstead.example" },
  },
});

async function open(browser: Browser, link: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  return { context, page, panel: panelOf(page) };
}

test("[U7] [U8] a link goes on in a second browser; once something was said there, it opens a new conversation", async ({
  page,
  browser,
  stack,
}) => {
  const email = `grace-${Date.now()}@example.com`;
  const panel = await openPanel(page, "/pricing.html?size=2");
  await panel.say(`Write to ${email}. [[say:I will.]] [[follow-up:Here I am.]]`);
  await panel.ended();
  const conversation = await conversationIn(page);
  await page.goto("about:blank");
  await operatorOf(stack, conversation).triggerNext();
  const mail = async () => (await mailsOf(stack.foyer)).find(({ to }) => to.includes(email));
  await expect.poll(mail).toBeDefined();
  const letter = await mail();
  if (!letter) throw new Error("no e-mail");
  const link = linkOf(letter);

  const scanner = await open(browser, link); // it opens every link, and says nothing
  await expect(scanner.panel.messages).toHaveCount(3);
  await scanner.context.close();

  const second = await open(browser, link);
  await expect(second.panel.said).toContainText(email);
  await expect(second.panel.prose).toHaveText("Here I am.");
  await expect(second.page).toHaveURL(`${stack.site}/pricing.html?size=2`);
  expect(await conversationIn(second.page)).toBe(conversation);
  await second.panel.say("Found it. [[say:Good.]]");
  await second.panel.ended(3);
  await second.page.reload();
  await expect(second.page.getByRole("button", { name: /^Open chat/ })).toBeVisible();
  expect(await conversationIn(second.page)).toBe(conversation);

  const third = await open(browser, link);
  await third.panel.say("Who is there? [[say:Somebody new.]]");
  await third.panel.ended();
  await expect(third.panel.messages).toHaveCount(2);
  expect(await conversationIn(third.page)).not.toBe(conversation);

  await page.goto(`/pricing.html`); // the first browser has it all, and its own token still
  await page.getByRole("button", { name: /^Open chat/ }).click();
  await expect(panel.messages).toHaveCount(5);
  expect(await conversationIn(page)).toBe(conversation);
  await second.context.close();
  await third.context.close();
});

test("[U7] a used link leaves a browser in the conversation that it has", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("Mine. [[say:Yours.]]");
  await panel.ended();
  const conversation = await conversationIn(page);
  await page.goto("/pricing.html#foyer=no.such.ticket");
  await expect(panel.said).toContainText("Mine.");
  await expect(page).toHaveURL(/\/pricing\.html$/);
  expect(await conversationIn(page)).toBe(conversation);
});

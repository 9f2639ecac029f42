// A visitor goes silent, and the site comes back to them: live, when they return, and never to one who has written.
import type { Page } from "@playwright/test";
import { conversationIn, operatorOf } from "./operator.ts";
import { launcher, openPanel, panelOf } from "./panel.ts";
import { expect, test } from "./stack.ts";

test.use({ settings: { followUps: { steps: [3 / 60, 8 / 60], quietHours: false } } });

/** As for a tab behind another one: a headless browser shows every page. */
const setHidden = (page: Page, hidden: boolean) =>
  page.evaluate(`
    Object.defineProperty(document, "hidden", { configurable: true, value: ${hidden} });
    Object.defineProperty(document, "visibilityState", { configurable: true, value: "${hidden ? "hidden" : "visible"}" });
    document.dispatchEvent(new Event("visibilitychange"));
  `);

test("[U1] [U2] [U3] each step reaches a silent visitor once: in the open panel, on the launcher, in the title", async ({
  page,
  stack,
}) => {
  const panel = await openPanel(page);
  const title = await page.title();
  await panel.say("When? [[say:On Fridays.]] [[follow-up:Shall I send you the dates?|The dates are still here.]]");
  await panel.ended(2);
  await expect(panel.prose).toHaveText("Shall I send you the dates?");
  await expect(panel.answer).toContainText("Following up");
  await expect(panel.answers.first()).not.toContainText("Following up");
  await panel.button("Close").click();
  await expect(launcher(page)).not.toHaveAccessibleName(/unread/);

  await setHidden(page, true);
  await expect(launcher(page)).toHaveAccessibleName(/, 1 unread message$/);
  await expect(page).toHaveTitle(`(1) ${title}`);
  await setHidden(page, false);
  await expect(page).toHaveTitle(title);
  await launcher(page).click();
  await expect(panel.prose).toHaveText("The dates are still here.");

  await panel.say("Fine. [[say:Good.]] [[follow-up:One too many.]]");
  await panel.ended(4);
  await expect(panel.prose).toHaveText("Good.");
  await expect(panel.messages).toHaveCount(6);
  const { followUps } = await operatorOf(stack, await conversationIn(page)).list();
  expect(followUps.map(({ state }) => state)).toEqual(["answered", "sent"]); // and none to come: two are the most
});

test("[U1] a step that is due when the visitor is gone waits for them: unread, once, in every tab", async ({
  page,
  context,
  stack,
}) => {
  const panel = await openPanel(page);
  await panel.say("Is it open? [[say:Until six.]] [[follow-up:We are open tomorrow too.]]");
  await panel.ended();
  const operator = operatorOf(stack, await conversationIn(page));
  await page.close();
  await expect.poll(operator.states).toContain("sent");

  const back = await context.newPage();
  await back.goto("/pricing.html");
  await expect(launcher(back)).toHaveAccessibleName(/, 1 unread message$/);
  const other = await context.newPage();
  await other.goto("/");
  await expect(launcher(other)).toHaveAccessibleName(/, 1 unread message$/);
  await launcher(back).click();
  await expect(panelOf(back).prose).toHaveText("We are open tomorrow too.");
  await expect(panelOf(back).answers).toHaveCount(2);
  await expect(launcher(other), "read in the first tab").not.toHaveAccessibleName(/unread/);
  await launcher(other).click();
  await expect(panelOf(other).prose).toHaveText("We are open tomorrow too.");
  await expect(panelOf(other).answers).toHaveCount(2);
});

test("[U2] a visitor who writes in time is followed up in the new silence only", async ({ page, stack }) => {
  const panel = await openPanel(page);
  await panel.say("Do you ship? [[say:We do.]] [[follow-up:About shipping.]]");
  await panel.ended();
  const first = await panel.said.first().getAttribute("data-id");
  await panel.say("And abroad? [[say:To Europe.]] [[follow-up:About Europe.]]");
  await panel.ended(3);
  await expect(panel.prose).toHaveText("About Europe.");
  await expect(panel.answers).toHaveText([/We do\./, /To Europe\./, /About Europe\./]);
  const second = await panel.said.last().getAttribute("data-id");
  const { followUps } = await operatorOf(stack, await conversationIn(page)).list();
  expect(followUps).toMatchObject([
    { id: `f.${second}.2`, state: "open" },
    { id: `f.${second}.1`, state: "sent" },
  ]);
  expect(followUps.filter(({ id }) => id.includes(`${first}`))).toEqual([]);
});

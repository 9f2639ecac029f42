// A visitor asks to be reminded: the answer says when on their own clock, and the reminder comes once, whatever restarts.
import { killObjects } from "./kill.ts";
import type { Local } from "./local.ts";
import { conversationIn, countFollowUps, operatorOf } from "./operator.ts";
import { launcher, openPanel, panelOf } from "./panel.ts";
import { expect, test } from "./stack.ts";

const ZONE = "America/St_Johns"; // half an hour off, so that no zone of this machine or the site passes for it

test.use({
  answers: "pages",
  timezoneId: ZONE,
  expectedProblems: /WebSocket connection to .* failed/, // each failed attempt to connect, which the browser reports by itself
});

/** "Wednesday 25 November at 09:30" */
const onTheirClock = (at: number) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: ZONE,
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);

const HOURS_MS = 2 * 3_600_000;

test("[U5] reminders are confirmed on the visitor's clock, come once, and can be listed and cancelled", async ({
  page,
}) => {
  const panel = await openPanel(page);
  const before = Date.now();
  await panel.say("Remind me in 2 hours to call the workshop.");
  await panel.ended();
  const times = [before, Date.now()].map((at) => onTheirClock(at + HOURS_MS)); // they differ when the minute turns
  const confirmed = await panel.prose.textContent();
  expect(times.filter((time) => confirmed?.includes(time))).not.toEqual([]);
  expect(confirmed).not.toContain("I do not know your time zone");

  await panel.say("Remind me in 3 seconds to measure the shelf.");
  await panel.ended(2);
  await panel.ended(3);
  await expect(panel.prose).toHaveText("You asked me to remind you to measure the shelf.");
  await expect(panel.answer).toContainText("Reminder");

  await panel.say("What did I ask for?");
  await panel.ended(4);
  await expect(panel.prose).toContainText("call the workshop");
  await expect(panel.prose).not.toContainText("measure the shelf");
  await panel.say("Cancel it");
  await panel.ended(5);
  await expect(panel.prose).toContainText(/I cancelled the reminder for .*call the workshop/);
  await panel.say("What did I ask for?");
  await panel.ended(6);
  await expect(panel.prose).toHaveText("No reminder of yours is open.");
  await expect(panel.answers.filter({ hasText: "to measure the shelf." })).toHaveCount(1);
  await expect(panel.messages).toHaveCount(11);
});

const ENDS: [title: string, end: (stack: Local) => void | Promise<void>][] = [
  ["a Worker that stops and starts again", (stack) => stack.restartWorker()],
  ["a process that is killed", (stack) => killObjects(stack.workerPid(), stack.state)],
];

for (const [title, end] of ENDS) {
  test(`[U1] [U5] a reminder outlives ${title}, and waits for the visitor`, async ({ page, context, stack }) => {
    const panel = await openPanel(page);
    await panel.say("Remind me in 5 seconds to order the clock.");
    await panel.ended();
    const operator = operatorOf(stack, await conversationIn(page));
    expect(await operator.states()).toContain("open");
    const { sent } = await countFollowUps(stack);
    await page.close();
    await end(stack);
    // The site's own counts: whoever asks for them wakes the site, and no conversation.
    const sentNow = () => countFollowUps(stack).then((counts) => counts.sent, String);
    await expect.poll(sentNow, { timeout: 40_000 }).toBe(sent + 1);

    const back = await context.newPage();
    await back.goto("/");
    await expect(launcher(back)).toHaveAccessibleName(/, 1 unread message$/);
    await launcher(back).click();
    const returned = panelOf(back);
    await expect(returned.prose).toHaveText("You asked me to remind you to order the clock.");
    await expect(returned.messages).toHaveCount(3);
    expect((await operator.list()).counts.sent).toBe(1);
  });
}

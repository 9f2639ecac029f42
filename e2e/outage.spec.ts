// What a visitor sees when something breaks: the network, the process that holds the conversation, the whole Worker.
import { killObjects } from "./kill.ts";
import { openPanel, reopen, words } from "./panel.ts";
import { expect, test, timesAsked } from "./stack.ts";

// The browser reports each failed attempt to connect by itself; nothing else may be reported.
test.use({ expectedProblems: /WebSocket connection to .* failed/ });

test("[S3] what is said offline is sent once, when the network is back", async ({ page, context }) => {
  const panel = await openPanel(page);
  await panel.say("[[say:Before.]]");
  await panel.ended();
  await context.setOffline(true);
  await expect(panel.dialog).toContainText(/offline/i);
  await panel.say("Said in a tunnel. [[say:After.]]");
  await expect(panel.said).toHaveCount(2);
  await context.setOffline(false);
  await panel.ended(2);
  await expect(panel.answer).toContainText("After.");
  await expect(panel.said.filter({ hasText: "Said in a tunnel." })).toHaveCount(1);
  await expect(panel.dialog).not.toContainText(/you are offline/i);
  await reopen(page);
  await expect(panel.messages).toHaveCount(4);
});

test("[A5] a killed process leaves exactly one whole answer", async ({ page, stack }) => {
  const panel = await openPanel(page);
  await panel.say("Acknowledged. [[say:Kept.]]");
  await panel.ended();
  await panel.say("Survive a crash. [[tokens:400]] [[slow:20]]");
  await expect(panel.answer).toContainText("word5");
  killObjects(stack.workerPid(), stack.state);
  await panel.ended(2);
  await expect(panel.answers).toHaveCount(2);
  expect(timesAsked(stack, "Survive a crash.")).toBe(2); // else nothing broke off
  await expect(panel.answers.first()).toContainText("Kept.");
  await expect(panel.answer).toContainText(words(400));
  await reopen(page);
  await expect(panel.messages).toHaveCount(4);
  await expect(panel.answer).toContainText(words(400));
});

test("[R10] a Worker that stops and starts again has every conversation", async ({ page, stack }) => {
  const panel = await openPanel(page);
  await panel.say("[[say:Written down.]]");
  await panel.ended();
  await panel.say("Survive a restart. [[tokens:400]] [[slow:20]]");
  await expect(panel.answer).toContainText("word3");
  await stack.restartWorker();
  await panel.ended(2);
  expect(timesAsked(stack, "Survive a restart.")).toBe(2); // else nothing broke off
  await expect(panel.answers.first()).toContainText("Written down.");
  await expect(panel.answer).toContainText(words(400));
  await panel.say("[[say:And on it goes.]]");
  await panel.ended(3);
  await expect(panel.messages).toHaveCount(6);
});

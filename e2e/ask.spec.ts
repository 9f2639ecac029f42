// A visitor asks and reads: the answer streams, names its sources, and can be stopped, tried again, copied and judged.
import { openPanel, reopen, words } from "./panel.ts";
import { expect, test } from "./stack.ts";

test("an answer streams in and names its sources", async ({ page, stack }) => {
  const panel = await openPanel(page);
  stack.model?.script("fake", { text: `Two years [1]. ${words(300)}`, slow: 30 });
  await panel.say("How long does the battery last?");
  await expect(panel.prose).toContainText("word3");
  const partial = (await panel.prose.textContent()) ?? "";
  await expect(panel.answer).toHaveAttribute("data-state", "streaming");
  expect(partial).not.toContain("word299");
  await panel.ended();
  const whole = (await panel.prose.textContent()) ?? "";
  expect(whole.slice(0, partial.length)).toBe(partial);
  expect(whole).toContain(words(300));
  await expect(panel.answer.getByRole("link")).not.toHaveCount(0);
});

test("a source opens the page at the passage", async ({ page, stack }) => {
  const panel = await openPanel(page);
  await panel.say("How long does the battery last?");
  await panel.ended();
  const source = panel.answer.getByRole("link").first();
  const address = new URL((await source.getAttribute("href")) ?? "");
  expect(address.origin).toBe(stack.site);
  expect(address.hash).toContain(":~:text=");
  expect(address.pathname).not.toBe("/");
  await source.click();
  await page.waitForURL((url) => url.pathname === address.pathname);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
});

test("[A7] stop keeps the text so far and cancels the model's request", async ({ page, stack }) => {
  const panel = await openPanel(page);
  await panel.say("[[tokens:500]] [[slow:30]]");
  await expect(panel.answer).toContainText("word3");
  await panel.button("Stop").click();
  await panel.ended(1, "stopped");
  await expect(panel.answer).toContainText("word3");
  await expect(panel.answer).not.toContainText("word499");
  await expect(panel.button("Send")).toBeVisible();
  await expect.poll(() => stack.model?.journal.at(-1)?.closedEarly).toBe(true);
});

test("[A8] an answer that broke off can be tried again in its place", async ({ page, stack }) => {
  const panel = await openPanel(page);
  await panel.say("[[tokens:20]] [[cut-after:4]]");
  await panel.ended(1, "failed");
  await expect(panel.answer).toContainText("word1");
  stack.model?.script("fake", { text: "Here is the whole answer." });
  await panel.answer.hover();
  await panel.button("Try again").click();
  await panel.ended();
  await expect(panel.answers).toHaveCount(1);
  await expect(panel.answer).toContainText("Here is the whole answer.");
});

test("a model that cannot be reached is replaced by the site's pages, which say so", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("How long does the battery last? [[fail:400]]");
  await panel.ended();
  await expect(panel.answer).toContainText(/cannot be reached/);
  await expect(panel.answer.getByRole("link")).not.toHaveCount(0);
});

test("[S5] a second question while an answer runs is answered next", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("[[tokens:300]] [[slow:30]]");
  await expect(panel.answer).toContainText("word0");
  await expect(panel.answer).toHaveAttribute("data-state", "streaming");
  await panel.say("[[say:The second answer.]]");
  await panel.ended(2);
  await expect(panel.answers.first()).toContainText("word299");
  await expect(panel.answer).toContainText("The second answer.");
  const order = await panel.messages.evaluateAll((all) => all.map((message) => message.getAttribute("data-role")));
  expect(order).toEqual(["visitor", "agent", "visitor", "agent"]);
});

test("an answer and its code can be copied, and the answer judged", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const panel = await openPanel(page);
  await panel.say("How do I embed it? [[code]]");
  await panel.ended();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await panel.answer.hover();
  await panel.button("Copy answer").click();
  await expect.poll(clipboard).toContain("That is all.");
  await panel.answer.getByRole("button", { name: /copy/i }).first().click();
  await expect.poll(clipboard).toContain("/v1/foyer.js");
  await panel.button("Good answer").click();
  await expect(panel.button("Good answer")).toHaveAttribute("aria-pressed", "true");
  await reopen(page);
  await expect(panel.button("Good answer")).toHaveAttribute("aria-pressed", "true");
});

test("a contact that a visitor leaves is a lead in the operators' API", async ({ page, stack }) => {
  const panel = await openPanel(page);
  const email = `visitor-${Date.now()}@example.com`;
  const call = JSON.stringify({ email, note: "Please write about a large order." });
  await panel.say(`Please write to me. [[tool:leave_contact ${call}]]`);
  await panel.ended();
  const { leads } = await stack.api.request<{ leads: { email?: string; note: string }[] }>("GET", "demo/leads");
  expect(leads.filter((lead) => lead.email === email)).toMatchObject([{ note: "Please write about a large order." }]);
});

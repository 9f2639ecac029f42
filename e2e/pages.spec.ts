// No model key: the site's own pages answer, and say that they do.
import { openPanel } from "./panel.ts";
import { expect, test } from "./stack.ts";

test.use({ answers: "pages" });

test("[A11] the built-in answerer quotes the page that has the answer", async ({ page, stack }) => {
  const panel = await openPanel(page);
  await panel.say("How long does the battery last?");
  await panel.ended();
  await expect(panel.answer).toContainText(/batter/i);
  const source = await panel.answer.getByRole("link").first().getAttribute("href");
  expect(source).toContain(stack.site);
});

test("asked what it is, it does not pretend", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("Are you a human?");
  await panel.ended();
  await expect(panel.answer).toContainText(/not a person/i);
});

test("a question that no page answers is said to be one, and an address left then is a lead", async ({
  page,
  stack,
}) => {
  const panel = await openPanel(page);
  await panel.say("Do you repair submarine periscopes?");
  await panel.ended();
  await expect(panel.answer).toContainText(/e-?mail/i);
  const email = `periscope-${Date.now()}@example.com`;
  await panel.say(`My address is ${email}`);
  await panel.ended(2);
  const { leads } = await stack.api.request<{ leads: { email?: string }[] }>("GET", "demo/leads");
  expect(leads.map((lead) => lead.email)).toContain(email);
});

test("a page that robots.txt keeps away is not known", async ({ stack }) => {
  const { passages } = await stack.api.request<{ passages: { url: string }[] }>(
    "GET",
    "demo/knowledge?q=internal%20notes&limit=50",
  );
  expect(passages.filter(({ url }) => url.includes("/internal/"))).toEqual([]);
});

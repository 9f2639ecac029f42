// What the owner gives beside the site's pages is answered from at once, and what nobody could answer comes back to the owner.
import { openPanel } from "./panel.ts";
import { expect, test } from "./stack.ts";

test.use({ answers: "pages" });

interface Unanswered {
  unanswered: { id: string; questions: string[]; count: number }[];
}

test("a page that the owner gives is answered from, and cited where the owner says", async ({ page, stack }) => {
  const url = `${stack.site}/pricing`;
  const text =
    "## Wedding engraving\n\nEngraving a wedding date into the oak frame costs 23 pounds and takes four days.";
  await stack.api.request("PUT", "demo/pages/engraving", { title: "Engraving", text, url });
  const panel = await openPanel(page);
  await panel.say("How much is engraving a wedding date?");
  await panel.ended();
  await expect(panel.prose).toContainText("23 pounds");
  await expect(panel.answer.getByRole("link").first()).toHaveAttribute("href", url);
  await stack.api.request("DELETE", "demo/pages/engraving");
});

test("a question that has the owner's own answer is answered by it, word for word", async ({ page, stack }) => {
  const answer = "Yes: **lighthouse keepers** pay half. Ask for Tamsin.";
  await stack.api.request("PUT", "demo/pairs/keepers", {
    questions: ["Is there a lighthouse keeper discount?"],
    answer,
  });
  const panel = await openPanel(page);
  await panel.say("is there a discount for LIGHTHOUSE keepers??");
  await panel.ended();
  await expect(panel.prose).toHaveText("Yes: lighthouse keepers pay half. Ask for Tamsin.");
  await stack.api.request("DELETE", "demo/pairs/keepers");
});

test("what could not be answered is told to the owner without who asked, and works once it is answered", async ({
  page,
  stack,
}) => {
  const list = async () =>
    (await stack.api.request<Unanswered>("GET", "demo/unanswered")).unanswered.filter(({ questions }) =>
      questions.some((question) => question.includes("zeppelin")),
    );
  const panel = await openPanel(page);
  await panel.say("Do you repair my zeppelin with serial 4711-0815-99?");
  await panel.ended();
  await expect.poll(list).toMatchObject([{ questions: ["Do you repair my zeppelin with serial [number]?"], count: 1 }]);
  const [gap] = await list();
  await stack.api.request("POST", `demo/unanswered/${gap?.id}`, { answer: "Only zeppelins with oak gondolas." });
  expect(await list()).toEqual([]);
  await panel.say("do you repair zeppelins with serial 1234567");
  await panel.ended(2);
  await expect(panel.prose).toHaveText("Only zeppelins with oak gondolas.");
});

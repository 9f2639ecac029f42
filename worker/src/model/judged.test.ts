import { env } from "cloudflare:workers";
import { expect, inject, test } from "vitest";
import questions from "../../../demo-site/questions.json";
import { retrieval } from "./retrieval.ts";
import { collect, requestFor } from "./test-upstream.ts";

test("tells the demo site's answers: at least 26 of 30", async ({ annotate }) => {
  const start = `${inject("demoSite")}/`;
  const object = env.SITE.getByName("judged-answers");
  await object.put("judged-answers", { name: "Ebbstead", origins: [], start }, start);
  await object.startCrawl();
  await expect.poll(async () => (await object.crawlStatus())?.state, { timeout: 20_000 }).toBe("done");

  const site = { name: "Ebbstead", url: start };
  const told = await Promise.all(
    questions.map(async ({ question, answer }) => {
      const { passages } = await object.beginTurn({ conversation: "c", question });
      const { text } = await collect(retrieval(requestFor(question, { passages, site })));
      return { question, answer, text, isTold: text.includes(answer) };
    }),
  );
  const missed = told.filter(({ isTold }) => !isTold);
  await annotate(`${told.length - missed.length}/30; missed: ${missed.map(({ question }) => question).join(" | ")}`);
  expect(questions).toHaveLength(30);
  expect(missed.length).toBeLessThanOrEqual(4);
}, 30_000);

import { env } from "cloudflare:workers";
import { expect, inject, test } from "vitest";
import judged from "../../../demo-site/questions.json";
import type { Passage } from "../model/model.ts";

/** Those that a passage answers without the message before. */
const questions = judged.flatMap(({ question, before, page, contains }) =>
  page === undefined || before !== undefined ? [] : { question, page, contains },
);

/** How many of the demo site's questions find the passage that answers them, and how high it stands. */
test("finds the demo site's answers: nine in ten among ten passages, three in four among three, more than half first", async ({
  annotate,
}) => {
  const origin = inject("demoSite");
  const site = env.SITE.getByName("judged");
  await site.put("judged", { name: "Ebbstead", origins: [origin], start: `${origin}/` }, origin);
  await site.startCrawl();
  await expect.poll(async () => (await site.crawlStatus())?.state, { timeout: 20_000 }).toBe("done");

  expect((await site.crawlStatus())?.errors).toEqual([expect.stringContaining("is forbidden by robots.txt")]);
  const places = await Promise.all(
    questions.map(async ({ question, page, contains }) => {
      const passages = await site.search(question, 10);
      return { place: passages.findIndex((passage) => answers(passage, page, contains)) + 1 };
    }),
  );
  const hit1 = places.filter(({ place }) => place === 1).length;
  const hit3 = places.filter(({ place }) => place > 0 && place <= 3).length;
  const hit6 = places.filter(({ place }) => place > 0 && place <= 6).length;
  const hit10 = places.filter(({ place }) => place > 0).length;
  const mrr = places.reduce((sum, { place }) => sum + (place > 0 && place <= 3 ? 1 / place : 0), 0) / places.length;
  await annotate(
    `hit@1 ${hit1}/${places.length}, hit@3 ${hit3}/${places.length}, hit@6 ${hit6}, hit@10 ${hit10}, MRR@3 ${mrr.toFixed(3)}`,
  );
  expect(hit10 / places.length).toBeGreaterThanOrEqual(0.9);
  expect(hit3 / places.length).toBeGreaterThanOrEqual(3 / 4);
  expect(hit1 / places.length).toBeGreaterThan(1 / 2);
}, 30_000);

const answers = ({ url, text, heading }: Passage, page: string, contains: string) =>
  new URL(url).pathname === page.replace(/\/index\.html$/, "/") && `${heading}\n${text}`.includes(contains);

// An answer that is stopped when it has already cited the site's pages.
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { html, serve } from "../crawl/test-server.ts";
import { connect, makeSite, WAIT } from "./test-visitor.ts";

test("[A7] [A11] a stopped answer keeps the sources of its citations", async () => {
  const { origin } = await serve({ "/": html("<title>Hours</title><main><p>The shop opens at nine.</p></main>") });
  const id = await makeSite({ start: `${origin}/` });
  const site = env.SITE.getByName(id);
  await site.startCrawl();
  await expect.poll(async () => (await site.crawlStatus())?.state, WAIT).toBe("done");

  const tab = await connect(id);
  const said = "[[say:At nine [1]. Then it stays open for as long as anybody is there.]][[slow:60]]";
  const question = tab.say(`When does the shop open? ${said}`);
  await expect.poll(() => tab.messages.get(`a.${question}`)?.text, WAIT).toContain("[1]");
  tab.send({ type: "stop", id: `a.${question}` });
  const stopped = await tab.answer(question);
  expect(stopped).toMatchObject({ state: "stopped", sources: [{ url: expect.stringContaining(origin) }] });
  expect(stopped.text).not.toContain("anybody");
}, 30_000);

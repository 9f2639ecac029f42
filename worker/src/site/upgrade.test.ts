import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { put, textsOf } from "./test-site.ts";

test("an object that was upgraded indexes what it has by itself, and answers from the start", async () => {
  const site = await put("upgraded", "https://example.com");
  await runInDurableObject(site, (_, { storage }) => {
    storage.sql.exec("insert into page (id, url, hash, crawl) values (1, 'https://example.com/', 'x', 'first')");
    storage.sql.exec(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 500)
       insert into passage (page, title, heading, url, text)
       select 1, 'Mill', '', 'https://example.com/', 'Grinding of sort ' || i || ' is done here.' from n`,
    );
  });
  await evictDurableObject(site);

  expect((await textsOf(site, "grinding"))[0]).toContain("Grinding of sort");
  const left = () =>
    runInDurableObject(site, (_, { storage }) =>
      storage.sql.exec<{ left: number }>("select count(*) as left from passage where stems is null").one(),
    );
  await expect.poll(left, { timeout: 15_000 }).toEqual({ left: 0 });
  expect(await textsOf(site, "Where is sort 499 ground or grinded?")).toContain("Grinding of sort 499 is done here.");
});

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { html, serve } from "../crawl/test-server.ts";
import { operatorsApi } from "../operators.ts";
import { FOYER } from "../site/test-site.ts";
import { call, config, putSite } from "./test-call.ts";

const watchCrawl = (site: string, accept = "text/event-stream") =>
  operatorsApi(
    new Request(`${FOYER}/v1/sites/${site}/crawl`, {
      headers: { Authorization: "Bearer test-admin-key", Accept: accept },
    }),
    env,
  );
const eventsOf = (text: string) =>
  text.split("\n\n").flatMap((event) => (event.startsWith("data: ") ? [JSON.parse(event.slice(6))] : []));

test("shows a crawl's progress as it goes, to its end", async () => {
  const pages = Object.fromEntries(
    ["/a", "/b", "/c"].map((path) => [path, html(`<p>Page ${path}.</p>`, { afterMs: 400 })]),
  );
  const { origin } = await serve({
    "/": html(`${Object.keys(pages).map((path) => `<a href="${path}">x</a>`)}<p>Home.</p>`),
    ...pages,
  });
  await putSite("watched", { ...config, start: `${origin}/`, crawl: { concurrency: 1 } });
  expect((await watchCrawl("watched")).status).toBe(404);
  const { id } = await (await call("/watched/crawl", { method: "POST" })).json<{ id: string }>();
  const response = await watchCrawl("watched", "text/html, text/event-stream;q=0.9");
  expect(response.headers.get("Content-Type")).toBe("text/event-stream");
  const events = eventsOf(await response.text());
  expect(events.length).toBeGreaterThan(2);
  expect(events.slice(0, -1).every(({ state }) => state === "running")).toBe(true);
  expect(events.at(-1)).toEqual({ id, state: "done", found: 4, fetched: 4, passages: 4, errors: [] });
  expect(eventsOf(await (await watchCrawl("watched")).text())).toEqual([events.at(-1)]);
});

test.each([
  [{ concurrency: 0 }, "crawl.concurrency"],
  [{ concurrency: 9 }, "crawl.concurrency"],
  [{ delayMs: -1 }, "crawl.delayMs"],
  [{ everyHours: 0 }, "crawl.everyHours"],
  [{ every: 1 }, "crawl.every"],
])("refuses settings of a crawl that do not fit: %o", async (crawl, path) => {
  const response = await putSite("unfit-crawl", { ...config, crawl });
  expect([response.status, await response.json()]).toMatchObject([400, { error: "invalid", path }]);
});

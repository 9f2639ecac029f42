// How a crawl reads PDFs, and what it does with those that it cannot read.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { makePdf, pack } from "../crawl/pdf-made.ts";
import { html, type Reply, serve } from "../crawl/test-server.ts";
import { crawl, crawled, put, textsOf } from "./test-site.ts";

const links = (...paths: string[]) => html(`${paths.map((path) => `<a href="${path}">x</a>`).join("")}<p>Home.</p>`);
/** A page of each text. */
const made = (...texts: string[]) => makePdf(texts.map((text, at) => [{ text, y: 700 - 10 * at }]));
const pdf = (file: Uint8Array, rest: Reply = {}): Reply => ({ type: "application/pdf", bytes: [...file], ...rest });

test("reads the PDFs that pages link to, and cites their pages", async () => {
  const { server, site, status } = await crawled("pdf", {
    "/": links("/rules.pdf", "/download?id=7", "/untyped", "/mistyped"),
    "/rules.pdf": pdf(made("Rye is sold here.", "Oats are sold there.")),
    "/download?id=7": pdf(made("Spelt is sold nowhere."), { type: "application/octet-stream" }),
    "/untyped": pdf(made("Millet is sold on Fridays."), { type: "" }),
    "/mistyped": pdf(made("Barley is sold by the sack."), { type: "text/html" }),
  });
  expect(status).toMatchObject({ state: "done", fetched: 5, errors: [] });
  expect((await textsOf(site, "spelt millet barley")).sort()).toEqual([
    "Barley is sold by the sack.",
    "Millet is sold on Fridays.",
    "Spelt is sold nowhere.",
  ]);
  const [rye] = await site.search("rye");
  expect(rye).toMatchObject({ title: "Rye is sold here.", url: `${server.origin}/rules.pdf#page=1` });
});

test("says of each PDF that it does not read why", async () => {
  const { server, status } = await crawled("pdf-unread", {
    "/robots.txt": { type: "text/plain", body: "User-agent: *\nDisallow: /private" },
    "/": links(
      "/large.pdf",
      "/locked.pdf",
      "/cut.pdf",
      "/bomb.pdf",
      "/scan.pdf",
      "/hidden.pdf",
      "/private.pdf",
      "/zip",
    ),
    "/large.pdf": { type: "application/pdf", body: "%PDF-1.7 \n", repeat: 1_000_001 },
    "/locked.pdf": pdf(makePdf([[{ text: "Secret.", y: 700 }]], { locked: true })),
    "/cut.pdf": pdf(made("Rye.").subarray(0, 60)),
    "/bomb.pdf": pdf(makePdf([[]], { contents: await pack(" ".repeat(5_000_000)), filter: "/FlateDecode" })),
    "/scan.pdf": pdf(made("")),
    "/hidden.pdf": pdf(made("Rye."), { headers: { "X-Robots-Tag": "noindex" } }),
    "/private.pdf": pdf(made("Rye.")),
    "/zip": { type: "application/octet-stream", body: "PK and so on" },
  });
  expect(status).toMatchObject({ state: "done", passages: 1 });
  expect(status?.errors.sort()).toEqual(
    [
      "/bomb.pdf is a PDF that is broken or takes too much to read",
      "/cut.pdf is a PDF that is broken",
      "/hidden.pdf asks not to be indexed",
      "/large.pdf is a PDF larger than 10 MB",
      "/locked.pdf is a PDF with a password",
      "/private.pdf is forbidden by robots.txt",
      "/scan.pdf has no text",
      "/zip is application/octet-stream",
    ].map((error) => `${server.origin}${error}`),
  );
});

test("reads a PDF again only when it has changed, and follows what has moved to another page", async () => {
  const { server, site } = await crawled("pdf-again", {
    "/": links("/rules.pdf"),
    "/rules.pdf": pdf(made("Rye is sold here."), { etag: '"1"' }),
  });
  expect(await crawl(site)).toMatchObject({ state: "done", fetched: 2, passages: 2, errors: [] });
  const asked = (await server.requests()).filter(({ path }) => path === "/rules.pdf");
  expect(asked.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"1"']);
  await server.change({
    "/": links("/rules.pdf"),
    "/rules.pdf": pdf(made("", "Rye is sold here."), { etag: '"2"' }),
  });
  await crawl(site);
  expect((await site.search("rye")).map(({ url }) => url)).toEqual([`${server.origin}/rules.pdf#page=2`]);
});

test("two sites read PDFs at the same time", async () => {
  const pages = Array.from({ length: 60 }, (_, at) => `Sack ${"abcdefghijklmnopqrst"[at % 20]} has rye.`);
  const server = await serve({
    "/": links("/a.pdf", "/b.pdf"),
    "/a.pdf": pdf(made(...pages)),
    "/b.pdf": pdf(made("Oats.")),
  });
  const sites = await Promise.all(["pdf-one", "pdf-two"].map((name) => put(name, server.origin)));
  const statuses = await Promise.all(sites.map(crawl));
  for (const status of statuses) expect(status).toMatchObject({ state: "done", fetched: 3, errors: [] });
});

test("a PDF of which the object died again and again is left", async () => {
  const server = await serve({ "/": links("/fatal.pdf"), "/fatal.pdf": pdf(made("Rye."), { stall: "headers" }) });
  const site = await put("pdf-fatal", server.origin);
  await site.startCrawl();
  await expect.poll(async () => (await site.crawlStatus())?.fetched).toBe(1);
  await runInDurableObject(site, (_, { storage }) => {
    storage.sql.exec("update frontier set attempts = 3 where url like '%fatal.pdf'");
  });
  await runInDurableObject(site, (_, state) => state.abort("died")).catch(() => {}); // the abort is what it throws
  await server.change({ "/": links("/fatal.pdf"), "/fatal.pdf": pdf(made("Rye.")) });
  const again = env.SITE.getByName("pdf-fatal");
  await expect.poll(async () => (await again.crawlStatus())?.state, { timeout: 15_000 }).toBe("done");
  expect((await again.crawlStatus())?.errors).toEqual([`${server.origin}/fatal.pdf takes too much to read`]);
});

test("what a PDF may cost is on disk before it is read", async () => {
  const { site } = await crawled("pdf-marked", { "/": links("/rules.pdf"), "/rules.pdf": pdf(made("Rye.")) });
  const attempts = await runInDurableObject(site, (_, { storage }) =>
    storage.sql.exec("select attempts from frontier where kind = 'page' order by place").toArray(),
  );
  expect(attempts).toEqual([{ attempts: 0 }, { attempts: 1 }]);
});

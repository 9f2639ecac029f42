// Which pages a crawl reads, and which it takes for another one or leaves out.
import { expect, test } from "vitest";
import { html, type Routes, redirect, serve } from "../crawl/test-server.ts";
import { crawl, crawled, put, textsOf } from "./test-site.ts";

const links = (...paths: string[]) => paths.map((path) => `<a href="${path}">x</a>`).join("");

test("a page that names another as the right one is that one; another site's name is not heard", async () => {
  const { status, site } = await crawled("canonical", {
    "/": html(`${links("/print", "/header", "/elsewhere", "/self")}<p>Home.</p>`),
    "/print": html('<link rel="canonical" href="/article"><p>Rye, to be printed.</p>'),
    "/article": html('<link rel="canonical" href="/article"><p>Rye, in full.</p>'),
    "/header": html("<p>Oats, twice.</p>", { headers: { Link: '</oats>; rel="canonical"' } }),
    "/oats": html("<p>Oats.</p>"),
    "/elsewhere": html('<link rel="canonical" href="https://example.com/"><p>Millet.</p>'),
    "/self": html('<base href="/deep/"><link rel="canonical" href="../self#top"><p>Spelt.</p>'),
  });
  expect(status).toMatchObject({ state: "done", fetched: 5, passages: 5, errors: [] });
  expect((await textsOf(site, "rye oats millet spelt")).sort()).toEqual([
    "Millet.",
    "Oats.",
    "Rye, in full.",
    "Spelt.",
  ]);
});

test("pages that name each other, or one that cannot be had, are read as they are", async () => {
  const { server, site, status } = await crawled("canonical-loop", {
    "/": html(`${links("/a", "/c")}<p>Home.</p>`),
    "/a": html('<link rel="canonical" href="/b"><p>Rye.</p>'),
    "/b": html('<link rel="canonical" href="/a"><p>Oats.</p>'),
    "/c": html('<link rel="canonical" href="/missing"><p>Millet.</p>'),
  });
  expect(status).toMatchObject({ state: "done", fetched: 4, errors: [`${server.origin}/missing answers 404`] });
  expect((await textsOf(site, "rye oats millet")).sort()).toEqual(["Millet.", "Oats.", "Rye."]);
});

test("follows what a page that is not to be indexed links to, and nothing that is not to be followed", async () => {
  const { server, site } = await crawled("nofollow", {
    "/": html(`${links("/list", "/meta", "/tag", "/rel")}<p>Home.</p>`),
    "/list": html(`<meta name="robots" content="noindex, follow">${links("/listed")}<p>A list.</p>`),
    "/listed": html("<p>Rye.</p>"),
    "/meta": html(`<meta name="robots" content="nofollow">${links("/no-1")}<p>Oats.</p>`),
    "/tag": html(`${links("/no-2")}<p>Millet.</p>`, { headers: { "X-Robots-Tag": "nofollow" } }),
    "/rel": html('<a rel="external nofollow" href="/no-3">x</a><p>Spelt.</p>'),
  });
  expect((await textsOf(site, "rye oats millet spelt list")).sort()).toEqual(["Millet.", "Oats.", "Rye.", "Spelt."]);
  expect((await server.asked()).filter((path) => path.startsWith("/no-"))).toEqual([]);
});

test("reads the pages that an application shows without JavaScript, and says which have none", async () => {
  const { server, site, status } = await crawled("application", {
    "/": html(`${links("#/prices", "/#/about", "/shop")}<p>Home.</p>`),
    "/shop": html(
      '<div id="root">Loading</div><noscript>Please turn on JavaScript.</noscript><script src="/app.js"></script>',
    ),
  });
  expect(status).toMatchObject({
    ...{ state: "done", found: 2, passages: 1 },
    errors: [`${server.origin}/shop has no text without JavaScript, which is not run`],
  });
  expect(await textsOf(site, "loading")).toEqual([]);
});

test("follows a chain of redirects once, and none that goes round", async () => {
  const { server, status } = await crawled("chains", {
    "/": html(`${links("/1", "/2", "/round")}<p>Home.</p>`),
    "/1": redirect("/2", 301),
    "/2": redirect("/3", 307),
    "/3": html("<p>Rye.</p>"),
    "/round": redirect("/about"),
    "/about": redirect("/round"),
  });
  expect(status).toMatchObject({
    ...{ state: "done", fetched: 2, passages: 2 },
    errors: [`${server.origin}/round redirects more than 5 times`],
  });
});

test("reads what is left of a page that is broken in every way", async () => {
  const { site, status } = await crawled("broken", {
    "/": html(`<p>Rye costs <b>three <i>euros</b></i>.<table><tr><td>Oats<td>2 €<p></table></div></div><ul><li>Mo<li>Tu
      <a href="/a">a<a href='/b>'>b</a><h2>Unclosed<p>Below &notanentity; &#xZZ; <<>> <!-- <p>hidden`),
    "/a": html("<p>A.</p></body></html><p>A footnote."),
  });
  expect(status).toMatchObject({ state: "done", fetched: 2 });
  const texts = (await textsOf(site, "rye oats below notanentity footnote")).join(" ");
  for (const text of [
    "Rye costs three euros.",
    "Oats: 2 €",
    "- Tu ab",
    "Below &notanentity; &#xZZ; <<>>",
    "A footnote.",
  ])
    expect(texts).toContain(text);
  expect(texts).not.toContain("hidden");
});

test("a calendar without end and a list in all its orders are left at some point, and that is told", async () => {
  const routes: Routes = {};
  for (let day = 0; day < 400; day++) {
    routes[`/calendar/${day}/1`] = html(`<a href="/calendar/${day + 1}/1">next</a><p>Nothing on day ${day}.</p>`);
    routes[`/list?sort=${day}`] = html(`<a href="/list?sort=${day + 1}">other</a><p>Sorted by ${day}.</p>`);
  }
  const { server, status } = await crawled(
    "calendar",
    { "/": html(`${links("/calendar/0/1", "/list?sort=0")}<p>Home.</p>`), ...routes },
    { limits: { pages: 2000 } },
  );
  expect(status).toMatchObject({ state: "done", found: 301, fetched: 301 });
  expect(status?.errors.sort()).toEqual([
    `${server.origin}/calendar/#/# has too many addresses: the rest is left out`,
    `${server.origin}/list?… has too many addresses: the rest is left out`,
  ]);
}, 40_000);

test("a page has one address, whatever the visit is called", async () => {
  const { server } = await crawled("sessions", {
    "/": html(`${links("/a;jsessionid=1A2B", "/a?PHPSESSID=7", "/a?sid=9&utm_source=x", "/a")}<p>Home.</p>`),
    "/a": html("<p>Rye.</p>"),
  });
  expect((await server.asked()).filter((path) => path.startsWith("/a"))).toEqual(["/a"]);
});

test("reads pages in the encodings that they are in", async () => {
  const { site } = await crawled("encodings", {
    "/": html(`${links("/header", "/meta")}<p>Home.</p>`),
    "/header": {
      type: "text/html; charset=windows-1252",
      bytes: [...new TextEncoder().encode("<p>Roggen für 3 "), 0x80],
    },
    "/meta": {
      type: "text/html",
      bytes: [...new TextEncoder().encode("<meta charset=shift_jis><p>"), 0x93, 0xfa, 0x96, 0x7b],
    },
  });
  expect(await textsOf(site, "Roggen")).toEqual([expect.stringMatching(/ 3 €$/)]);
  expect(await textsOf(site, "日本")).toEqual(["日本"]);
});

const feed = (origin: string) => `<?xml version="1.0"?><rss version="2.0"><channel>
  <item><title>Rye</title><link>${origin}/rye</link><description>Short.</description></item>
  <item><title>Oats</title><link>${origin}/oats</link>
    <content:encoded><![CDATA[<p>Oats are <b>rolled</b> on Fridays.</p>]]></content:encoded></item>
  <item><title>Secret</title><link>${origin}/secret</link><description>Not for robots.</description></item>
  <item><title>Out</title><link>https://example.com/out</link><description>Elsewhere.</description></item></channel></rss>`;

test("reads a feed that a page names: its entries' pages, or what the feed says where the page cannot be had", async () => {
  const server = await serve({});
  await server.change({
    "/": html('<link rel="alternate" type="application/rss+xml" href="/feed.xml"><p>Home.</p>'),
    "/feed.xml": { type: "application/rss+xml", body: feed(server.origin) },
    "/rye": html("<p>Rye, in full.</p>"),
    "/robots.txt": { type: "text/plain", body: "User-agent: *\nDisallow: /secret" },
  });
  const site = await put("feed", server.origin);
  const status = await crawl(site);
  expect(status).toMatchObject({ state: "done", fetched: 3, passages: 3 });
  expect(await textsOf(site, "rolled oats")).toEqual(["Oats are rolled on Fridays."]);
  expect(await textsOf(site, "rye")).toEqual(["Rye, in full."]);
  expect(await textsOf(site, "robots elsewhere")).toEqual([]);
  expect(status?.errors).toEqual([`${server.origin}/secret is forbidden by robots.txt`]);
});

test("starts from a feed", async () => {
  const server = await serve({ "/rye": html("<p>Rye.</p>") });
  const body = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Rye</title><link href="/rye"/></entry></feed>`;
  await server.change({ "/rye": html("<p>Rye.</p>"), "/atom": { type: "text/xml", body } });
  const site = await put("atom", server.origin, { start: `${server.origin}/atom` });
  expect(await crawl(site)).toMatchObject({ state: "done", fetched: 1, passages: 1, errors: [] });
});

test("reads llms.txt, its text and its links; a page that answers for every address is none", async () => {
  const { site, status } = await crawled("llms", {
    "/": html("<p>Home.</p>"),
    "/llms.txt": { type: "text/plain", body: "# Mill\n\n> Stone-ground flour.\n\n- [Rye](/rye.md): rye flour\n" },
    "/rye.md": { type: "text/plain", body: "# Rye\n\nMilled **slowly**." },
  });
  expect(status).toMatchObject({ state: "done", found: 3, fetched: 3, errors: [] });
  expect(await textsOf(site, "slowly")).toEqual(["Milled slowly."]);
  expect(await textsOf(site, "stone-ground")).not.toEqual([]);
  const other = await crawled("no-llms", { "/": html("<p>Home.</p>"), "/llms.txt": html("<p>Welcome.</p>") });
  expect(other.status).toMatchObject({ found: 1, fetched: 1, passages: 1, errors: [] });
});

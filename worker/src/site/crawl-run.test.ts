import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { html, type Routes, redirect, serve } from "../crawl/test-server.ts";
import { crawl, crawled, put, textsOf } from "./test-site.ts";

const robots = (text: string) => ({ type: "text/plain", body: text });

test("crawls links, the sitemaps that robots.txt names, Markdown and text, and each page once", async () => {
  const { server, site, status } = await crawled("whole", {
    "/": html(`<nav><a href="/a?utm_source=x#top">a</a><a href="/a">a</a><a href="https://example.com/">out</a></nav>
      <main><h1>Mill</h1><p>Flour from the windmill.</p></main>`),
    "/index.html": html("<main><h1>Mill</h1><p>Flour from the windmill.</p></main>"),
    "/a": html(
      `<a href="old">old</a> <a href="/">home</a> <a href="/logo.png">logo</a><p>Rye is milled on Mondays.</p>`,
    ),
    "/old": redirect("/new"),
    "/new": html("<p>Spelt came later.</p>"),
    "/robots.txt": robots("User-agent: *\nSitemap: index.xml\n"),
    "/index.xml": {
      type: "text/xml",
      body: "<sitemapindex><sitemap><loc>/never-relative.xml</loc></sitemap></sitemapindex>",
    },
    "/sitemap.xml": { type: "text/xml", body: "<urlset></urlset>" },
    "/guide.md": { type: "text/markdown", body: "# Guide\n\nStone-ground by hand." },
    "/notes.txt": { type: "text/plain", body: "Sifted twice." },
  });
  expect(status).toMatchObject({ state: "done", found: 4, fetched: 3, passages: 3, errors: [] });
  expect(await textsOf(site, "When do you mill rye?")).toEqual([
    "Rye is milled on Mondays.",
    "Flour from the windmill.",
  ]);
  const asked = await server.asked();
  expect(new Set(asked).size).toBe(asked.filter((path) => path !== "/").length + 1);
});

test("finds what only a sitemap names, through an index", async () => {
  const { server, site } = await crawled("sitemap", { "/": html("<p>Home.</p>") });
  const { origin } = server;
  await server.change({
    "/": html("<p>Home.</p>"),
    "/robots.txt": robots(`Sitemap: ${origin}/index.xml`),
    "/index.xml": { body: `<sitemapindex><sitemap><loc>${origin}/part.xml</loc></sitemap></sitemapindex>` },
    "/part.xml": {
      gzip: true,
      body: `<urlset><url><loc><![CDATA[${origin}/hidden?a=1&b=2]]></loc></url><url><loc>${origin}/amp?a=1&amp;b=2</loc></url>
        <url><loc>http://10.0.0.1/private</loc></url></urlset>`,
    },
    "/hidden?a=1&b=2": html("<p>Buckwheat.</p>"),
    "/amp?a=1&b=2": { type: "text/markdown", body: "Millet." },
  });
  expect(await crawl(site)).toMatchObject({ state: "done", found: 3, fetched: 3, passages: 3, errors: [] });
});

test("reads a sitemap that lies there packed, and the first addresses of one that is too long", async () => {
  const server = await serve({});
  const { origin } = server;
  const packed = `<urlset><loc>${origin}/packed</loc></urlset>`;
  const bytes = await new Response(new Blob([packed]).stream().pipeThrough(new CompressionStream("gzip"))).bytes();
  await server.change({
    "/": html("<p>Home.</p>"),
    "/robots.txt": robots("Sitemap: /sitemap.xml.gz\nSitemap: /bomb.xml.gz"),
    "/sitemap.xml.gz": { type: "application/x-gzip", bytes: [...bytes] },
    "/sitemap.xml": { body: `<loc>${origin}/long</loc>${" ".repeat(1000)}`, repeat: 3000 },
    "/bomb.xml.gz": { type: "application/gzip", body: "not packed at all" },
    "/packed": html("<p>Rye.</p>"),
    "/long": html("<p>Oats.</p>"),
  });
  const status = await crawl(await put("packed", origin));
  expect(status).toMatchObject({ state: "done", fetched: 3, passages: 3 });
});

test("a sitemap made to be slow stops neither the crawl nor anybody who asks the site meanwhile", async () => {
  const server = await serve({
    "/": html("<p>Rye costs three euros.</p>"),
    "/sitemap.xml": { body: `<loc>${" ".repeat(995)}`, repeat: 1990 },
  });
  const site = await put("slow-sitemap", server.origin);
  await site.startCrawl();
  await expect.poll(() => server.asked()).toContain("/sitemap.xml");
  expect(await site.get()).toMatchObject({ id: "slow-sitemap" });
  expect(await crawl(site)).toMatchObject({ state: "done", fetched: 1, passages: 1, errors: [] });
});

test("says what it skipped and why", async () => {
  const { server, status } = await crawled("skipping", {
    "/": html(
      `<p>Home.</p>${[
        "secret",
        "noindex",
        "header",
        "elsewhere",
        "private",
        "missing",
        "picture",
        "empty",
        "loop",
        "big",
      ]
        .map((name) => `<a href="/${name}">${name}</a>`)
        .join(" ")}`,
    ),
    "/robots.txt": robots("User-agent: FoyerBot\nDisallow: /secret\nUser-agent: *\nAllow: /"),
    "/secret": html("<p>Secret.</p>"),
    "/noindex": html('<meta name="robots" content="noindex"><p>Draft.</p>'),
    "/header": html("<p>Draft.</p>", { headers: { "X-Robots-Tag": "otherbot: all, foyerbot: noindex" } }),
    "/elsewhere": redirect("https://example.com/"),
    "/private": redirect("http://192.168.1.1/admin"),
    "/picture": { type: "image/png", body: "PNG" },
    "/empty": html("<div id=root></div><script>render()</script>"),
    "/loop": redirect("/loop"),
    "/big": html(`<p>${"0123456789 ".repeat(50)}</p>`, { repeat: 6_000 }),
  });
  const { origin } = server;
  expect(status).toMatchObject({ state: "done", found: 11, passages: expect.any(Number) });
  expect(status?.passages).toBeGreaterThan(100);
  expect(status?.errors.sort()).toEqual(
    [
      `${origin}/big is larger than 2 MB: the rest of it was not read`,
      `${origin}/elsewhere redirects to another site, https://example.com`,
      `${origin}/empty has no text without JavaScript, which is not run`,
      `${origin}/header asks not to be indexed`,
      `${origin}/loop redirects more than 5 times`,
      `${origin}/missing answers 404`,
      `${origin}/noindex asks not to be indexed`,
      `${origin}/picture is image/png`,
      `${origin}/private redirects to a private address`,
      `${origin}/secret is forbidden by robots.txt`,
    ].sort(),
  );
  expect(await server.asked()).not.toContain("/secret");
});

test("a crawl again replaces what changed, keeps what is the same and removes what is gone", async () => {
  const links = '<a href="/a">a</a><a href="/b">b</a><a href="/c">c</a>';
  const { server, site } = await crawled("again", {
    "/": html(`${links}<p>Home.</p>`),
    "/a": html("<p>Rye costs three euros.</p>"),
    "/b": html("<p>Spelt costs four euros.</p>"),
    "/c": html("<p>Millet costs five euros.</p>"),
  });
  expect(await textsOf(site, "costs euros")).toHaveLength(3);
  await server.change({
    "/": html(`<a href="/a">a</a><a href="/b">b</a><p>Home.</p>`),
    "/a": html("<p>Rye costs three euros.</p>"),
    "/b": html("<p>Spelt costs nine euros.</p>"),
  });
  expect(await crawl(site)).toMatchObject({ state: "done", fetched: 3, passages: 3 });
  expect((await textsOf(site, "costs euros")).sort()).toEqual(["Rye costs three euros.", "Spelt costs nine euros."]);
});

test("what cannot be asked this time stays, and what hangs on it too; what is gone for good goes", async () => {
  const pages = {
    "/a": html('<nav><a href="/below">below</a></nav><p>Rye costs three euros.</p>'),
    "/b": html("<p>Spelt costs four euros.</p>"),
    "/below": html("<p>Oats cost two euros.</p>"),
  };
  const home = html('<a href="/a">a</a><a href="/b">b</a><p>Home.</p>');
  const { server, site } = await crawled("partly", { "/": home, ...pages });
  await server.change({ "/": home, "/a": html("down", { status: 503 }), "/below": pages["/below"] });
  const status = await crawl(site);
  expect(status?.state).toBe("done");
  expect(status?.errors.sort()).toEqual([`${server.origin}/a answers 503`, `${server.origin}/b answers 404`]);
  expect((await textsOf(site, "euros")).sort()).toEqual(["Oats cost two euros.", "Rye costs three euros."]);
});

test.each<[string, Routes, string]>([
  ["a site that is down", { "/": html("down", { status: 500 }) }, "/ answers 500"],
  ["a start that is gone", {}, "/ answers 404"],
  [
    "robots.txt that forbids all",
    { "/": html("<p>New.</p>"), "/robots.txt": robots("User-agent: *\nDisallow: /") },
    "/ is forbidden by robots.txt",
  ],
  [
    "robots.txt that fails",
    { "/": html("<p>New.</p>"), "/robots.txt": { status: 500 } },
    "/ is not crawled: ORIGIN/robots.txt answers 500",
  ],
  [
    "robots.txt that redirects for ever",
    { "/": html("<p>New.</p>"), "/robots.txt": redirect("/robots.txt") },
    "/ is not crawled: ORIGIN/robots.txt redirects more than 5 times",
  ],
  [
    "robots.txt that forbids all and never ends",
    {
      "/": html("<p>New.</p>"),
      "/robots.txt": { body: "User-agent: *\nDisallow: /\n", repeat: 100_000, stall: "body" },
    },
    "/ is forbidden by robots.txt",
  ],
  ["a redirect into a private network", { "/": redirect("http://10.0.0.1/") }, "/ redirects to a private address"],
  [
    "a start that asks not to be indexed",
    { "/": html("<meta name=robots content=noindex><p>New.</p>") },
    "/ asks not to be indexed",
  ],
])("a failed crawl leaves the knowledge: %s", async (what, routes, error) => {
  const { server, site } = await crawled(`failed-${what.replaceAll(/\W/g, "-")}`.slice(0, 60), {
    "/": html("<p>Rye costs three euros.</p>"),
  });
  await server.change(routes);
  expect(await crawl(site)).toMatchObject({
    state: "failed",
    fetched: 0,
    errors: [server.origin + error.replace("ORIGIN", server.origin)],
    passages: 1,
  });
  expect(await textsOf(site, "euros")).toEqual(["Rye costs three euros."]);
});

test("a start that redirects to another origin makes that one the site", async () => {
  const real = await serve({ "/home": html('<a href="/a">a</a><p>Home.</p>'), "/a": html("<p>Rye.</p>") });
  const { status } = await crawled("moved", { "/": redirect(`${real.origin}/home`, 301) });
  expect(status).toMatchObject({ state: "done", fetched: 2, passages: 2, errors: [] });
});

test.each([
  [
    "forbids it",
    robots("User-agent: FoyerBot\nDisallow: /home"),
    "redirects to REAL/home, which is forbidden by robots.txt",
  ],
  ["fails", { status: 500 }, "is not crawled: REAL/robots.txt answers 500"],
])("a start that redirects is not followed to where robots.txt %s", async (what, reply, error) => {
  const real = await serve({ "/home": html("<p>Home.</p>"), "/robots.txt": reply });
  const { server, status } = await crawled(`led-${what.slice(0, 4)}`.trim(), { "/": redirect(`${real.origin}/home`) });
  expect(status).toMatchObject({
    state: "failed",
    errors: [`${server.origin}/ ${error.replace("REAL", real.origin)}`],
  });
  expect(new Set(await real.asked())).toEqual(new Set(["/robots.txt"]));
});

test("stops at the site's limit of pages", async () => {
  const pages = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`/${at}`, html(`<a href="/${at + 1}">next</a><p>Page number ${at}.</p>`)]),
  );
  const home = html('<a href="/0">0</a><a href="/5">5</a><a href="/8">8</a><p>Home.</p>');
  const { status } = await crawled("limit", { "/": home, ...pages }, { limits: { pages: 5 } });
  expect(status).toMatchObject({ state: "done", fetched: 5, passages: 5 });
});

test("a crawl that runs is the crawl that starts; one that is cut off goes on", async () => {
  const pages = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`/${at}`, html(`<p>Page number ${at}.</p>`)]));
  const links = Object.keys(pages).map((path) => `<a href="${path}">x</a>`);
  const server = await serve({
    "/": html(`${links.join("")}<p>Home.</p>`),
    ...pages,
    "/3": html("", { stall: "body" }),
  });
  const site = await put("cut-off", server.origin);
  const id = await site.startCrawl();
  expect(await site.startCrawl()).toBe(id);
  await expect.poll(async () => (await site.crawlStatus())?.fetched).toBe(8);
  await runInDurableObject(site, (_, state) => state.abort("cut off")).catch(() => {}); // the abort is what it throws
  await server.change({ "/3": html("<p>Page number 3.</p>") });
  const again = env.SITE.getByName("cut-off");
  await expect.poll(async () => (await again.crawlStatus())?.state, { timeout: 15_000 }).toBe("done");
  expect(await again.crawlStatus()).toMatchObject({ id, fetched: 9, passages: 9, errors: [] });
  const asked = (await server.asked()).filter((path) => /^\/\d$/.test(path)).sort();
  expect(asked).toEqual([...Object.keys(pages), "/3"].sort()); // only what was in flight twice
  const stored = await runInDurableObject(again, (_, { storage }) =>
    storage.sql.exec("select url from page").toArray(),
  );
  expect(new Set(stored.map(({ url }) => url)).size).toBe(stored.length);
}, 30_000);

test("a site that has become an empty shell keeps its knowledge", async () => {
  const { server, site } = await crawled("shell", {
    "/": html('<a href="/a">a</a><p>Rye costs three euros.</p>'),
    "/a": html("<p>Spelt costs four euros.</p>"),
  });
  const shell = html('<div id="app"></div><a href="/a"></a><script src="/app.js"></script>');
  await server.change({ "/": shell, "/a": shell });
  expect(await crawl(site)).toMatchObject({
    state: "failed",
    fetched: 2,
    passages: 2,
    errors: ["/", "/a"].map((path) => `${server.origin}${path} has no text without JavaScript, which is not run`),
  });
  expect((await textsOf(site, "euros")).sort()).toEqual(["Rye costs three euros.", "Spelt costs four euros."]);
});

test("reads no more than fifty sitemaps, none of another site's, and pages before their parts", async () => {
  const elsewhere = await serve({ "/part.xml": { body: "<urlset></urlset>" } });
  const server = await serve({});
  const { origin } = server;
  const parts = Array.from({ length: 200 }, (_, at) => `<loc>${origin}/${at}.xml</loc>`).join("");
  await server.change({
    "/": html('<a href="/linked">x</a><p>Home.</p>'),
    "/linked": html("<p>Linked.</p>"),
    "/sitemap.xml": { body: `<sitemapindex><loc>${elsewhere.origin}/part.xml</loc>${parts}</sitemapindex>` },
    "/48.xml": { body: `<urlset><loc>${origin}/listed</loc></urlset>` },
    "/listed": html("<p>Listed.</p>"),
  });
  const status = await crawl(await put("parts", origin));
  expect(status).toMatchObject({ state: "done", found: 3, fetched: 3 });
  expect(status?.errors).toEqual([`${origin}/sitemap.xml names more sitemaps than are read`]);
  const asked = await server.asked();
  expect(asked.filter((path) => path.endsWith(".xml"))).toHaveLength(50);
  expect(asked.indexOf("/linked")).toBeLessThan(asked.indexOf("/40.xml"));
  expect(await elsewhere.asked()).toEqual([]);
});

test("reads no more than fifty of the sitemaps that robots.txt names", async () => {
  const server = await serve({
    "/": html("<p>Home.</p>"),
    "/robots.txt": robots(Array.from({ length: 300 }, (_, at) => `Sitemap: /${at}.xml`).join("\n")),
  });
  const status = await crawl(await put("many-sitemaps", server.origin));
  expect(status).toMatchObject({ state: "done", fetched: 1 });
  expect(status?.errors).toEqual([`${server.origin}/robots.txt names more sitemaps than are read`]);
  expect((await server.asked()).filter((path) => path.endsWith(".xml"))).toHaveLength(50);
});

test("knows no more than ten thousand pages", async () => {
  const server = await serve({});
  const pages = Array.from({ length: 12_000 }, (_, at) => `<loc>${server.origin}/${at}</loc>`).join("");
  await server.change({ "/": html("<p>Home.</p>"), "/sitemap.xml": { body: `<urlset>${pages}</urlset>` } });
  const status = await crawl(await put("large", server.origin, { limits: { pages: 1 } }));
  expect(status).toMatchObject({ state: "done", found: 10_000, fetched: 1 });
});

import { expect, test } from "vitest";
import { parseFeed } from "./feed.ts";

test("reads RSS: link or permanent guid, whole text before the short one, CDATA and escapes", () => {
  const feed =
    parseFeed(`<?xml version="1.0"?><rss version="2.0"><channel><title>Mill</title><link>https://a.example/</link>
    <item><title>Rye &amp; spelt</title><link>https://a.example/rye?a=1&amp;b=2</link><description>Short.</description>
      <content:encoded><![CDATA[<p>Rye &amp; spelt, at length.</p>]]></content:encoded></item>
    <item><title><![CDATA[Oats]]></title><guid>https://a.example/oats</guid><description>&lt;p&gt;Oats.&lt;/p&gt;</description></item>
    <item><title>Nowhere</title><guid isPermaLink="false">17</guid></item></channel></rss>`);
  expect(feed).toEqual([
    { url: "https://a.example/rye?a=1&b=2", title: "Rye & spelt", html: "<p>Rye &amp; spelt, at length.</p>" },
    { url: "https://a.example/oats", title: "Oats", html: "<p>Oats.</p>" },
  ]);
});

test("reads Atom: the alternate link, text, escaped HTML and XHTML", () => {
  const feed = parseFeed(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Mill</title><link href="https://a.example/"/>
    <entry><title type="html">Rye</title><link rel="edit" href="/edit"/><link rel='alternate' href='/rye'/>
      <summary>Short.</summary><content type="html">&lt;p&gt;Rye.&lt;/p&gt;</content></entry>
    <entry><title>Oats</title><link href="/oats"/><content type="xhtml"><div><p>Oats.</p></div></content></entry>
    <entry><title>Millet</title><link href="/millet"/><summary type="text">5 &lt; 6</summary></entry></feed>`);
  expect(feed).toEqual([
    { url: "/rye", title: "Rye", html: "<p>Rye.</p>" },
    { url: "/oats", title: "Oats", html: "<div><p>Oats.</p></div>" },
    { url: "/millet", title: "Millet", html: "5 &lt; 6" },
  ]);
});

test.each(["<urlset><url><loc>x</loc></url></urlset>", "<html><body>rss", ""])("%s is no feed", (text) => {
  expect(parseFeed(text)).toBeNull();
});

/** Two million characters each: read more than once per element, they would take hours. */
test.each([
  ["items", `<rss>${"<item>".repeat(330_000)}`],
  ["links", `<feed>${"<entry><link ".repeat(150_000)}`],
  ["CDATA", `<rss><item><title>${"<![CDATA[".repeat(220_000)}`],
])("reads %s without an end at once", (_, text) => {
  expect(parseFeed(text)).toEqual([]);
});

test("reads no more than two hundred entries", () => {
  expect(parseFeed(`<rss>${"<item><link>https://a.example/</link></item>".repeat(900)}</rss>`)).toHaveLength(200);
});

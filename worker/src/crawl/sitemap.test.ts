import { expect, test } from "vitest";
import { parseSitemap } from "./sitemap.ts";

test.each<[string, string, boolean, string[]]>([
  [
    "pages",
    "<urlset><url><loc>\n https://a.example/?x=1&amp;y=2 </loc></url><url><loc>b</loc></url></urlset>",
    false,
    ["https://a.example/?x=1&y=2", "b"],
  ],
  [
    "more sitemaps",
    '<sitemapindex xmlns="x"><sitemap><loc>https://a.example/1.xml</loc></sitemap>',
    true,
    ["https://a.example/1.xml"],
  ],
  [
    "an address in CDATA",
    "<loc> <![CDATA[ https://a.example/?x=1&y=2 ]]> </loc>",
    false,
    ["https://a.example/?x=1&y=2"],
  ],
  ["CDATA without an end", "<loc><![CDATA[https://a.example/</loc>", false, ["https://a.example/"]],
  ["only a page's own addresses", "<image:loc>https://a.example/x.jpg</image:loc><loc></loc><loc> </loc>", false, []],
  ["no address too long to be one", `<loc>https://a.example/${"x".repeat(2048)}</loc><loc>b</loc>`, false, ["b"]],
  ["a page that is no sitemap", "<html><p>Not found", false, []],
  ["an element that never closes", "<loc>a</loc><loc>b", false, ["a"]],
])("reads %s", (_, text, index, locations) => {
  expect(parseSitemap(text)).toEqual({ index, locations });
});

/** Two million characters each: read more than once per element, they would take hours. */
test.each([
  ["white space", `<loc>${" ".repeat(2_000_000)}`],
  ["elements", "<loc>".repeat(400_000)],
  ["elements and white space", `<loc>${" ".repeat(995)}`.repeat(2000)],
  ["CDATA", "<loc><![CDATA[".repeat(140_000)],
])("reads %s without an end at once", (_, text) => {
  expect(parseSitemap(text).locations).toEqual([]);
});

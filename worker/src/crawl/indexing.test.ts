import { expect, test } from "vitest";
import { readCanonicalLink, readRobotsTag } from "./indexing.ts";

test.each<[string | null, boolean, boolean]>([
  [null, false, false],
  ["noindex", true, false],
  ["NOFOLLOW", false, true],
  ["none", true, true],
  ["otherbot: noindex, nofollow", false, false],
  ["otherbot: noindex, foyerbot: nofollow", false, true],
  ["foyerbot: noindex, nofollow, otherbot: none", true, true],
  ["unavailable_after: 25 Jun 2030 15:00:00 PST, noindex", true, false],
  ["max-snippet:20, nofollow", false, true],
])("X-Robots-Tag: %s", (header, noindex, nofollow) => {
  expect(readRobotsTag(header)).toEqual({ noindex, nofollow });
});

test.each<[string | null, string | undefined]>([
  [null, undefined],
  ['<https://a.example/b>; rel="canonical"', "https://a.example/b"],
  ["</style.css>; rel=preload; as=style, </b,c>; rel=canonical", "/b,c"],
  ["<https://a.example/b>; rel=next", undefined],
])("Link: %s", (header, canonical) => {
  expect(readCanonicalLink(header)).toBe(canonical);
});

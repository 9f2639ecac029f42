import { expect, test } from "vitest";
import { Traps, trapOf } from "./traps.ts";

const admitted = (paths: string[]) => {
  const traps = new Traps();
  return paths.filter((path) => traps.admit(new URL(path, "https://mill.example"))).length;
};
const many = (count: number, path: (at: number) => string) => Array.from({ length: count }, (_, at) => path(at));

test.each<[string, string[], number]>([
  ["sort orders of one list", many(300, (at) => `/list?sort=${at}`), 100],
  ["filters that combine", many(300, (at) => `/list?f${at % 17}=1&g${at}=2`), 100],
  ["the days of a calendar", many(1000, (at) => `/calendar/${at}/${at % 12}/${at % 28}`), 200],
  ["a page that is always the next", many(5000, (at) => `/page/${at}`), 2000],
  ["a link that grows", many(30, (at) => `/${"a/b/".repeat(at)}`), 4],
  [
    "a path without end",
    many(30, (at) => `/${many(at, (part) => `p${String.fromCharCode(97 + part)}`).join("/")}`),
    17,
  ],
])("leaves %s at some point", (_, paths, count) => {
  expect(admitted(paths)).toBe(count);
});

test.each<[string, string[]]>([
  ["pages with names", many(3000, (at) => `/${at.toString(36).replace(/\d/g, "x")}-${"ab".repeat(at % 9)}`)],
  ["a query on each page", many(3000, (at) => `/p${String.fromCharCode(97 + (at % 26))}x?lang=en`).slice(0, 26)],
  [
    "the articles of a blog",
    many(1000, (at) => `/2026/11/${"a".repeat(at % 50)}${String.fromCharCode(97 + (at % 26))}`),
  ],
])("takes none of these for a trap: %s", (_, paths) => {
  expect(admitted(paths)).toBe(paths.length);
});

test("names a trap", () => {
  expect(trapOf(new URL("https://mill.example/list?sort=9"))).toBe("https://mill.example/list?…");
  expect(trapOf(new URL("https://mill.example/2026/11/25"))).toBe("https://mill.example/#/#/#");
});

import { expect, test } from "vitest";
import { delayOf, Pace } from "./pace.ts";

test.each([
  ["nobody asks for one", 0, undefined, 0],
  ["robots.txt asks for more", 500, 2, 2000],
  ["the site itself asks for more", 5000, 2, 5000],
  ["robots.txt asks for an hour", 0, 3600, 30_000],
])("the delay when %s", (_, own, crawlDelay, ms) => {
  expect(delayOf(own, crawlDelay)).toBe(ms);
});

test("keeps the starts of two requests apart, and waits as long as it is asked to", () => {
  const pace = new Pace(100);
  expect(pace.next).toBe(0);
  pace.started(1000);
  expect(pace.next).toBe(1100);
  pace.pause(5000);
  pace.started(1100);
  expect(pace.next).toBe(5000);
  pace.pause(2000);
  expect(pace.next).toBe(5000);
});

import { expect, test } from "vitest";
import { placeOf, type Said } from "./rows.ts";

const noon = new Date(2026, 10, 24, 12).getTime();
const minutes = (count: number) => noon + count * 60_000;
const visitor = (at: number): Said => ({ role: "visitor", at });
const agent = (at: number): Said => ({ role: "agent", at });

test.each<[string, Said | undefined, Said, Said | undefined, boolean, boolean]>([
  ["alone", undefined, visitor(noon), undefined, true, true],
  ["within three minutes of its own side", visitor(noon), visitor(minutes(2)), visitor(minutes(4)), false, false],
  ["after the other side", agent(noon), visitor(noon), visitor(noon), true, false],
  ["before the other side", visitor(noon), visitor(noon), agent(noon), false, true],
  ["after a pause", visitor(noon), visitor(minutes(3)), undefined, true, true],
])("a message %s", (_, before, said, after, isFirst, isLast) => {
  expect(placeOf(said, before, after, noon)).toMatchObject({ isFirst, isLast });
});

test("the first message of a day names it, and begins a run", () => {
  const midnight = new Date(2026, 10, 24).getTime();
  const before = visitor(midnight - 30_000);
  const after = visitor(midnight + 30_000);
  expect(placeOf(after, before, undefined, noon)).toEqual({ isFirst: true, isLast: true, day: "Today" });
  expect(placeOf(before, undefined, after, noon)).toMatchObject({ isLast: true, day: expect.stringContaining("23") });
  expect(placeOf(visitor(noon), after, undefined, noon).day).toBe("");
});

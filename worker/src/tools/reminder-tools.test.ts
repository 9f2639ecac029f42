import { describe, expect, test } from "vitest";
import { type ReminderToolContext, reminderTools } from "./reminder-tools.ts";
import { remindersInMemory } from "./test-reminders.ts";
import { runCall, toDeclaration } from "./tool.ts";

const NOON = Date.UTC(2026, 10, 25, 12); // a Wednesday

function contextOf(over: Partial<ReminderToolContext> = {}, setting: { max?: number } = {}) {
  const { reminders, kept } = remindersInMemory({ now: NOON, ...setting });
  const context = {
    reminders,
    zone: "Europe/London",
    isZoneKnown: true,
    askedAt: NOON,
    refusal: () => undefined,
    ...over,
  };
  const call = async (name: string, input: unknown = {}) =>
    JSON.parse(await runCall(reminderTools, { id: "c", name, arguments: JSON.stringify(input) }, context));
  const later = (when: string, what = "You wanted to call.") => call("follow_up_later", { when, what });
  return { kept, call, later };
}

test("a model sees the tools with their schemas", () => {
  const [later, cancel, list] = reminderTools.map(toDeclaration);
  expect(later).toMatchObject({ name: "follow_up_later", parameters: { required: ["when", "what"] } });
  expect(cancel).toMatchObject({ name: "cancel_follow_up", parameters: { type: "object" } });
  expect(list).toMatchObject({ name: "list_follow_ups", parameters: { type: "object" } });
});

describe("follow_up_later", () => {
  test("keeps the message and its time, and answers with the local one", async () => {
    const { later, kept } = contextOf();
    expect(await later("tomorrow at 9", " You wanted to call. ")).toEqual({
      set: { at: "Thursday 26 November at 09:00", what: "You wanted to call." },
      zone: "Europe/London",
    });
    expect(kept).toMatchObject([{ at: Date.UTC(2026, 10, 26, 9), what: "You wanted to call." }]);
  });

  test("in the visitor's zone", async () => {
    const { later, kept } = contextOf({ zone: "America/New_York" });
    expect(await later("on Friday afternoon")).toMatchObject({ set: { at: "Friday 27 November at 15:00" } });
    expect(kept).toMatchObject([{ at: Date.UTC(2026, 10, 27, 20) }]);
  });

  test("says when the zone is only the site's", async () => {
    const { later } = contextOf({ isZoneKnown: false });
    expect(await later("in 20 minutes")).toMatchObject({ zoneIs: expect.stringContaining("not known") });
  });

  test("counts from when it was asked, so that a turn that runs again sets the same", async () => {
    const { later, kept } = contextOf({ askedAt: NOON - 5000 });
    await later("in 20 minutes");
    expect(kept).toMatchObject([{ at: NOON - 5000 + 20 * 60_000 }]);
  });

  test.each([
    ["whenever you like", "unreadable"],
    ["every Monday at 9", "unreadable"],
    ["yesterday", "past"],
    ["2020-01-01", "past"],
    ["in 200 days", "too-late"],
    ["in 3 years", "too-late"],
  ])("[U5] %s is refused as %s, and nothing is kept", async (when, code) => {
    const { later, kept } = contextOf();
    expect(await later(when)).toEqual({ error: expect.any(String), code });
    expect(kept).toEqual([]);
  });

  test("[U5] of too many the last is refused, and those before stay", async () => {
    const { later, kept } = contextOf({}, { max: 2 });
    await later("tomorrow");
    await later("on Friday");
    expect(await later("next week")).toMatchObject({ code: "too-many" });
    expect(kept).toHaveLength(2);
  });

  test.each([
    ["no time", { what: "x" }],
    ["a blank time", { when: " ", what: "x" }],
    ["a long time", { when: `tomorrow ${"x".repeat(200)}`, what: "x" }],
    ["no message", { when: "tomorrow" }],
    ["a blank message", { when: "tomorrow", what: "\n" }],
    ["a long message", { when: "tomorrow", what: "x".repeat(501) }],
    ["a number for a time", { when: 5, what: "x" }],
  ])("with %s it goes back as an error, and nothing is kept", async (_, input) => {
    const { call, kept } = contextOf();
    expect(await call("follow_up_later", input)).toEqual({ error: expect.any(String) });
    expect(kept).toEqual([]);
  });
});

describe("cancel_follow_up", () => {
  test("cancels the newest, and tells what is left", async () => {
    const { later, call, kept } = contextOf();
    await later("on Friday", "First.");
    await later("tomorrow", "Second.");
    expect(await call("cancel_follow_up")).toEqual({
      cancelled: { at: "Thursday 26 November at 09:00", what: "Second." },
      open: [{ at: "Friday 27 November at 09:00", what: "First." }],
      zone: "Europe/London",
    });
    expect(kept).toMatchObject([{ what: "First." }]);
  });

  test("with none open it is an error", async () => {
    expect(await contextOf().call("cancel_follow_up")).toEqual({ error: "none is open", code: "none" });
  });
});

test("list_follow_ups tells them, the earliest first", async () => {
  const { later, call } = contextOf({ isZoneKnown: false });
  expect(await call("list_follow_ups")).toMatchObject({ open: [] });
  await later("on Friday", "First.");
  await later("tomorrow", "Second.");
  expect(await call("list_follow_ups")).toEqual({
    open: [
      { at: "Thursday 26 November at 09:00", what: "Second." },
      { at: "Friday 27 November at 09:00", what: "First." },
    ],
    zone: "Europe/London",
    zoneIs: expect.any(String),
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Reply } from "../../../e2e/fake-reply.ts";
import { fakeUpstream } from "../model/test-upstream.ts";
import { answerTo, hours, run, turnOf } from "./test-turn.ts";

const NOTICE = /^The assistant cannot be reached just now, .*\n\n/;
const errors = () => vi.mocked(log);
let log: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  log = vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("when the model fails before any text, the site's pages take over and say so", () => {
  test.each<[string, Reply]>([
    ["status 500", { status: 500 }],
    ["status 429", { status: 429 }],
    ["status 401", { status: 401 }],
    ["a cut connection", { reset: true }],
    ["an HTML page", { html: true }],
    ["a cut stream", { end: "cut" }],
    ["a bad frame", { end: "bad-frame" }],
    ["an error frame", { end: "error-frame" }],
    ["no finish_reason", { end: "no-finish" }],
    ["an empty answer", { text: "" }],
    ["nothing but an invented citation", { text: "[9]" }],
  ])("%s", async (_, reply) => {
    const { turn, upstream } = turnOf({ text: "When is the workshop open?" });
    await upstream.script(reply, reply, reply);
    const end = await run(turn);
    expect(end).toMatchObject({ state: "done", by: "pages", sources: [{ url: hours.url }] });
    expect(end.text).toMatch(NOTICE);
    expect(end.text).toContain("open from Tuesday to Saturday");
    expect(errors()).toBeCalledTimes(1);
  });

  test.each(["[[silent]]", "[[stall]]"])("%s", async (directive) => {
    const { model } = fakeUpstream({ firstTokenMs: 100 });
    const end = await answerTo({ text: `${directive} When is the workshop open?`, over: { model } });
    expect(end).toMatchObject({ state: "done", by: "pages", text: expect.stringMatching(NOTICE) });
  });

  test("unless the site wants nobody else to answer", async () => {
    const end = await answerTo({ text: "[[fail:500]]", grant: { model: { fallback: "none" } } });
    expect(end).toEqual({ state: "failed", why: "model", text: "", sources: [] });
  });

  test("and what its tools did already stays done, once", async () => {
    const { turn, leads, upstream } = turnOf({ text: "Mail me at ada@example.org" });
    const fail = { status: 500 };
    const call = { name: "leave_contact", arguments: '{"email":"ada@example.org","note":"Wants mail"}' };
    await upstream.script({ calls: [call] }, fail, fail, fail);
    const end = await run(turn);
    expect(end).toMatchObject({ state: "done", by: "pages" });
    expect(end.text).toContain("I passed ada@example.org on");
    expect(leads).toHaveLength(1);
  });
});

describe("when it fails after text has begun, the answer is failed with what there is", () => {
  test.each([
    "[[cut-after:3]]",
    "[[bad-frame-after:3]]",
    "[[error-frame-after:3]]",
    "[[no-finish]]",
    "[[clean]]",
    "[[length]]",
    "[[content-filter-after:3]]",
  ])("%s", async (directive) => {
    const end = await answerTo({ text: `${directive} [[tokens:9]]` });
    expect(end).toEqual({ state: "failed", why: "model", text: "word0 word1 word2", sources: [] });
  });

  test("a stall", async () => {
    const { model } = fakeUpstream({ betweenTokensMs: 100 });
    const end = await answerTo({ text: "[[stall-after:3]] [[tokens:9]]", over: { model } });
    expect(end).toMatchObject({ state: "failed", why: "model", text: "word0 word1 word2" });
  });

  test("[A11] its sources stay", async () => {
    const { turn, upstream } = turnOf({ text: "?" });
    await upstream.script({ text: "Daily [1]. And then we", end: "cut", after: 5 });
    expect(await run(turn)).toMatchObject({
      state: "failed",
      text: "Daily [1]. And then we",
      sources: [{ url: hours.url }],
    });
  });

  test.each([
    ["in small pieces", Array(250).fill({ content: "x".repeat(1000) })],
    ["in one", [{ content: "x".repeat(2_700_000) }]],
    [
      "in white space and invented citations",
      [{ content: "x" }, ...Array(250).fill({ content: `${" ".repeat(997)}[9]` })],
    ],
  ])("an answer without end, %s", async (_, deltas) => {
    const { turn, upstream } = turnOf({ text: "?" });
    await upstream.script({ deltas, end: "stall" });
    const end = await run(turn);
    expect(end).toMatchObject({ state: "failed", why: "model" });
    expect(end.text).toMatch(/^x/);
    expect(end.text.length).toBeLessThanOrEqual(100_000);
    await expect.poll(upstream.journal).toMatchObject([{ closedEarly: true }]);
  });

  test("a failure in the round after a tool", async () => {
    const { turn, upstream } = turnOf({ text: "?" });
    await upstream.script(
      { text: "Let me look.", calls: [{ name: "search_site", arguments: '{"query":"x"}' }] },
      { end: "cut", after: 0 },
      { end: "cut", after: 0 },
      { end: "cut", after: 0 },
    );
    expect(await run(turn)).toMatchObject({ state: "failed", why: "model", text: "Let me look." });
  });
});

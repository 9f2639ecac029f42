import type { Message } from "protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Passage } from "../model/model.ts";
import { ASKED_AT, answerTo, delivery, hours, run, type Told, tell, turnOf } from "./test-turn.ts";
import { runTurn, type Turn } from "./turn.ts";

const errors = () => vi.mocked(log);
let log: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  log = vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("a model answers", () => {
  test("[A11] from the passages, with its sources", async () => {
    expect(await answerTo({ text: "When are you open?" })).toEqual({
      ...{ state: "done", text: "The workshop is open from Tuesday to Saturday, 9:00 to 17:00. [1]" },
      sources: [{ title: "Help › Opening hours", url: hours.url }],
    });
    expect(errors()).not.toBeCalled();
  });

  test("[A11] citing nothing, its sources are the passages it clearly rests on", async () => {
    const near = "[[say:The workshop is open Tuesday to Saturday, and parking is free.]]";
    expect((await answerTo({ text: near })).sources).toEqual([{ title: "Help › Opening hours", url: hours.url }]);
    expect((await answerTo({ text: "[[say:Hello, what may I do for you? The workshop is lovely.]]" })).sources).toEqual(
      [],
    );
  });

  test("[A11] each source is told before the text that cites it, so that a stop leaves no number without one", async () => {
    const { turn } = turnOf({ text: "[[say:The clock strikes [2]. It rings [1]. It stops.]]" });
    const told: Told = { text: "", sources: [] };
    const pages: string[][] = [];
    for await (const piece of runTurn(turn)) {
      tell(told, piece);
      for (const [, number] of told.text.matchAll(/\[(\d)\]/g)) expect(told.sources[Number(number) - 1]).toBeDefined();
      if (piece.type === "sources") pages.push(piece.sources.map(({ title }) => title));
    }
    expect(pages).toEqual([["Delivery"], ["Delivery", "Help › Opening hours"]]);
  });

  test("[A11] an invented citation is dropped", async () => {
    expect(await answerTo({ text: "[[say:Yes [7]. Surely [2].]]" })).toMatchObject({
      text: "Yes. Surely [1].",
      sources: [{ title: "Delivery", url: delivery.url }],
    });
  });
});

describe("tools", () => {
  test("a search's passages can be cited, and the visitor's details are passed on", async () => {
    const found: Passage = { ...hours, heading: "Sundays", url: "https://brightwick.example/sundays" };
    const text = "I am ada@example.org. Sundays?";
    const { turn, leads, upstream } = turnOf({ text, site: { search: async () => [hours, found] } });
    await upstream.script(
      { text: "Let me look.", calls: [{ name: "search_site", arguments: '{"query":"sunday"}' }] },
      { calls: [{ name: "leave_contact", arguments: '{"email":"ada@example.org","note":"Sundays"}' }] },
      { text: "We are closed [3], else open [1]." },
    );
    expect(await run(turn)).toEqual({
      ...{ state: "done", text: "Let me look.\n\nWe are closed [1], else open [2]." },
      sources: [
        { title: "Help › Sundays", url: found.url },
        { title: "Help › Opening hours", url: hours.url },
      ],
    });
    expect(leads).toMatchObject([{ email: "ada@example.org", note: "Sundays", conversation: "demo/abc", at: 1 }]);
    const rounds = await upstream.journal();
    expect(rounds).toHaveLength(3);
    expect(rounds[1]?.body.messages.slice(-2)).toMatchObject([
      { role: "assistant", content: "Let me look.", tool_calls: [{ function: { name: "search_site" } }] },
      { role: "tool", content: expect.stringContaining("[3] Help › Sundays") },
    ]);
  });

  test.each([
    ["[[tool:search_site {}]]", "query"],
    ['[[tool:search_site {"query":"half]]', "expected object"],
    ["[[tool:delete_everything {}]]", "there is no tool"],
  ])("a bad call (%s) goes back as an error", async (text, why) => {
    const search = vi.fn(async () => []);
    const end = await answerTo({ text, site: { search } });
    expect(end).toMatchObject({ state: "done", text: expect.stringContaining(`"error":`) });
    expect(end.text).toContain(why);
    expect(search).not.toBeCalled();
  });

  test("a tool that fails goes back as an error too, and is logged once", async () => {
    const search = () => Promise.reject(new Error("storage is gone"));
    const end = await answerTo({ text: '[[tool:search_site {"query":"x"}]]', site: { search } });
    expect(end).toMatchObject({ state: "done", text: expect.stringContaining("the tool failed") });
    expect(end.text).not.toContain("storage is gone");
    expect(errors()).toBeCalledTimes(1);
  });

  test("a model that never stops asking gets eight rounds, then one without tools", async () => {
    const search = vi.fn(async () => [hours]);
    const { turn, upstream } = turnOf({ text: '[[loop:search_site {"query":"x"}]]', site: { search } });
    expect(await run(turn)).toMatchObject({ state: "done", text: expect.stringContaining("The tool says") });
    const rounds = await upstream.journal();
    expect(rounds.map(({ body }) => Boolean(body.tools))).toEqual([...Array<boolean>(8).fill(true), false]);
    expect(search).toBeCalledTimes(8);
  });

  test("of many calls at once only so many are run", async () => {
    const search = vi.fn(async () => [hours]);
    const { turn, upstream } = turnOf({ text: "?", site: { search } });
    await upstream.script(
      { calls: Array(20).fill({ name: "search_site", arguments: '{"query":"x"}' }) },
      { text: "Done." },
    );
    expect(await run(turn)).toMatchObject({ state: "done", text: "Done." });
    expect(search).toBeCalledTimes(8);
  });

  test("a reminder is kept at the visitor's time, counted from the question", async () => {
    const call = { when: "tomorrow at 9", what: "You wanted to call the workshop." };
    const { turn, kept, upstream } = turnOf({
      text: `[[tool:follow_up_later ${JSON.stringify(call)}]]`,
      over: { zone: "America/New_York", at: ASKED_AT + 3_600_000 },
    });
    const { text } = await run(turn);
    expect(text).toContain("Thursday 26 November at 09:00");
    expect(kept).toMatchObject([{ at: Date.UTC(2026, 10, 26, 14), what: call.what }]);
    const [round] = await upstream.journal();
    expect(round?.body.messages[0]?.content).toContain("(America/New_York, the visitor's time zone)");
    expect(round?.body.tools?.map((tool) => tool.function.name)).toContain("cancel_follow_up");
  });

  test("a turn that runs twice leaves the same lead", async () => {
    const text = '[[tool:leave_contact {"email":"ada@example.org","note":"x"}]]';
    const first = turnOf({ text });
    const again = turnOf({ text, over: { at: 2 } });
    await run(first.turn);
    await run(again.turn);
    expect(first.leads.map(({ id }) => id)).toEqual(again.leads.map(({ id }) => id));
  });
});

describe("the site's pages answer alone", () => {
  test("without a notice when no model is configured", async () => {
    const end = await answerTo({ text: "When is the workshop open?", over: { model: undefined } });
    expect(end).toMatchObject({ state: "done", by: "pages", sources: [{ url: hours.url }] });
    expect(end.text).toMatch(/^The workshop is open/);
  });

  test("when the day's answers are used up, and the model is not asked", async () => {
    const { turn, upstream } = turnOf({ text: "When is the workshop open?", grant: { overBudget: true } });
    const end = await run(turn);
    expect(end).toMatchObject({ state: "done", by: "pages" });
    expect(end.text).toMatch(/^The assistant has answered all it can for today/);
    expect(await upstream.journal()).toEqual([]);
  });

  test("but not then when the site wants nobody else to answer", async () => {
    const grant = { overBudget: true, model: { fallback: "none" as const } };
    expect(await answerTo({ text: "?", grant })).toEqual({
      state: "failed",
      why: "over-budget",
      text: "",
      sources: [],
    });
  });

  test("and pass contact details on through the same tool", async () => {
    const { turn, leads } = turnOf({ text: "My mail is ada@example.org", over: { model: undefined } });
    const end = await run(turn);
    expect(end).toMatchObject({
      state: "done",
      by: "pages",
      text: expect.stringContaining("I passed ada@example.org on"),
    });
    expect(leads).toMatchObject([{ email: "ada@example.org" }]);
  });

  test("with what was asked before, wherever the visitor is by now", async () => {
    const asked: Message = { id: "q0", seq: 1, role: "visitor", text: "Do you repair lamps?", state: "done", at: 0 };
    const page = { title: "Contact", url: "https://brightwick.example/contact" };
    const { turn, leads } = turnOf({ text: "ada@example.org", over: { model: undefined, history: [asked], page } });
    await run(turn);
    expect(leads).toMatchObject([{ note: "ada@example.org (asked before: Do you repair lamps?)" }]);
  });

  test("and say so when that fails", async () => {
    const addLead = () => Promise.reject(new Error("gone"));
    const end = await answerTo({ text: "ada@example.org", over: { model: undefined }, site: { addLead } });
    expect(end).toMatchObject({ state: "done", text: expect.stringContaining("could not pass ada@example.org on") });
  });
});

describe("[K3] while there is nothing to tell, signs of life come", () => {
  const signsOf = async (turn: Turn, quietMs: number) => {
    const types: string[] = [];
    for await (const { type } of runTurn({ ...turn, quietMs })) types.push(type);
    return types.filter((type, index) => type !== types[index - 1]);
  };
  /** What comes first: on a busy machine more quiet may follow. */
  const firstSigns = async (turn: Turn) => (await signsOf(turn, 50)).slice(0, 2);

  test("when the first token is late", async () => {
    const { turn } = turnOf({ text: "[[slow:200]] [[say:Hello]]" });
    expect(await firstSigns(turn)).toEqual(["thinking", "text"]);
  });

  test("when the model thinks", async () => {
    const { turn, upstream } = turnOf({ text: "?" });
    await upstream.script({ deltas: Array(20).fill({ reasoning: "hm" }), text: "Hello", slow: 10 });
    expect(await firstSigns(turn)).toEqual(["thinking", "text"]);
  });

  test("when a tool is slow", async () => {
    const search = () => new Promise<Passage[]>((resolve) => setTimeout(resolve, 200, [hours]));
    const { turn, upstream } = turnOf({ text: "?", site: { search } });
    await upstream.script({ calls: [{ name: "search_site", arguments: '{"query":"x"}' }] }, { text: "Hello" });
    expect(await firstSigns(turn)).toEqual(["thinking", "text"]);
  });

  test("and none when it is quick", async () => {
    expect(await signsOf(turnOf({ text: "[[tokens:9]]" }).turn, 10_000)).toEqual(["text"]);
  });
});

describe("[A7] when the turn is stopped", () => {
  test("before it begins, nobody is asked", async () => {
    const { turn, upstream } = turnOf({ text: "[[tokens:9]]", over: { signal: AbortSignal.abort() } });
    expect(await run(turn)).toMatchObject({ text: "" });
    const pages = turnOf({ text: "When are you open?", over: { signal: AbortSignal.abort(), model: undefined } });
    expect(await run(pages.turn)).toMatchObject({ text: "" });
    expect(await upstream.journal()).toEqual([]);
  });

  test("the upstream request is closed, and nothing more is said", async () => {
    const stop = new AbortController();
    const { turn, upstream } = turnOf({ text: "[[slow:20]] [[tokens:500]]", over: { signal: stop.signal } });
    const pieces = runTurn(turn);
    await pieces.next();
    stop.abort();
    expect((await pieces.next()).done).toBe(true);
    await expect.poll(upstream.journal).toMatchObject([{ closedEarly: true }]);
  });

  test("before any text nobody else takes over", async () => {
    const stop = new AbortController();
    const { turn, upstream } = turnOf({ text: "[[silent]]", over: { signal: stop.signal } });
    const end = run(turn);
    await expect.poll(upstream.journal).toHaveLength(1);
    stop.abort();
    expect((await end).text).toBe("");
  });

  test("during a tool no further round begins", async () => {
    const stop = new AbortController();
    const site = {
      search: async () => {
        stop.abort();
        return [hours];
      },
    };
    const { turn, upstream } = turnOf({
      text: '[[tool:search_site {"query":"x"}]]',
      over: { signal: stop.signal },
      site,
    });
    expect((await run(turn)).text).toBe("");
    expect(await upstream.journal()).toHaveLength(1);
  });
});

test("a bug in a model is no failure of the model: it is thrown", async () => {
  const model = async function* () {
    yield* [];
    throw new TypeError("a bug");
  };
  await expect(answerTo({ text: "?", over: { model } })).rejects.toThrow("a bug");
});

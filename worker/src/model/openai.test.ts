import { afterEach, describe, expect, test, vi } from "vitest";
import { ModelFailure } from "./model.ts";
import { openaiModel } from "./openai.ts";
import { collect, fakeUpstream, requestFor } from "./test-upstream.ts";

const tools = [{ name: "search_site", description: "", parameters: { type: "object" } }];

describe("an answer", () => {
  test("streams in pieces", async () => {
    const { model, journal } = fakeUpstream();
    const pieces: string[] = [];
    for await (const event of model(requestFor("[[say:one two three]]"))) {
      if (event.type === "text") pieces.push(event.text);
    }
    expect(pieces).toEqual(["one", " two", " three"]);
    const [seen] = await journal();
    expect(seen?.headers.authorization).toBe("Bearer key-of-a-test");
    expect(seen?.body).toMatchObject({ messages: [{ role: "user" }], stream: true });
    expect(seen?.body).not.toHaveProperty("tools");
    expect(seen?.body).not.toHaveProperty("temperature");
    expect(seen?.closedEarly).toBeUndefined();
  });

  test("survives UTF-8 cut across packets, CRLF, comments and chunks without choices", async () => {
    const { model } = fakeUpstream();
    expect((await collect(model(requestFor("[[split]] [[say:Grüße — 你好 🎉 ok]]")))).text).toBe("Grüße — 你好 🎉 ok");
  });

  test("asks for tools in whole calls, after the text", async () => {
    const { model, script } = fakeUpstream();
    const calls = [
      { name: "search_site", arguments: '{"query":"a"}' },
      { name: "search_site", arguments: '{"query":"b"}' },
    ];
    await script({ text: "Let me look.", calls });
    const result = await collect(model(requestFor("?", { tools })));
    expect(result.text).toBe("Let me look.");
    expect(result.calls).toEqual(calls.map((call, index) => ({ id: `call_${index}`, ...call })));
  });

  const started = (id: string, name: string, json = "", index?: number | null) => ({
    tool_calls: [{ ...(index !== undefined && { index }), id, type: "function", function: { name, arguments: json } }],
  });
  const more = (json: string, over: object = {}) => ({ tool_calls: [{ ...over, function: { arguments: json } }] });

  test.each([
    ["all with the same index", [started("a", "one", '{"x":1}', 0), started("b", "two", "{}", 0)]],
    ["without an index", [started("a", "one", '{"x":'), more("1}"), started("b", "two", "{}")]],
    ["with an index of null", [started("a", "one", '{"x":1}', null), started("b", "two", "{}", null)]],
    [
      "with id and name in every piece",
      [started("a", "one", '{"x":', 0), started("a", "one", "1}", 0), started("b", "two", "{}", 1)],
    ],
    [
      "in turns",
      [started("a", "one", '{"x":', 0), started("b", "two", "{", 1), more("1}", { index: 0 }), more("}", { index: 1 })],
    ],
    [
      "with nulls for what does not change",
      [
        started("a", "one", "", 0),
        { tool_calls: [{ index: 0, id: null, function: { name: null, arguments: '{"x":1}' } }] },
        { tool_calls: [{ index: 0, function: null }] },
        started("b", "two", "{}", 1),
      ],
    ],
  ])("keeps calls apart that come %s", async (_, deltas) => {
    const { model, script } = fakeUpstream();
    await script({ deltas });
    expect((await collect(model(requestFor("?", { tools })))).calls).toEqual([
      { id: "a", name: "one", arguments: '{"x":1}' },
      { id: "b", name: "two", arguments: "{}" },
    ]);
  });

  test("gives a call without an id one of its own", async () => {
    const { model, script } = fakeUpstream();
    await script({ deltas: [started("", "one", "{}", 0), started("", "two", "{}", 1)] });
    expect((await collect(model(requestFor("?", { tools })))).calls.map(({ id }) => id)).toEqual(["call_0", "call_1"]);
  });

  test("does not grow without end in its calls", async () => {
    const { model, script, journal } = fakeUpstream();
    const part = "x".repeat(1000);
    await script({ deltas: [started("a", "one", part, 0), ...Array(40).fill(more(part, { index: 0 }))], end: "stall" });
    const { calls, error } = await collect(model(requestFor("?", { tools })));
    expect(calls).toEqual([]);
    expect(error).toEqual(new ModelFailure("calls too long"));
    await expect.poll(journal).toMatchObject([{ closedEarly: true }]);
  });

  test("goes with the earlier rounds, in the API's shape", async () => {
    const { model, journal } = fakeUpstream();
    const call = { id: "call_7", name: "search_site", arguments: "{}" };
    await collect(
      model(
        requestFor("?", {
          tools,
          messages: [
            { role: "user", content: "?" },
            { role: "assistant", content: null, calls: [call] },
            { role: "tool", callId: "call_7", content: "found" },
          ],
        }),
      ),
    );
    const [seen] = await journal();
    expect(seen?.body.messages.slice(1)).toEqual([
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "call_7", type: "function", function: { name: "search_site", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "call_7", content: "found" },
    ]);
    expect(seen?.body.tools).toMatchObject([{ type: "function", function: { name: "search_site" } }]);
  });
});

describe("before the first token", () => {
  test.each([
    ["status 500", "[[fail:500 times=2]]"],
    ["status 503", "[[fail:503 times=2]]"],
    ["status 429", "[[fail:429 times=2]]"],
    ["status 429 with Retry-After", "[[fail:429 times=2 after=0]]"],
    ["a cut connection", "[[reset:times=2]]"],
  ])("%s is tried twice more", async (_, directive) => {
    const { model, journal } = fakeUpstream();
    expect(await collect(model(requestFor(`${directive}[[say:at last]]`)))).toEqual({
      text: "at last",
      calls: [],
      sources: [],
    });
    expect(await journal()).toHaveLength(3);
  });

  test.each([
    ["status 500", "[[fail:500]]", 3],
    ["status 429", "[[fail:429]]", 3],
    ["a cut connection", "[[reset]]", 3],
    ["a cut stream", "[[cut]]", 3],
    ["an HTML page with status 200", "[[html]]", 3],
    ["a bad frame", "[[bad-frame]]", 3],
    ["an error frame", "[[error-frame]]", 3],
    ["an end without finish_reason", "[[say:]][[no-finish]]", 3],
    ["Retry-After beyond patience", "[[fail:429 after=60]]", 1],
    ["Retry-After beyond the time for the first token", "[[fail:429 after=5]]", 1],
    ["status 400", "[[fail:400]]", 1],
    ["status 401", "[[fail:401]]", 1],
    ["status 404", "[[fail:404]]", 1],
    ["an empty answer", "[[empty]]", 1],
  ])("%s is a failure, after as many requests as help", async (_, directive, requests) => {
    const { model, journal } = fakeUpstream();
    const { text, error } = await collect(model(requestFor(`${directive}`)));
    expect(text).toBe("");
    expect(error).toBeInstanceOf(ModelFailure);
    expect(await journal()).toHaveLength(requests);
  });

  test.each(["[[silent]]", "[[stall]]"])("silence (%s) is a failure, and the request is closed", async (directive) => {
    const { model, journal } = fakeUpstream({ firstTokenMs: 100 });
    expect((await collect(model(requestFor(directive)))).error).toEqual(new ModelFailure("silence"));
    await expect.poll(journal).toMatchObject([{ closedEarly: true, chunks: 0 }]);
  });

  const thoughts = (field: string, count = 500) => Array(count).fill({ [field]: "hm " });

  test.each(["reasoning_content", "reasoning"])("thinking (%s) is no silence, and not in the answer", async (field) => {
    const { model, script } = fakeUpstream({ firstTokenMs: 500, betweenTokensMs: 500 });
    await script({ deltas: thoughts(field, 20), text: "42", slow: 50 });
    expect(await collect(model(requestFor("?")))).toEqual({ text: "42", calls: [], sources: [] });
  });

  test("thinking that does not come to an end is a failure, and the request is closed", async () => {
    const { model, script, journal } = fakeUpstream({ thinkingMs: 150 });
    await script({ deltas: thoughts("reasoning_content"), text: "42", slow: 20 });
    expect((await collect(model(requestFor("?")))).error).toEqual(new ModelFailure("thinking"));
    await expect.poll(journal).toMatchObject([{ closedEarly: true }]);
  });

  test("empty pieces of a call are silence", async () => {
    const { model, script } = fakeUpstream({ firstTokenMs: 150 });
    await script({ deltas: Array(500).fill({ tool_calls: [{ index: 0, function: {} }] }), slow: 20 });
    expect((await collect(model(requestFor("?")))).error).toEqual(new ModelFailure("silence"));
  });

  test("a refused connection is a failure", async () => {
    const model = openaiModel({ apiKey: "x", baseURL: "http://127.0.0.1:9/v1", name: "x", timing: { backoffMs: 1 } });
    expect((await collect(model(requestFor("?")))).error).toEqual(new ModelFailure("connection failed"));
  });
});

describe("after the first token nothing is asked again", () => {
  test.each([
    ["a cut stream", "[[cut-after:3]]"],
    ["a bad frame", "[[bad-frame-after:3]]"],
    ["an error frame", "[[error-frame-after:3]]"],
    ["an end with [DONE] but no finish_reason", "[[no-finish]]"],
    ["an end without both", "[[clean]]"],
    ["an answer cut at the token limit", "[[length]]"],
    ["an answer withheld by a filter", "[[content-filter-after:3]]"],
  ])("%s is a failure that leaves what there is", async (_, directive) => {
    const { model, journal } = fakeUpstream();
    const { text, error } = await collect(model(requestFor(`${directive} [[tokens:9]]`)));
    expect(text).toBe("word0 word1 word2");
    expect(error).toBeInstanceOf(ModelFailure);
    expect(await journal()).toHaveLength(1);
  });

  test("a stall is a failure, and the request is closed", async () => {
    const { model, journal } = fakeUpstream({ betweenTokensMs: 100 });
    const { text, error } = await collect(model(requestFor("[[stall-after:3]] [[tokens:9]]")));
    expect(text).toBe("word0 word1 word2");
    expect(error).toEqual(new ModelFailure("silence"));
    await expect.poll(journal).toMatchObject([{ closedEarly: true, chunks: 3 }]);
  });

  test("a piece of a call is a first token", async () => {
    const { model, script, journal } = fakeUpstream();
    await script({ calls: [{ name: "search_site", arguments: "{}" }], end: "cut", after: 1 });
    const { calls, error } = await collect(model(requestFor("?", { tools })));
    expect(calls).toEqual([]);
    expect(error).toBeInstanceOf(ModelFailure);
    expect(await journal()).toHaveLength(1);
  });

  test("slow tokens are no stall", async () => {
    const { model } = fakeUpstream({ firstTokenMs: 400, betweenTokensMs: 400 });
    expect((await collect(model(requestFor("[[slow:60]] [[tokens:12]]")))).text).toMatch(/word11$/);
  });
});

describe("when the caller gives up", () => {
  test("the upstream request is closed in the middle of the stream", async () => {
    const { model, journal } = fakeUpstream();
    const stop = new AbortController();
    let text = "";
    for await (const event of model(requestFor("[[slow:20]] [[tokens:500]]", { signal: stop.signal }))) {
      if (event.type === "text") text += event.text;
      stop.abort();
    }
    expect(text).toBe("word0");
    await expect.poll(journal).toMatchObject([{ closedEarly: true }]);
    expect((await journal())[0]?.chunks).toBeLessThan(500);
  });

  test("it is closed while nobody reads the stream", async () => {
    const { model, journal } = fakeUpstream();
    const stop = new AbortController();
    const events = model(requestFor("[[slow:20]] [[tokens:500]]", { signal: stop.signal }))[Symbol.asyncIterator]();
    await events.next();
    stop.abort();
    await expect.poll(journal).toMatchObject([{ closedEarly: true }]);
  });

  test("before the request, there is none", async () => {
    const { model, journal } = fakeUpstream();
    expect(await collect(model(requestFor("?", { signal: AbortSignal.abort() })))).toEqual({
      text: "",
      calls: [],
      sources: [],
    });
    expect(await journal()).toEqual([]);
  });

  test("it is closed before the first token, and a retry does not come", async () => {
    const { model, journal } = fakeUpstream({ backoffMs: 60_000, firstTokenMs: 600_000 });
    const stop = new AbortController();
    const waiting = collect(model(requestFor("[[fail:500]]", { signal: stop.signal })));
    await expect.poll(journal).toHaveLength(1);
    stop.abort();
    expect(await waiting).toEqual({ text: "", calls: [], sources: [] });
    expect(await journal()).toHaveLength(1);
  });
});

describe("the log", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.each(["[[bad-frame-after:1]]", "[[fail:400]]", "[[error-frame]]"])(
    "%s puts nothing in it, and nothing of it in the failure",
    async (directive) => {
      const log = (["log", "info", "warn", "error", "debug"] as const).map((method) => vi.spyOn(console, method));
      const { error } = await collect(fakeUpstream().model(requestFor(directive)));
      expect(error).toBeInstanceOf(ModelFailure);
      expect(String(error)).not.toMatch(/secret|scripted|overloaded/);
      expect(log.flatMap(({ mock }) => mock.calls)).toEqual([]);
    },
  );
});

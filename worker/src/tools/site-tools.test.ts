import { describe, expect, test } from "vitest";
import type { Passage } from "../model/model.ts";
import { type SiteToolContext, siteTools } from "./site-tools.ts";
import { runCall, toDeclaration } from "./tool.ts";

type Lead = Parameters<SiteToolContext["site"]["addLead"]>[0];

const passage: Passage = {
  title: "Help",
  heading: "Hours",
  url: "https://b.example/help",
  text: "Open daily.",
  score: 1,
};

function contextOf(over: Partial<SiteToolContext> = {}) {
  const leads = new Map<string, Lead>();
  const queries: string[] = [];
  const context: SiteToolContext = {
    ...{ conversation: "demo/abc", questionId: "q1", at: 5 },
    said: ["I am ada@example.org or 020 7946 0000"],
    site: {
      search: async (query) => {
        queries.push(query);
        return query === "nothing" ? [] : [passage];
      },
      addLead: async (lead) => {
        leads.set(lead.id, lead);
      },
    },
    found: (passages) => passages.map((_, index) => index + 7),
    ...over,
  };
  const call = (name: string, input: unknown) =>
    runCall(
      siteTools,
      { id: "c", name, arguments: typeof input === "string" ? input : JSON.stringify(input) },
      context,
    );
  return { leads, queries, call };
}

test("a model sees both tools with their schemas", () => {
  const [search, contact] = siteTools.map(toDeclaration);
  expect(search).toMatchObject({ name: "search_site", parameters: { type: "object", required: ["query"] } });
  expect(contact).toMatchObject({ name: "leave_contact", parameters: { type: "object", required: ["note"] } });
});

describe("search_site", () => {
  test("answers with numbered passages", async () => {
    const { call, queries } = contextOf();
    expect(JSON.parse(await call("search_site", { query: " hours " }))).toBe(
      "[7] Help › Hours\nhttps://b.example/help\nOpen daily.",
    );
    expect(queries).toEqual(["hours"]);
  });

  test("says when nothing was found", async () => {
    expect(JSON.parse(await contextOf().call("search_site", { query: "nothing" }))).toBe("Nothing was found.");
  });
});

describe("leave_contact", () => {
  const input = { email: "ada@example.org", note: "Wants a quote" };

  test("writes a lead", async () => {
    const { call, leads } = contextOf();
    expect(JSON.parse(await call("leave_contact", { ...input, name: " Ada ", phone: "+44 (0)20 7946-0000" }))).toEqual({
      saved: true,
    });
    expect([...leads.values()]).toEqual([
      {
        ...{ id: expect.stringMatching(/^[0-9a-f]{32}$/), conversation: "demo/abc", at: 5 },
        ...{ name: "Ada", email: "ada@example.org", phone: "+44 (0)20 7946-0000", note: "Wants a quote" },
      },
    ]);
  });

  test("the same call again, also at another time and in another order, changes nothing", async () => {
    const { call, leads } = contextOf();
    await call("leave_contact", input);
    await call("leave_contact", { note: " Wants a quote ", email: "ada@example.org" });
    expect(leads.size).toBe(1);
    const later = contextOf({ at: 99 });
    await later.call("leave_contact", input);
    expect([...later.leads.keys()]).toEqual([...leads.keys()]);
  });

  test("another question, conversation or argument is another lead", async () => {
    const ids = new Set<string>();
    for (const over of [{}, { questionId: "q2" }, { conversation: "demo/xyz" }]) {
      const { call, leads } = contextOf(over);
      await call("leave_contact", input);
      await call("leave_contact", { ...input, note: "Other" });
      for (const id of leads.keys()) ids.add(id);
    }
    expect(ids.size).toBe(6);
  });

  test.each([
    ["no address and no number", { note: "x" }],
    ["no e-mail address", { email: "ada at example", note: "x" }],
    ["two addresses", { email: "a@example.org, b@example.org", note: "x" }],
    ["a line break in the address", { email: "a@example.org\nBcc: b@example.org", note: "x" }],
    ["letters for a number", { phone: "call me", note: "x" }],
    ["too few digits", { phone: "12345", note: "x" }],
    ["no note", { email: "a@example.org" }],
    ["a blank note", { email: "a@example.org", note: "  " }],
    ["a long note", { email: "a@example.org", note: "x".repeat(1001) }],
  ])("with %s it goes back as an error, and nothing is written", async (_, bad) => {
    const { call, leads } = contextOf();
    expect(JSON.parse(await call("leave_contact", bad))).toEqual({ error: expect.any(String) });
    expect(leads.size).toBe(0);
  });
});

test.each([
  ["an unknown tool", "delete_site", "{}"],
  ["no query", "search_site", "{}"],
  ["an empty query", "search_site", '{"query":" "}'],
  ["a query over the limit", "search_site", JSON.stringify({ query: "x".repeat(201) })],
  ["the wrong type", "search_site", '{"query":7}'],
  ["half of the JSON", "search_site", '{"query":"a'],
  ["no arguments", "search_site", ""],
  ["JSON that is no object", "search_site", "null"],
])("%s goes back as an error, and nothing is searched", async (_, name, json) => {
  const { call, queries } = contextOf();
  expect(JSON.parse(await call(name, json))).toEqual({ error: expect.any(String) });
  expect(queries).toEqual([]);
});

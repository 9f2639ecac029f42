import { expect, test } from "vitest";
import type { ConversationPage, ConversationQuery } from "./conversations.ts";
import { newsOf, put } from "./test-site.ts";
import type { ConversationNews } from "./turn.ts";

type Given = Partial<ConversationNews>;

/** A site with these conversations, a second apart; they are named by their numbers from 1. */
async function open(name: string, given: Given[]) {
  const site = await put(name, "https://mill.example");
  const told = given.map((each, index) => newsOf(String(index + 1), { at: (index + 1) * 1000, ...each }));
  for (const news of told) await site.endTurn({ by: "pages", news });
  const find = async (query: Partial<ConversationQuery> = {}) =>
    (await site.conversations({ limit: 50, ...query })) as ConversationPage;
  const ids = async (query: Partial<ConversationQuery> = {}) => (await find(query)).conversations.map(({ id }) => id);
  return { site, find, ids };
}

test("lists conversations, the newest first, as they were told last", async () => {
  const { site, find } = await open("list", [
    { topic: "Rye", intent: "price", urgency: "high", last: "How much?", summary: "Asks for rye." },
    { topic: "Spelt" },
  ]);
  const first = {
    ...{ id: "1", at: 1000, messages: 2, last: "How much?", topic: "Rye" },
    ...{ intent: "price", urgency: "high", summary: "Asks for rye." },
  };
  const second = { id: "2", at: 2000, messages: 2, last: "Hello", topic: "Spelt", intent: "other", urgency: "normal" };
  expect(await find()).toEqual({ conversations: [second, first], more: false });

  await site.endTurn({ by: "model", news: newsOf("1", { at: 3000, messages: 4, topic: "Rye flour" }) });
  const { conversations } = await find();
  expect(conversations).toMatchObject([{ id: "1", messages: 4, topic: "Rye flour" }, { id: "2" }]);
  expect(conversations[0], "as it is now").not.toHaveProperty("summary");
});

test("an end of a turn that was overtaken changes nothing", async () => {
  const { site, find } = await open("overtaken", [{ messages: 4, topic: "New" }]);
  await site.endTurn({ by: "pages", news: newsOf("1", { at: 500, messages: 2, topic: "Old" }) });
  expect((await find()).conversations).toMatchObject([{ messages: 4, topic: "New" }]);
});

test("pages go on where the last one ended, while others come in on top", async () => {
  const { site, find } = await open(
    "pages",
    Array.from({ length: 5 }, () => ({ at: 1000 })),
  );
  const first = await find({ limit: 2 });
  expect(first).toMatchObject({ conversations: [{ id: "5" }, { id: "4" }], more: true });
  await site.endTurn({ by: "pages", news: newsOf("6", { at: 1000 }) });
  await site.endTurn({ by: "pages", news: newsOf("7", { at: 2000 }) });
  const after = { at: 1000, id: "4" };
  expect(await find({ limit: 2, after })).toMatchObject({ conversations: [{ id: "3" }, { id: "2" }], more: true });
  expect(await find({ limit: 2, after: { at: 1000, id: "2" } })).toMatchObject({
    conversations: [{ id: "1" }],
    more: false,
  });
});

test.each([
  ["a word of the topic", "delivery", ["1"]],
  ["a word of the last message", "ireland", ["1"]],
  ["a word of the summary", "crane", ["2"]],
  ["the beginning of a word", "deliv", ["1"]],
  ["all of several words, in any order", "price sof", ["2"]],
  ["words that no conversation has together", "delivery crane", []],
  ["the middle of a word", "elivery", []],
  ["other case and accents", "CAFE munchen", ["3"]],
  ["accents where there are none", "délivery", ["1"]],
  ["ss for ß", "strasse", ["3"]],
  ["a Greek word in its other sigma", "οδοσ", ["3"]],
  ["a part of a text without spaces", "配送", ["4"]],
  ["an address", "ada@example.com", ["4"]],
  ["nothing that is a word", "-- '%_\" *", []],
  ["an injection", "x'); drop table conversation; --", []],
  ["an operator of full-text search", "delivery NOT ireland", []],
  ["a pattern", "d%y", []],
])("finds %s", async (title, q, expected) => {
  const { ids } = await open(`find ${title}`, [
    { topic: "Delivery to Ireland", last: "How long does it take to Ireland?" },
    { topic: "Price of a sofa", summary: "It has to be lifted by a crane." },
    { topic: "Café in München", last: "Straße? οδός" },
    { topic: "请问配送时间", last: "Mail ada@example.com" },
  ]);
  expect(await ids({ q })).toEqual(expected);
  expect(await ids(), "all are still there").toHaveLength(4);
});

test("a search of very many words is harmless", async () => {
  const { ids } = await open("many words", [{ last: "a b c d e f g h i j k l m n o p" }]);
  expect(await ids({ q: "a b c d e f g h i j k l m n o p ".repeat(12) })).toEqual(["1"]);
});

test("filters by intent and urgency, with words and pages", async () => {
  const { ids } = await open("filters", [
    { intent: "price", topic: "Rye" },
    { intent: "date", topic: "Rye" },
    { intent: "price", urgency: "high", topic: "Rye" },
    { intent: "price", topic: "Spelt" },
  ]);
  expect(await ids({ intent: "price" })).toEqual(["4", "3", "1"]);
  expect(await ids({ intent: "price", urgency: "high" })).toEqual(["3"]);
  expect(await ids({ intent: "price", q: "rye", after: { at: 3000, id: "3" } })).toEqual(["1"]);
  expect(await ids({ urgency: "low" })).toEqual([]);
});

test("what is forgotten is not listed, and its leads stay", async () => {
  const { site, ids } = await open("forgotten", [{}, {}]);
  await site.addLead({ id: "l", conversation: "1", email: "ada@example.com", note: "", at: 1 });
  await site.forget("1");
  await site.forget("nobody");
  expect(await ids()).toEqual(["2"]);
  expect(await site.hasConversation("1")).toBe(false);
  expect(await site.leads(undefined, 10)).toMatchObject({ leads: [{ id: "l" }] });
});

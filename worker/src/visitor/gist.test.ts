import { describe, expect, test } from "vitest";
import { MAX_LAST } from "../site/turn.ts";
import { gistOf, MAX_TOPIC, newsOf, topicOf } from "./gist.ts";
import { historyOf, START } from "./test-history.ts";

describe("the topic is the visitor's most telling question", () => {
  test.each<[string, string[], string]>([
    ["nothing said", [], ""],
    ["nothing but small talk", ["hi", "how are you?", "ok", "thanks"], ""],
    ["a greeting before it", ["Hi there, how much is the oak table?"], "how much is the oak table"],
    ["what leads up to it", ["Could you tell me if you deliver to Cork?"], "you deliver to Cork"],
    [
      "a remark before it",
      ["We just moved. How long does delivery to Cork take?"],
      "How long does delivery to Cork take",
    ],
    ["thanks after it", ["is the oak table solid wood?", "thanks"], "is the oak table solid wood"],
    [
      "one of several",
      ["is it nice?", "What would a quote for rewiring a garage come to?", "and in blue?"],
      "What would a quote for rewiring a garage come to",
    ],
    [
      "the newer of two alike",
      ["How much is the oak table?", "How much is the ash table?"],
      "How much is the ash table",
    ],
    ["another script", ["テーブルはいくらですか？"], "テーブルはいくらですか"],
  ])("%s", (_, questions, topic) => {
    expect(gistOf(historyOf(...questions)).topic).toBe(topic);
  });

  test("and only what the visitor said counts", () => {
    const history = historyOf(["is it blue?", "Yes. How much would you like to spend on the oak table?"]);
    expect(gistOf(history).topic).toBe("is it blue");
  });

  test("at most so long, cut at a word and never inside a character", () => {
    const words = topicOf(`Can you ship ${"a rather long oak table ".repeat(10)}to Cork?`);
    expect(words.length).toBeLessThanOrEqual(MAX_TOPIC);
    expect(words).toMatch(/ \w+…$/);
    const signs = topicOf(`${"𠮷".repeat(200)}?`);
    expect(signs.length).toBeLessThanOrEqual(MAX_TOPIC);
    expect(signs.isWellFormed()).toBe(true);
  });
});

test.each<[string, string[], string]>([
  ["the newest that has one", ["can i talk to a human", "how much is it?", "is it blue?"], "price"],
  ["none", ["is it blue?"], "other"],
  ["small talk that asks for a person", ["hi", "can i talk to a human"], "person"],
])("the intent is the newest question's: %s", (_, questions, intent) => {
  expect(gistOf(historyOf(...questions)).intent).toBe(intent);
});

test.each<[string, string]>([
  ["my boiler is leaking and i need someone today", "high"],
  ["URGENT: no hot water", "high"],
  ["the app is not working", "high"],
  ["The pump doesn’t turn on", "high"],
  ["I want to make a complaint", "high"],
  ["WHY DOES NOBODY ANSWER ME", "high"],
  ["Please call asap", "high"],
  ["are you open today", "normal"],
  ["Do you sell ladders?", "normal"],
  ["OK THANKS", "normal"],
  ["no rush, but what does it cost?", "low"],
  ["just looking", "low"],
  ["It's not urgent", "low"],
])("the urgency of “%s” is %s", (text, urgency) => {
  expect(gistOf(historyOf(text)).urgency).toBe(urgency);
});

test("the newest sign of urgency stands", () => {
  expect(gistOf(historyOf("this is urgent", "which lamp fits?")).urgency).toBe("high");
  expect(gistOf(historyOf("this is urgent", "ah, solved. no rush now")).urgency).toBe("low");
});

describe("news", () => {
  const messages = historyOf(["How much is the oak table?", "£400."], ["is it solid wood?", "Yes."]);
  const summary = {
    text: "Ada asked.",
    upTo: 2,
    madeAt: 4,
    topic: "Oak tables",
    intent: "date",
    urgency: "low",
  } as const;

  test("are the conversation's last words, their time and the gist", () => {
    expect(newsOf({ conversation: "abc", messages })).toEqual({
      ...{ conversation: "abc", at: START + 4 * 60_000, messages: 4, last: "is it solid wood?" },
      ...{ topic: "How much is the oak table", intent: "price", urgency: "normal" },
    });
  });

  test("of a conversation that is longer than memory say how long it is", () => {
    expect(newsOf({ conversation: "abc", messages, total: 900 }).messages).toBe(900);
  });

  test("cut the last words, and take them as one line", () => {
    const { last } = newsOf({ conversation: "abc", messages: historyOf(`one\ntwo ${"three ".repeat(100)}`) });
    expect(last.length).toBeLessThanOrEqual(MAX_LAST);
    expect(last).toMatch(/^one two three .*three…$/);
  });

  test("have the summary, whose word stands until the visitor says something newer", () => {
    expect(newsOf({ conversation: "abc", messages, summary })).toMatchObject({
      ...{ summary: "Ada asked.", topic: "Oak tables", intent: "date", urgency: "low" },
    });
    const later = historyOf(
      ...Array.from({ length: 2 }, () => ""),
      "can i talk to a human about my order? It is urgent",
    );
    expect(newsOf({ conversation: "abc", messages: later, summary })).toMatchObject({
      ...{ topic: "can i talk to a human about my order", intent: "person", urgency: "high" },
    });
  });

  test("of nothing are empty", () => {
    expect(newsOf({ conversation: "abc", messages: [] })).toMatchObject({ at: 0, messages: 0, last: "", topic: "" });
  });
});

test("200 hostile messages of full length are read like any other", () => {
  const hostile = ["@", "a.", "[", "“", "who ", "no ", "thanks ", "!"].map((part) => part.repeat(4000 / part.length));
  const messages = historyOf(...Array.from({ length: 200 }, (_, index) => hostile[index % hostile.length] ?? ""));
  expect(gistOf(messages).intent).toBe("other");
});

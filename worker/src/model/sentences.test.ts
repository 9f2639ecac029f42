import { expect, test } from "vitest";
import { isDangling, sentencesOf, unitsOf } from "./sentences.ts";

test.each([
  ["One. Two! Three?", ["One.", "Two!", "Three?"]],
  ["It costs €9.50 a month. Really.", ["It costs €9.50 a month.", "Really."]],
  ["Ask Mr. Byrne, e.g. by mail. He answers.", ["Ask Mr. Byrne, e.g. by mail.", "He answers."]],
  ["No full stop", ["No full stop"]],
  ["", []],
])("%s", (text, sentences) => {
  expect(sentencesOf(text)).toEqual(sentences);
});

test("a passage is sentences, items and code, each under its heading", () => {
  const text = "First. Second:\n\n- one\n- two\n\nSize: S; Price: 1 €\nSize: M; Price: 2 €\n\n```\na = 1\n\nb = 2\n```";
  const units = unitsOf([{ title: "T", heading: "A › B", url: "u", text, score: 1 }]);
  expect(units.map(({ kind, text: said, block, heading }) => [kind, said, block, heading])).toEqual([
    ["sentence", "First.", 0, "B"],
    ["sentence", "Second:", 0, "B"],
    ["item", "one", 1, "B"],
    ["item", "two", 1, "B"],
    ["item", "Size: S; Price: 1 €", 2, "B"],
    ["item", "Size: M; Price: 2 €", 2, "B"],
    ["code", "```\na = 1\n\nb = 2\n```", 3, "B"],
  ]);
});

test.each(["This takes a day.", "It is free.", "But not on Sunday."])("leans on the one before: %s", (sentence) => {
  expect(isDangling(sentence)).toBe(true);
});

test.each(["Delivery takes a day.", "Items are free.", "Button it up."])("stands alone: %s", (sentence) => {
  expect(isDangling(sentence)).toBe(false);
});

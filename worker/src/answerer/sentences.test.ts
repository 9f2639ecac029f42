import { expect, test } from "vitest";
import { isDangling, sentencesOf, unitsOf } from "./sentences.ts";
import { lexiconOf } from "./words.ts";

const english = lexiconOf("en");

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
  const text =
    "It begins here. Second:\n\n- one\n- two\n\nSize: S; Price: 1 €\nSize: M; Price: 2 €\n\n```\na = 1\n\nb = 2\n```";
  const units = unitsOf([{ title: "T", heading: "A › B", url: "u", text, score: 1 }], english);
  expect(units.map(({ kind, text: said, block, heading }) => [kind, said, block, heading])).toEqual([
    ["sentence", "It begins here.", 0, "B"],
    ["sentence", "Second:", 0, "B"],
    ["item", "one", 1, "B"],
    ["item", "two", 1, "B"],
    ["item", "Size: S; Price: 1 €", 2, "B"],
    ["item", "Size: M; Price: 2 €", 2, "B"],
    ["code", "```\na = 1\n\nb = 2\n```", 3, "B"],
  ]);
});

test("a word that is no sentence belongs to the one that follows", () => {
  const text = "Founder. Ada built the first lamp. She sold it.\n\nYes.";
  const units = unitsOf([{ title: "T", heading: "1. Who we are", url: "u", text, score: 1 }], english);
  expect(units.map(({ text: said, heading }) => [said, heading])).toEqual([
    ["Founder. Ada built the first lamp.", "Who we are"],
    ["She sold it.", "Who we are"],
    ["Yes.", "Who we are"],
  ]);
});

test("a row is labelled by its first cell, a definition by its term, a step by its number", () => {
  const text =
    "Size: S; Price: 1 €\nSize: M; Price: 2 €\n\nNeap: A small tide\nSpring: A large one\n\n1. Open it\n2. Close it";
  const units = unitsOf([{ title: "T", heading: "", url: "u", text, score: 1 }], english);
  expect(units.map(({ label, step }) => label ?? step)).toEqual(["S", "M", "Neap", "Spring", 1, 2]);
});

test.each(["This takes a day.", "It is free.", "But not on Sunday."])("leans on the one before: %s", (sentence) => {
  expect(isDangling(sentence, english)).toBe(true);
});

test.each(["Delivery takes a day.", "Items are free.", "Button it up."])("stands alone: %s", (sentence) => {
  expect(isDangling(sentence, english)).toBe(false);
});

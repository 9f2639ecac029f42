import { expect, test } from "vitest";
import type { Intent } from "../site/turn.ts";
import { labelQuestion } from "./label.ts";
import labelled from "./label-questions.json";

const LABELS: Intent[] = ["price", "date", "person", "other"];
const judged = labelled.map((question) => ({ ...question, label: labelQuestion(question.text) }));
const isRight = ({ intent, label }: { intent: string; label: string }) => intent === label;

test("the questions are sixty, as many of each label, and a third of each held out while the rules were made", () => {
  for (const label of LABELS) {
    const own = labelled.filter(({ intent }) => intent === label);
    expect(own).toHaveLength(15);
    expect(own.filter(({ heldOut }) => heldOut)).toHaveLength(5);
  }
});

test.each([
  "how do I charge the battery",
  "does it charge by usb c",
  "is there a human rights policy",
  "can i talk to the lamp with alexa",
  "what date format does the csv need",
  "how long is the cable",
  "can I open an account online",
  "what is the May sale",
  "does the Team plan include support",
  "is it available in blue",
  "I closed my account",
  "",
])("is not taken in by a word: %s", (text) => {
  expect(labelQuestion(text)).toBe("other");
});

test.each([
  ["a person, whatever about", "Can someone call me about the price for Friday?", "person"],
  ["a price, for whatever day", "What does it cost on Saturday?", "price"],
  ["what stands behind a greeting and a remark", "Hi there, lovely shop. When do you open tomorrow?", "date"],
])("takes a question after several for %s", (_, text, label) => {
  expect(labelQuestion(text)).toBe(label);
});

test("labels at least 55 of the 60 rightly, and four fifths of each label", async ({ annotate }) => {
  const counts = LABELS.map((intent) => {
    const of = (label: Intent) => judged.filter((one) => one.intent === intent && one.label === label).length;
    return { intent, ...Object.fromEntries(LABELS.map((label) => [label, of(label)])), right: of(intent) };
  });
  const heldOut = judged.filter((one) => one.heldOut);
  const wrong = judged.filter((one) => !isRight(one)).map(({ text, intent, label }) => `${intent}→${label}: ${text}`);
  const rows = counts.map(({ right: _, ...row }) => JSON.stringify(row));
  const score = `${judged.filter(isRight).length}/60, held out ${heldOut.filter(isRight).length}/20`;
  await annotate([score, ...rows, ...wrong].join("\n"));
  expect(judged.filter(isRight).length).toBeGreaterThanOrEqual(55);
  for (const { right } of counts) expect(right).toBeGreaterThanOrEqual(12);
});

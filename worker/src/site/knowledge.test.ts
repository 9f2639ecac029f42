import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { PagePassage } from "../crawl/passages.ts";
import { migrate } from "../sql.ts";
import { Knowledge } from "./knowledge.ts";
import { readQuery } from "./query.ts";
import { MIGRATIONS } from "./schema.ts";

let count = 0;
/** Runs on the database of a new site; each passage is a page of its own, given as "title | heading | text". */
const withKnowledge = (lines: string[], run: (knowledge: Knowledge) => void) =>
  runInDurableObject(env.SITE.getByName(`knowledge-${count++}`), (_, { storage }) => {
    migrate(storage, MIGRATIONS);
    const knowledge = new Knowledge(storage);
    for (const [at, line] of lines.entries()) {
      const [title = "", heading = "", text = ""] = line.split(" | ");
      const passages: PagePassage[] = [{ title, heading, text, url: `https://example.com/${at}` }];
      knowledge.putPage({ url: `https://example.com/${at}`, hash: line, passages }, "first");
    }
    run(knowledge);
  });
const texts = (knowledge: Knowledge, question: string) => knowledge.search(question, 6).map(({ text }) => text);

test.each([
  ["What are your opening hours?", ["opening", "hours"]],
  ["Who are you and what can you do for me?", []],
  ["Is the miller's e-mail the same?", ["miller", "email"]],
  ["Wi-Fi, wi-fi; WIFI", ["wifi"]],
  ["A stone-ground café in 2026", ["stone", "ground", "café", "2026"]],
  ["!?", []],
])("takes the words worth searching for from %s", (question, words) => {
  expect(readQuery(question, { languages: ["en"], synonyms: [] }).map(({ word }) => word)).toEqual(words);
});

test.each([
  ["stems", "milled grains", "We mill the grain."],
  ["folds accents", "creme brulee", "Crème brûlée on Sundays."],
  ["the visitor's word for it", "shipping", "Delivery takes a day."],
  ["a compound", "email address", "Our e-mail is below."],
  ["the start of a word", "the catalog", "Our catalogue is free."],
])("finds %s", async (_, question, text) => {
  const others = ["t | h | Bread is baked at five.", "t | h | The windmill stands on a hill."];
  await withKnowledge([...others, `t | h | ${text}`], (knowledge) =>
    expect(texts(knowledge, question)).toEqual([text]),
  );
});

test("a question with syntax in it is only a question", async () => {
  await withKnowledge(["t | h | The mill OR nothing."], (knowledge) => {
    expect(texts(knowledge, `"mill" OR NEAR(x) -* {title}: ' ^`)).toEqual(["The mill OR nothing."]);
    expect(texts(knowledge, "what who where")).toEqual([]);
    expect(texts(knowledge, "")).toEqual([]);
  });
});

test("a heading counts more than the text, and words together more than apart", async () => {
  await withKnowledge(
    [
      "Shop | Other | Rye flour is here, and many other things are sold in the old shop.",
      "Shop | Rye flour | It is here, and many other things are sold in the old shop next door.",
      "Shop | Tour | The mill opens at ten. Nobody knows why the door of the tower stays shut until noon.",
      "Shop | Tower | The tower door opens at noon. Nobody knows why the mill stays shut until ten each day.",
    ],
    (knowledge) => {
      expect(knowledge.search("rye flour", 6)[0]?.heading).toBe("Rye flour");
      expect(knowledge.search("When does the tower door open?", 6)[0]?.heading).toBe("Tower");
    },
  );
});

test("the first score is the share of the question that the site speaks of", async () => {
  const lines = [
    "t | h | Rye flour costs three euros.",
    "t | h | The windmill stands on a hill.",
    "t | h | Bread is baked at five.",
  ];
  await withKnowledge(lines, (knowledge) => {
    expect(knowledge.search("rye flour", 6)[0]?.score).toBeCloseTo(1);
    expect(knowledge.search("rye helicopter unicorn", 6)[0]?.score).toBeLessThan(0.35);
    expect(knowledge.search("helicopter unicorn", 6)).toEqual([]);
  });
});

test("a text that a site repeats is found once, and a page under two addresses is stored once", async () => {
  await withKnowledge(["a | h | Rye flour.", "b | h | Rye flour.", "c | h | Rye bread."], (knowledge) => {
    expect(texts(knowledge, "rye").sort()).toEqual(["Rye bread.", "Rye flour."]);
    const twin = { url: "https://example.com/index.html", hash: "c | h | Rye bread.", passages: [] };
    expect(knowledge.putPage(twin, "first")).toBe(false);
    expect(knowledge.count()).toBe(3);
  });
});

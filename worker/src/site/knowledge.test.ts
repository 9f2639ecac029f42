import { expect, test } from "vitest";
import { migrate } from "../sql.ts";
import { Knowledge } from "./knowledge.ts";
import { readQuery } from "./query.ts";
import { MIGRATIONS } from "./schema.ts";
import { textsOf, withKnowledge } from "./test-knowledge.ts";
import type { Ranking } from "./weights.ts";

test.each([
  ["What are your opening hours?", ["opening", "hours"]],
  ["Who are you and what can you do for me?", []],
  ["Is the miller's e-mail the same?", ["miller", "email"]],
  ["Wi-Fi, wi-fi; WIFI", ["wifi"]],
  ["A stone-ground café in 2026", ["stone", "ground", "café", "2026"]],
  ["How heavy is the One?", ["heavy", "one"]],
  ["How Heavy Is The One?", ["heavy"]],
  ["!?", []],
])("takes the words worth searching for from %s", (question, words) => {
  expect(readQuery(question, { languages: ["en"], synonyms: [] }).map(({ word }) => word)).toEqual(words);
});

const MILL = ["Bread is baked at five.", "The windmill stands on a hill.", "Ask us for universal adapters."];

test.each([
  ["stems", "milled grains", "We mill the grain."],
  ["what its stemmer keeps apart", "When do deliveries come?", "What you order we deliver on Friday."],
  ["irregular forms", "What is best bought for a child?", "Buy toys for children here."],
  ["accents", "creme brulee", "Crème brûlée on Sundays."],
  ["the visitor's word for it", "shipping", "Delivery takes a day."],
  ["a phrase for a word", "money back", "Refunds take a day."],
  ["a word for a phrase", "usa", "We send to the United States."],
  ["what is founded by when it started", "When was the company started?", "The company was founded in May."],
  ["a compound", "email address", "Our e-mail is below."],
  ["full-width letters", "ＷＩＦＩ", "The Wi-Fi is free."],
  ["the start of a word", "the catalog", "Our catalogue is free."],
  ["a letter too few", "subscripton", "A subscription is monthly."],
  ["a letter too many", "warrranty", "The warranty is long."],
  ["another letter", "garentee", "The guarantee is long."],
  ["two letters changed with each other", "recieve", "What you receive is fresh."],
  ["two slips in a long word", "acomodashun accommodetion", "Accommodation is nearby."],
])("finds %s", async (_, question, text) => {
  await withKnowledge([...MILL, text], (knowledge) => expect(textsOf(knowledge, question)).toEqual([text]));
});

test.each([
  ["another word with the same start of its stem", "university", "Ask us for universal adapters."],
  ["a word that means too much", "Who is the founder?", "We started late."],
  ["a number with another digit", "4711", "Write to box 4712."],
  ["a longer number", "4711", "Write to box 47112."],
  ["a name that is spelt nearly so", "Do you know Brend?", "Bread is baked at five."],
  ["two slips in a short word", "brxxd", "Bread is baked at five."],
])("does not find %s", async (_, question, text) => {
  await withKnowledge([...MILL, text], (knowledge) => expect(textsOf(knowledge, question)).toEqual([]));
});

test("the most frequent of the words that a misspelt one may be is meant", async () => {
  await withKnowledge(["The mill.", "A mill.", "Our mill.", "A mile away."], (knowledge) => {
    expect(textsOf(knowledge, "milx")).not.toContain("A mile away.");
    expect(textsOf(knowledge, "milx")).toContain("Our mill.");
  });
});

test("a question full of slips finds its answer", async () => {
  const hours = "The mill shop is open on Saturdays from nine to four.";
  await withKnowledge([...MILL, hours, "The mill grinds rye on Mondays."], (knowledge) => {
    expect(textsOf(knowledge, "wehn is teh mil shpo oepn on saterdays")[0]).toBe(hours);
  });
});

test.each([
  ["in its own words", [["grist", "flour for the mill"]], "grist"],
  ["by a phrase", [["stone ground", "flour"]], "What is stone ground here?"],
])("a site's own groups are synonyms: %s", async (_, synonyms, question) => {
  const lines = [...MILL, "Flour for the mill is sold by the sack."];
  await withKnowledge(lines, (knowledge) => expect(textsOf(knowledge, question)).toEqual([]));
  await withKnowledge(lines, (knowledge) => expect(textsOf(knowledge, question)).toEqual([lines.at(-1)]), {
    settings: { synonyms },
  });
});

test.each([
  `"mill" OR NEAR(x) -* {title}: ' ^`,
  "mill AND NOT (mill",
  "mill* NEAR/2 ^title:",
  "🎉🎉🎉",
  "“”„‚ mill",
  "\0mill\u{d800}",
  `${"mill \"' ".repeat(2000)}`,
  "x".repeat(10_000),
  "a-".repeat(5000),
  "保".repeat(10_000),
  "what who where",
  "",
])("a question with syntax in it, or of an odd length, is only a question: %#", async (question) => {
  await withKnowledge(["The mill OR nothing.", ...MILL], (knowledge) => {
    const found = textsOf(knowledge, question);
    expect(found).toEqual(question.includes("mill") ? ["The mill OR nothing."] : []);
  });
});

const SHOP = [
  "Shop | Other | Rye flour is here, and many other things are sold in the old shop.",
  "Shop | Rye flour | It is here, and many other things are sold in the old shop next door.",
];
const TOWER = [
  "The mill opens at ten. Nobody knows why the door of the tower stays shut until noon, and nobody has asked it.",
  "The tower door opens at noon. Nobody knows why the mill stays shut until ten, and nobody has asked it of anybody yet.",
];
const LONG = ["Rye is sold by the sack.", `Rye. ${"Wheat and other grains are sold by the sack. ".repeat(20)}`];
const RARE = ["The flour costs little. The flour is here.", "The spelt is in a sack that stands by the old door."];
const SPREAD = [
  `Rye is here. ${"Nothing of note is said. ".repeat(9)}The price is low. ${"Nothing is said. ".repeat(12)}A sack is free.`,
  `${"Nothing of note is said. ".repeat(9)}Rye, at a low price, by sack. ${"Nothing is said. ".repeat(12)}Here it is free.`,
];

/** Each part of the ranking: what comes first with it, and not without. */
test.each<[part: keyof Ranking, off: Ranking[keyof Ranking], lines: string[], question: string, first: number]>([
  ["fields", [1, 0, 1], SHOP, "rye flour", 1],
  ["pair", 0, TOWER, "When does the tower door open?", 1],
  ["length", 0, [LONG[1] ?? "", LONG[0] ?? ""], "rye", 1],
  ["rarity", 0, [...RARE, "Flour.", "More flour.", "Flour again.", "Flour for all."], "spelt flour", 1],
  ["window", 0, SPREAD, "rye sack price", 1],
])("ranks by %s", async (part, off, lines, question, first) => {
  const firstOf = (knowledge: Knowledge) =>
    lines.findIndex((line) => line.endsWith(textsOf(knowledge, question)[0] ?? "?"));
  await withKnowledge(lines, (knowledge) => expect(firstOf(knowledge)).toBe(first));
  await withKnowledge(lines, (knowledge) => expect(firstOf(knowledge)).not.toBe(first), {
    ranking: { pair: 0, window: 0, [part]: off },
  });
});

test("the first score is the share of the question that the site speaks of", async () => {
  await withKnowledge(["Rye flour costs three euros.", ...MILL], (knowledge) => {
    expect(knowledge.search("rye flour", 6)[0]?.score).toBeCloseTo(1);
    expect(knowledge.search("rye helicopter unicorn", 6)[0]?.score).toBeLessThan(0.35);
    expect(knowledge.search("helicopter unicorn", 6)).toEqual([]);
  });
});

test("the site's own name says little on its own pages", async () => {
  const lines = ["Founder: Morwenna Hale.", "Join the network Ebbstead-setup.", "Ebbstead has a mill."];
  await withKnowledge(lines, (knowledge) => expect(textsOf(knowledge, "Who founded Ebbstead?")[0]).toBe(lines[0]), {
    settings: { name: "Ebbstead" },
  });
});

test("texts that say nearly the same are one result, but not with other numbers", async () => {
  const about = (town: string, days: number) =>
    `The cart to ${town} leaves the mill at noon and is back before the evening bell, in ${days} days at the latest, whatever the wind does on the way.`;
  await withKnowledge([about("Stoke", 2), about("Thorpe", 2), about("Stoke", 3)], (knowledge) => {
    expect(textsOf(knowledge, "cart to the mill").sort()).toEqual([about("Stoke", 2), about("Stoke", 3)].sort());
  });
});

test("a page under two addresses is stored once", async () => {
  await withKnowledge(["Rye flour.", "Rye bread."], (knowledge) => {
    expect(knowledge.putPage({ url: "https://example.com/index.html", hash: "1", passages: [] }, "first")).toBe(false);
    expect(knowledge.count()).toBe(2);
  });
});

test("a page that is replaced or removed is found no more", async () => {
  await withKnowledge(["Rye flour.", "Wheat."], (knowledge, { sql }) => {
    const page = { title: "", heading: "", url: "https://example.com/0", text: "Oats." };
    knowledge.putPage({ url: page.url, hash: "new", passages: [page] }, "second");
    expect(textsOf(knowledge, "rye flour")).toEqual([]);
    expect(textsOf(knowledge, "oats")).toEqual(["Oats."]);
    knowledge.removePage(page.url);
    expect(textsOf(knowledge, "oats")).toEqual([]);
    expect(sql.exec("select term from stem_count where term in ('oat', 'rye')").toArray()).toEqual([]);
  });
});

test("passages that were stored before there was this index are indexed in slices, and found", async () => {
  await withKnowledge([], (_, storage) => {
    const at = MIGRATIONS.findIndex((migration) => migration.includes("create virtual table stem_index"));
    storage.deleteAll();
    migrate(storage, MIGRATIONS.slice(0, at));
    storage.sql.exec("insert into page (id, url, hash, crawl) values (1, 'https://example.com/', 'x', 'first')");
    storage.sql.exec(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
       insert into passage (page, title, heading, url, text)
       select 1, 'Mill', '', 'https://example.com/', 'Grinding of sort ' || i || ' is done here.' from n`,
    );
    migrate(storage, MIGRATIONS);
    const knowledge = new Knowledge(storage);
    let slices = 1;
    while (!knowledge.fill()) slices++;
    expect(slices).toBe(6);
    expect(textsOf(knowledge, "How is sort 977 ground or grinded?")[0]).toContain("sort 977 ");
    expect(storage.sql.exec("select count(*) as left from passage where stems is null").one()).toEqual({ left: 0 });
  });
});

test("of words that most of a large site has, the passage that has them together is found", async () => {
  const many = Array.from({ length: 1700 }, (_, at) => `Flour and bread, batch ${at}.`);
  const plain = Array.from({ length: 1700 }, (_, at) => `Bread of flour of the day ${at}, then wheat.`);
  await withKnowledge([...many, "Bread | Flour for bread | Here.", ...plain], (knowledge) => {
    expect(knowledge.search("flour for bread", 3)[0]?.heading).toBe("Flour for bread");
    expect(knowledge.search("flour batch 1234", 3)[0]?.text).toBe("Flour and bread, batch 1234.");
  });
});

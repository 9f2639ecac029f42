import { expect, test } from "vitest";
import { readHtml } from "./html.ts";
import { toPassages } from "./passages.ts";

const url = new URL("https://example.com/help");
const passages = async (html: string) => toPassages(await readHtml(html, "Example"), url);
const words = (count: number, word = "word") => Array.from({ length: count }, (_, at) => `${word}${at}`).join(" ");
const fragments = (found: { url: string }[]) =>
  found.map((passage) => decodeURIComponent(passage.url.split("#:~:text=")[1] ?? ""));

test("makes a passage of each section, with paragraphs, items and rows apart", async () => {
  const found = await passages(`<h1>Help</h1><h2>Orders</h2><p>We send every order on the same day.</p>
    <ul><li>by post<li>by bicycle courier</ul><table><tr><th>To<th>Days<tr><td>Bath<td>1<tr><td>York<td>2</table>
    <h3>Returns</h3><p>Send it back within 30 days.</p>`);
  expect(found.map(({ title, heading, text }) => ({ title, heading, text }))).toEqual([
    {
      title: "Help",
      heading: "Orders",
      text: "We send every order on the same day.\n\n- by post\n- by bicycle courier\n\nTo: Bath; Days: 1\nTo: York; Days: 2",
    },
    { title: "Help", heading: "Orders › Returns", text: "Send it back within 30 days." },
  ]);
});

test("cuts a long section into even passages, at paragraphs, then at sentences", async () => {
  const paragraphs = Array.from({ length: 5 }, (_, at) => `<p>${words(100, `p${at}w`)}.</p>`).join("");
  const sentences = Array.from({ length: 40 }, (_, at) => `Sentence ${words(9, `s${at}w`)}.`).join(" ");
  const byParagraph = await passages(paragraphs);
  const bySentence = await passages(`<p>${sentences}</p>`);
  const counts = (found: { text: string }[]) => found.map(({ text }) => text.split(/\s+/).length);
  expect(counts(byParagraph)).toEqual([300, 200]);
  for (const count of counts(bySentence)) expect(count).toBeGreaterThanOrEqual(100);
  expect(
    bySentence
      .map(({ text }) => text)
      .join(" ")
      .split(/\s+/),
  ).toEqual(sentences.split(" "));
});

test("cuts what has no full stop", async () => {
  const found = await passages(`<p>${words(900)}</p>`);
  expect(found.map(({ text }) => text).join(" ")).toBe(words(900));
  for (const { text } of found) expect(text.split(" ").length).toBeLessThanOrEqual(300);
});

test.each([
  ["a word", "x".repeat(9_000)],
  [
    "an address for each word",
    Array.from({ length: 100 }, (_, at) => `https://example.com/${"x".repeat(150)}/${at}`).join(" "),
  ],
  ["a script without spaces", `我们每天磨面粉。${"他说：「欢迎！」".repeat(300)}明天再来`],
  ["characters in two halves", `x${"😀".repeat(4_000)}`],
  ["white space", `<pre>${words(300)}${" ".repeat(9_000)}y</pre>`],
  ["a row", `<table><tr><td>${"Rye bread keeps for a week. ".repeat(200)}<td>${"x".repeat(3_000)}</table>`],
  ["code", `<pre>${`${"x".repeat(300)}\n`.repeat(30)}</pre>`],
])("cuts %s that is too long, and loses nothing", async (_, html) => {
  const found = await passages(html.startsWith("<") ? html : `<p>${html}</p>`);
  const bare = (text: string) => text.replace(/<[^>]+>|[\s`]/g, "");
  expect(bare(found.map(({ text }) => text).join(""))).toBe(bare(html));
  for (const { text, url } of found) {
    expect(text.length).toBeLessThanOrEqual(3_100);
    expect(text.isWellFormed()).toBe(true);
    expect(url.length).toBeLessThan(1_000);
  }
});

test("cuts a script without spaces after a sentence, not before its closing quote", async () => {
  const found = await passages(`<p>${"他说：「欢迎！」".repeat(600)}</p>`);
  expect(found.length).toBeGreaterThan(2);
  for (const { text } of found) expect(text).toMatch(/^他.*」$/s);
});

test("a heading too long to be one is text", async () => {
  const long = words(200);
  const [found] = await passages(`<h1>Help</h1><h2>${long}</h2><p>Text.</p>`);
  expect(found).toMatchObject({ title: "Help", heading: "", text: `${long}\n\nText.` });
});

test("knows no more than ten headings above a text, and a title no longer than a line", async () => {
  const [found] = await passages(
    `<title>${words(200)}</title>${"<details><summary>Why?</summary>".repeat(500)}<p>So.</p>`,
  );
  expect(found?.heading.split(" › ").length).toBeLessThanOrEqual(10);
  expect(found?.title.length).toBeLessThanOrEqual(300);
});

test("links to the words of the page, escaped for the directive and for Markdown", async () => {
  const [found] = await passages(
    "<p>Well-made, light &amp; strong (the best). It lasts for many years in any weather.</p>",
  );
  expect(found?.url).toBe(
    "https://example.com/help#:~:text=Well%2Dmade%2C%20light%20%26%20strong%20%28the,many%20years%20in%20any%20weather.",
  );
});

test("begins where no other text of the page begins", async () => {
  const found = await passages(
    "<h2>A</h2><p>The small plan for one is for one person.</p><h2>B</h2><p>The small plan for one year costs 9 euros, and one for two years costs 17 euros.</p>",
  );
  expect(fragments(found)[1]).toBe("The small plan for one year,two years costs 17 euros.");
});

test("never crosses what interrupts the words: cells, line breaks, no-break spaces", async () => {
  const found = await passages(
    "<h2>A</h2><table><tr><th>Town<td>Bath, England<td>open all the year</table><h2>B</h2><p>Ebbstead workshop<br>12 Harbour Lane<br>Padstow</p><h2>C</h2><p>Ten&nbsp;euros a month for everybody</p>",
  );
  expect(fragments(found)).toEqual([
    "Bath, England,open all the year",
    "Ebbstead workshop,12 Harbour Lane",
    "euros a month for everybody",
  ]);
});

test("begins with whole words of a text without spaces", async () => {
  const text = "我们每天早上用风车磨面粉，然后在村里的面包店里烤面包，".repeat(4);
  expect(fragments(await passages(`<p>${text}</p>`))).toEqual([
    "我们每天早上用风车磨面粉，然后在村里的面包店里烤面包，我们",
  ]);
  expect((await passages(`<p>${"x".repeat(100)}</p>`))[0]?.url).toBe("https://example.com/help");
});

test("uses a short text whole, and no fragment where there are no words", async () => {
  expect(fragments(await passages("<p>Ring twice.</p>"))).toEqual(["Ring twice."]);
});

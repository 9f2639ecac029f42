import { expect, test } from "vitest";
import { NotFetched } from "./fetch-text.ts";
import { type HtmlPage, readHtml } from "./html.ts";

const read = (html: string) => readHtml(html, "Foyer");
const texts = ({ blocks }: HtmlPage) => blocks.map(({ text }) => text);
/** Each block as "heading › heading | text". */
const lines = ({ blocks }: HtmlPage) => blocks.map(({ path, text }) => [path.join(" › "), text].join(" | "));

const cases: [what: string, html: string, expected: string[]][] = [
  ["white space and inline elements", "<p>One <b>two</b>\n  <i>three</i>.</p>", ["One two three."]],
  [
    "paragraphs without end tags",
    "<p>One<p>Two<ul><li>Three<li>Four</ul>Five",
    ["One", "Two", "Three", "Four", "Five"],
  ],
  [
    "character references",
    "<p>Fish &amp; chips&nbsp;&euro;5 &#8212; &#x41;&#146;s &copy;2 &nope; &lt;b&gt;</p>",
    ["Fish & chips €5 — A’s ©2 &nope; <b>"],
  ],
  [
    "line breaks in an address",
    "<address>Mill Lane 4<br>Bath<br/>\nBA1 1AA,<br>England</address>",
    ["Mill Lane 4, Bath, BA1 1AA, England"],
  ],
  ["nested lists", "<ul><li>Bread<ul><li>Rye</li></ul></li><li>Cake</li></ul>", ["Bread", "Rye", "Cake"]],
  ["what surrounds the content", "<header>Logo</header><nav>Menu</nav><p>Text</p><footer>Imprint</footer>", ["Text"]],
  [
    "what is not text",
    "<script>a()</script><style>b{}</style><noscript>c</noscript><template><p>d</p></template><form>e</form><svg><title>f</title></svg><p>Text</p>",
    ["Text"],
  ],
  [
    "what nobody sees",
    "<p hidden>a</p><div aria-hidden=true><p>b</p></div><p style='display: none'>c</p><div role=dialog>Cookies!</div><p>Text</p>",
    ["Text"],
  ],
  ["an element that closes itself", "<svg/><p>Text</p>", ["Text"]],
  [
    "only <main> when there is one",
    "<div>Banner</div><main><header>Intro</header><p>Text</p></main><div>Related</div>",
    ["Intro", "Text"],
  ],
  ["everything when <main> is empty", "<main></main><div>Text</div>", ["Text"]],
  ["an element that never closes", "<main><p>One<div>Two", ["One", "Two"]],
  ["nothing but signs", "<p>→</p><p>***</p><p>Text</p>", ["Text"]],
  [
    "a table with column headers",
    "<table><tr><th>Plan</th><th>Price</th></tr><tr><td>Small</td><td>9&nbsp;€</td></tr><tr><td>Large<td>",
    ["Plan: Small; Price: 9 €", "Plan: Large"],
  ],
  [
    "a table with row headers",
    "<table><tr><th>Monday<td>9–17<tr><th>Sunday:<td>closed</table>",
    ["Monday: 9–17", "Sunday: closed"],
  ],
  [
    "a table with both",
    "<table><thead><tr><th><th><h3>Small</h3><th>Large</thead><tbody><tr><th>Seats<td>1<td>5</tbody></table>",
    ["Seats; Small: 1; Large: 5"],
  ],
  [
    "a cell over two columns",
    "<table><tr><th>Day<th colspan=2>Hours<th>Note</tr><tr><td>Mo<td>9<td>17<td>ring</table>",
    ["Day: Mo; Hours: 9; Hours: 17; Note: ring"],
  ],
  [
    "a list in a cell",
    "<table><tr><td>Plan</td><td><ul><li>Fast</li><li>Cheap</li></ul></td></tr></table>",
    ["Plan: Fast, Cheap"],
  ],
  [
    "a table that only lays out the page",
    "<table><tr><td><h2>News</h2><p>Text</p></td><td>Side</td></tr></table>",
    ["Text", "Side"],
  ],
  [
    "terms",
    "<dl><dt>Phone<dd>555 0100<dd>555 0101<dt>Fax:<dd>none</dl>",
    ["Phone: 555 0100", "Phone: 555 0101", "Fax: none"],
  ],
  [
    "links in a sentence, a list and around a card, but no row of buttons",
    "<p><a href=a>Buy</a> <a href=b>Read</a></p><p>See <a href=a>all</a></p><ul><li><a href=a>Rye</a></ul><a href=c><h3>Card</h3><p>Text</p></a><p><a href=mailto:a@example.com>a@example.com</a></p>",
    ["See all", "Rye", "Text", "a@example.com"],
  ],
  [
    "a cell over two rows",
    "<table><tr><th>Day<th>Boat<th>Seats<tr><td rowspan=2>Monday<td>Rye<td>4<tr><td>Oat<td>6<tr><td>Tuesday<td>Rye<td>2</table>",
    ["Day: Monday; Boat: Rye; Seats: 4", "Day: Monday; Boat: Oat; Seats: 6", "Day: Tuesday; Boat: Rye; Seats: 2"],
  ],
  [
    "two rows of column headers",
    "<table><tr><th rowspan=2>Boat<th colspan=2>Price<tr><th>Week<th>Day<tr><td>Rye<td>90<td>20</table>",
    ["Boat: Rye; Price Week: 90; Price Day: 20"],
  ],
  [
    "a picture that is all there is in a cell",
    "<table><tr><th>Boat<th>Sail<tr><td>Rye<td><img src=tick.png alt=yes><tr><td>Oat <img src=o.png alt=Photo><td>none</table>",
    ["Boat: Rye; Sail: yes", "Boat: Oat; Sail: none"],
  ],
  [
    "a table made of roles",
    "<div role=table><div role=row><span role=columnheader>Plan</span><span role=columnheader>Price</span></div><div role=row><span role=cell>Small</span><span role=cell>9</span></div></div><p>Text</p>",
    ["Plan: Small; Price: 9", "Text"],
  ],
  [
    "Javadoc's grid",
    '<div class="summary-table two-column-summary"><div class="table-header col-first">Method</div><div class="table-header col-last">Description</div><div class="col-first even"><code><a href=#get>get</a>()</code></div><div class="col-last even"><div class=block>Returns it.</div></div><div class="col-first odd">set()</div><div class="col-last odd"></div></div>',
    ["Method: get(); Description: Returns it.", "Method: set()"],
  ],
  [
    "a table that says it only lays out the page",
    "<table role=presentation><tr><td>News<td>Side</table>",
    ["News", "Side"],
  ],
  [
    "code beside its line numbers",
    "<table><tr><td><pre>1\n2</pre><td><pre>a\n  b</pre></table><pre><span class=linenos>1</span>c</pre>",
    ["a\n  b", "c"],
  ],
  ["several terms of one definition", "<dl><dt>-a<dt>--all<dd>Everything.</dl>", ["-a, --all: Everything."]],
  ["terms in a cell", "<table><tr><td>Rye<td><dl><dt>Week<dd>90<dt>Day<dd>20</dl></table>", ["Rye: Week: 90, Day: 20"]],
  ["a term that is not defined", "<dl><dt>XML_A<dd><dt>XML_B<dd>Two.</dl>", ["XML_A", "XML_B: Two."]],
  [
    "a list of names that are links",
    "<h2>Partners</h2><p><a href=a>Acme</a>, <a href=b>Beta</a></p><p>→ <a href=c>example.com/c</a></p>",
    ["Acme, Beta", "→ example.com/c"],
  ],
  ["a term that is a sign", "<dl><dt>?<dd>Any character.</dl>", ["?: Any character."]],
  ["a term with the sign of a link to it", "<dl><dt>open()<a href=#open>¶</a><dd>Opens.</dl>", ["open(): Opens."]],
  [
    "signs of footnotes and powers",
    "<p>Since 2019<sup><a href=#n1>1</a></sup> the 1<sup>st</sup> of 10<sup>6</sup>.<a href=#n2>[2]</a></p>",
    ["Since 2019 the 1st of 10^6."],
  ],
  [
    "no line that only leads elsewhere",
    `<p>Home | <a href=a>Shop</a></p><p><a href=a>Shop</a> | <a href=b>News</a></p><p>Next: <a rel=next href=c>Rye</a>, Up: <a rel=up href=d>Mill</a></p>
     <p>Languages: <a rel=alternate hreflang=de href=e>Deutsch</a></p><ul><li><a href=#rye>Rye</a><li><a href=f>Oats</a></ul><p>See <a href=#rye>Rye</a>.</p>`,
    ["Home | Shop", "Oats", "See Rye."],
  ],
  [
    "no row of an index to the page",
    "<table><tr><td><a href=#rye>Rye</a><td><a href=#oats>Oats</a><tr><td><a href=#rye>Rye</a><td>4</table>",
    ["Rye: 4"],
  ],
  [
    "a heading in a list as no item's text",
    "<ul><li><h3>Rye</h3><div><a href=a>More</a></div><p>Text</p></ul>",
    ["Text"],
  ],
  [
    "a cell over several columns, and one over all of them",
    "<table><tr><th>Shop<th>Mon<th>Tue<tr><td>Mill<td colspan=2>9 to 5<tr><td colspan=3>Ring twice.</table>",
    ["Shop: Mill; Mon, Tue: 9 to 5", "Ring twice."],
  ],
  [
    "links that say something themselves",
    "<p><a href=a><span>Rye</span> <span>£4.50</span></a></p><p><a href=b>In winter the mill is open from ten to four on every day but Mondays</a></p><p><a href=c>Read more</a></p><p>Come to <a href=/ rel=home>the Mill</a> at nine.</p>",
    ["Rye £4.50", "In winter the mill is open from ten to four on every day but Mondays", "Come to the Mill at nine."],
  ],
  [
    "what tabs and headings open, but no other hidden part",
    "<div role=tabpanel hidden>Tab</div><h3><button aria-controls=a>Rye</button></h3><div id=a style='display:none'>Dark.</div><button aria-controls=b>Menu</button><div id=b hidden>Links</div>",
    ["Tab", "Dark."],
  ],
  ["a form that is around the page", "<body><form><p>Rye.</p><form><p>E-mail</p></form></form></body>", ["Rye."]],
  ["a page that says what it has", "<div class='page has-breadcrumb no-toc'><p>Rye.</p></div>", ["Rye."]],
  ["code", "<pre><code>a {\n  b: 1;\n}</code></pre>", ["a {\n  b: 1;\n}"]],
];

test.each(cases)("reads %s", async (_, html, expected) => {
  expect(texts(await read(html))).toEqual(expected);
});

test("knows the headings above each block", async () => {
  const page = await read(
    `<h1>Help</h1><p>Intro</p><h2>Orders</h2><p>a</p><h3>Returns</h3><p>b</p><h2>Account</h2><p>c</p>`,
  );
  expect(page.title).toBe("Help");
  expect(lines(page)).toEqual([" | Intro", "Orders | a", "Orders › Returns | b", "Account | c"]);
});

test("takes a question for a heading, in disclosures, terms and accordions", async () => {
  const page = await read(`<h2>FAQ</h2>
    <details><summary>May I bring a dog?</summary><p>Yes.</p><p>On a lead.</p></details><p>Write to us.</p>
    <dl><dt>Is it far?<dd><p>No.</p></dl><h3><button>Is it free?</button></h3><div>On Sundays.</div>`);
  expect(lines(page)).toEqual([
    "FAQ › May I bring a dog? | Yes.",
    "FAQ › May I bring a dog? | On a lead.",
    "FAQ | Write to us.",
    "FAQ › Is it far? | No.",
    "FAQ › Is it free? | On Sundays.",
  ]);
});

test("a long definition, or one with code, is a section under its term", async () => {
  const page = await read(`<h2>Commands</h2><dl>
    <dt>open<dd><p>Opens it.</p><pre>open\n  it</pre><dl><dt>-f<dd>By force.<dt>-q<dd><p>Quietly.</p><ul><li>No sound<li>No light</ul></dl>
    <dt>shut<dd><p>${"Shuts it. ".repeat(50)}</p><p>${"Slowly. ".repeat(50)}</p></dl><p>That is all.</p>`);
  expect(lines(page).map((line) => line.slice(0, 60).trim())).toEqual([
    "Commands › open | Opens it.",
    "Commands › open | open\n  it",
    "Commands › open | -f: By force.",
    "Commands › open | -q: Quietly. No sound, No light",
    "Commands › shut | Shuts it. Shuts it. Shuts it. Shuts it. Sh",
    "Commands › shut | Slowly. Slowly. Slowly. Slowly. Slowly. Sl",
    "Commands | That is all.",
  ]);
});

test("the heading of a remark ends with it, and a heading in a summary or a term is its name", async () => {
  const page = await read(`<h2>Rye</h2><div class="note"><h3>Note</h3><p>Sticky.</p></div><p>Dark.</p>
    <details><summary><section>1.2 <a href=src>source</a><h4>Baking</h4></section></summary><p>Slow.</p></details>
    <dl><dt><h3>Is it sour?</h3><dd>Yes.<dt><h3>Weight</h3><dd>1 kg.</dl>`);
  expect(lines(page)).toEqual([
    "Rye › Note | Sticky.",
    "Rye | Dark.",
    "Rye › Baking | Slow.",
    "Rye › Is it sour? | Yes.",
    "Rye | Weight: 1 kg.",
  ]);
});

test("a first heading that the document's title has is the page's title, not that of the book around it", async () => {
  const page = await read(`<title>What is rye? - Book of Mills</title><h1>Book of Mills</h1>
    <main><h2>What Is Rye?</h2><p>A grain.</p><h3>Use</h3><p>Bread.</p></main>`);
  expect(page.title).toBe("What Is Rye?");
  expect(lines(page)).toEqual([" | A grain.", "Use | Bread."]);
});

test.each([
  ["<title>Prices – Foyer</title><p>x", "Prices"],
  ["<title>Foyer | Prices</title><p>x", "Prices"],
  ["<title>Prices | Some Shop</title><p>x", "Prices"],
  ["<title>Well-known prices</title><p>x", "Well-known prices"],
  ["<title>Foyer</title><p>x", "Foyer"],
  ["<title>A</title><h1>Logo</h1><main><h1>Prices &amp; plans</h1><p>x</main>", "Prices & plans"],
  ["<title>A</title><h1>Prices</h1><main><p>x</main>", "Prices"],
  ["<p>x", ""],
])("finds the title of %s", async (html, title) => {
  expect((await read(html)).title).toBe(title);
});

test("follows links everywhere, but not where the page says no", async () => {
  const page = await read(
    `<base href="/sub/"><nav><a href="a?x=1&amp;y=2">a</a></nav><a href=b rel=nofollow>b</a><a>c</a><map><area href="d"></map>`,
  );
  expect(page).toMatchObject({ base: "/sub/", links: ["a?x=1&y=2", "d"], noindex: false });
  expect(await read(`<meta name=robots content="noindex, nofollow"><a href=a>a</a>`)).toMatchObject({
    noindex: true,
    links: [],
  });
  expect((await read(`<meta name=FoyerBot content=none>`)).noindex).toBe(true);
});

test.each([
  ["white space in code", `<pre>${" ".repeat(1_000_000)}x</pre>`],
  ["a style", `<p style="display${" ".repeat(1_000_000)}">x`],
  ["a term", `<dl><dt>${"? ".repeat(500_000)}x`],
  ["a line of links", `<p>${"word ".repeat(200_000)}${"<a href=#x>a</a>".repeat(20_000)}`],
])("reads a megabyte of %s at once", async (_, html) => {
  expect((await read(html)).blocks.length).toBeLessThan(2);
});

const long = "word ".repeat(20_000);
test.each([
  ["a header of a column", `<table><tr><th>${long}<th>b${"<tr><td>x<td>y".repeat(300)}</table>`],
  ["a cell over many rows", `<table><tr><td rowspan=1000>${long}<td>b${"<tr><td>x".repeat(300)}</table>`],
  ["a term", `<dl><dt>${long}${"<dd>x".repeat(300)}</dl>`],
])("says what is too long for %s once", async (_, html) => {
  const { blocks } = await read(html);
  expect(blocks.length).toBeGreaterThan(300);
  expect(blocks.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(2 * long.length);
});

test("reads no more than a page's text, however often a name comes again", async () => {
  const headers = Array.from({ length: 40 }, (_, at) => `<th>${"x".repeat(250)}${at}</th>`).join("");
  const { blocks, whole } = await read(
    `<table><tr>${headers}</tr>${`<tr>${"<td>y</td>".repeat(40)}</tr>`.repeat(600)}</table>`,
  );
  expect(whole).toBe(false);
  expect(blocks.length).toBeGreaterThan(300);
  expect(blocks.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(4_000_000);
});

test("reads definitions in definitions without end", async () => {
  const page = await read("<dl><dt>a<dd>b<p>c".repeat(2_000));
  expect(page.blocks).toHaveLength(3 * 2_000 - 8); // from the ninth on a term is a line of its own
  expect(Math.max(...page.blocks.map(({ path }) => path.length))).toBeLessThan(10);
});

test("refuses what no parser would hold", async () => {
  await expect(read("<b>".repeat(300_000))).rejects.toThrow(NotFetched);
});

test("a heading that nobody closed is no longer than its text", async () => {
  const page = await readHtml("<h1>Mill</h1><h2><div>Prices</div><p>Rye.<h3>Oats<ul><li>Rolled</ul>", "");
  expect(page.blocks.map(({ path, text }) => [...path, text])).toEqual([
    ["Prices", "Rye."],
    ["Prices", "Oats", "Rolled"],
  ]);
});

test("reads the first sixty thousand elements of a page, and says that there are more", async () => {
  const page = await readHtml(`<p>Rye.</p>${"<br>".repeat(500_000)}<p>Oats.</p>`, "");
  expect(page).toMatchObject({ whole: false, blocks: [{ text: "Rye." }] });
  expect(await readHtml("<p>Rye.</p>", "")).toMatchObject({ whole: true });
});

test("tells its language, its canonical address and its feeds", async () => {
  const page = await readHtml(
    `<html lang="de-CH"><head><link rel="canonical" href="/a?b=1&amp;c=2"><link rel=stylesheet href=x.css>
     <link rel="alternate" type="application/atom+xml" href="/feed"><link rel=alternate hreflang=fr href="/fr"></head>`,
    "",
  );
  expect(page).toMatchObject({ lang: "de-CH", canonical: "/a?b=1&c=2", links: ["/feed"] });
});

test.each([
  ['<div id="root"></div><script src="app.js"></script>', true],
  ['<div id="__next">Loading…</div><script src="app.js"></script>', true],
  ["<p>Open from nine.</p><script src=stats.js></script>", false],
  ['<div id="root"></div>', false],
])("tells whether a page needs JavaScript to have a text: %s", async (body, needsScript) => {
  expect(await readHtml(body, "")).toMatchObject({ needsScript });
});

test.each([
  '<div class="cookie-banner">We use cookies.</div>',
  '<div id="onetrust-consent-sdk">We use cookies.</div>',
  '<section class="site-cookie-notice is-open">We use cookies.</section>',
  '<div class="toctree-wrapper compound"><ul><li><a href="/a">1. Rye</a></ul></div>',
  '<ul class="breadcrumb"><li>Home<li>Prices</ul>',
  '<div class="toc"><p>Contents</p><dl><dt>Rye</dl></div>',
  '<div class="navheader"><table><tr><td><a href="/a">Prev</a><th>Rye<td>Next</table></div>',
])("leaves out what is on every page, or only leads to others: %s", async (surroundings) => {
  const page = await readHtml(`<main>${surroundings}<p class="cookie-recipe">Biscuits.</p></main>`, "");
  expect(page.blocks.map(({ text }) => text)).toEqual(["Biscuits."]);
});

test.each(['class="page has-breadcrumbs"', 'style="visibility: hidden"', "hidden"])(
  "reads a page whose body only says what it has, or waits for a script: %s",
  async (attributes) => {
    const page = await readHtml(`<body ${attributes}><p>Rye.</p></body>`, "");
    expect(page.blocks.map(({ text }) => text)).toEqual(["Rye."]);
  },
);

test.each([
  ["<h2>Prices<a class=headerlink href=#p>¶</a></h2>", "Prices"],
  ["<h2>Prices <a href=#p>#</a></h2>", "Prices"],
  ["<h2>C#</h2>", "C#"],
])("a heading is its words, without the sign that links to it: %s", async (heading, text) => {
  const page = await readHtml(`${heading}<p>Rye.</p>`, "");
  expect(page.blocks[0]?.path).toEqual([text]);
});

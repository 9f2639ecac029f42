import { expect, test } from "vitest";
import { createMarkdown } from "./markdown.ts";

function render(text: string) {
  const root = document.createElement("div");
  const markdown = createMarkdown(root);
  markdown.write(text);
  markdown.end();
  return root;
}

/** What it shows, without the attributes every block has. */
const html = (text: string) => render(text).innerHTML.replace(/ dir="auto"/g, "");

test.each([
  ["a paragraph", "Hello world.", "<p>Hello world.</p>"],
  ["emphasis", "*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>"],
  ["headings below the panel's", "# One\n## Two\n###### Six", "<h3>One</h3><h4>Two</h4><h6>Six</h6>"],
  ["a list", "- one\n- two", "<ul><li>one</li><li>two</li></ul>"],
  ["a numbered list that goes on", "3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'],
  ["a list in a list", "- one\n  - two", "<ul><li>one<ul><li>two</li></ul></li></ul>"],
  ["a quotation", "> said", "<blockquote><p>said</p></blockquote>"],
  ["raw HTML as text", "<b>x</b> <img src=y>", "<p>&lt;b&gt;x&lt;/b&gt; &lt;img src=y&gt;</p>"],
  ["prices, not formulas", "From $5 to $USD and $CAD.", "<p>From $5 to $USD and $CAD.</p>"],
  ["names with underscores", "Set user_id and a_b_c.", "<p>Set user_id and a_b_c.</p>"],
  ["emphasis by underscores", "_a_ and __b__", "<p><em>a</em> and <strong>b</strong></p>"],
  ["an escaped sign", "\\$5 \\_x\\_", "<p>$5 _x_</p>"],
  ["signs in code as they are", "`$a_b` x", "<p><code>$a_b</code> x</p>"],
  ["a star that opens nothing", "5*3 is 15", "<p>5*3 is 15</p>"],
  ["a footnote sign", "So it is [1].", "<p>So it is [1].</p>"],
  ["a link that never ends", "See [here](https://a.example and more", "<p>See [here](https://a.example and more</p>"],
  ["a bracket that never closes", "See [here", "<p>See [here</p>"],
  ["an image's words only", "![a cat](https://evil.example/x.png)", "<p>a cat</p>"],
  ["a bare word of an address", "https:// and http", "<p>https:// and http</p>"],
])("shows %s", (_, text, expected) => {
  expect(html(text)).toBe(expected);
});

test.each([
  ["[x](https://a.example/b?c=d_e$f)", "https://a.example/b?c=d_e$f"],
  ["[x](<https://a.example/>)", "https://a.example/"],
  ['[x](https://a.example/ "title")', "https://a.example/"],
  ["[x](http://a.example)", "http://a.example/"],
  ["[x](mailto:a@b.example)", "mailto:a@b.example"],
  ["[x](tel:+123)", "tel:+123"],
  ["see https://a.example/b_c.", "https://a.example/b_c"],
  ["see https://a.example/x_(y)", "https://a.example/x_(y)"],
  ["[x](https://bücher.example)", "https://xn--bcher-kva.example/"],
])("links %s", (text, href) => {
  const link = render(text).querySelector("a");
  expect(link?.href).toBe(href);
  expect(link?.title).toBe(href);
  expect(link?.rel).toBe("noopener noreferrer nofollow");
  expect(link?.target).toBe("_blank");
});

test("leaves a sentence's punctuation out of a bare address", () => {
  expect(render("Go to https://a.example/b. Then **https://c.example**").textContent).toBe(
    "Go to https://a.example/b. Then https://c.example",
  );
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "blob:https://a.example/x",
  "file:///etc/passwd",
  "//evil.example",
  "/\\evil.example",
  "/relative",
])("makes no link of %j", (address) => {
  const root = render(`[words](${address}) after`);
  expect(root.querySelector("a")).toBe(null);
  expect(root.textContent).toContain("words");
});

test("asks for nothing at any moment of a stream", () => {
  const text =
    '![a](https://evil.example/1.png) ![b][r] <img src="https://evil.example/2.png"> [![c](x)](y)\n\n[r]: https://evil.example/3';
  const root = document.createElement("div");
  const markdown = createMarkdown(root);
  for (let end = 1; end <= text.length; end++) {
    markdown.write(text.slice(0, end));
    expect(root.querySelector("img, link, script, iframe, object, [src], [style]")).toBe(null);
  }
});

test("frames code with its language, a button, and the text as it is", () => {
  const root = render("Run:\n\n```ts title\nconst a_b = `$x`;\n\n# no heading\n```\n\nDone.");
  const code = root.querySelector(".code");
  expect(code?.querySelector(".code-head span")?.textContent).toBe("ts");
  expect(code?.querySelector("button[data-copy]")?.textContent).toBe("Copy");
  expect(code?.querySelector("pre > code")?.textContent).toBe("const a_b = `$x`;\n\n# no heading");
  expect(root.lastElementChild?.textContent).toBe("Done.");
});

test("frames tables, head and body", () => {
  const root = render("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n");
  expect(root.querySelectorAll(".table > table > thead > tr > th")).toHaveLength(2);
  expect(root.querySelectorAll(".table > table > tbody > tr > td")).toHaveLength(4);
  expect(root.querySelectorAll("tbody")).toHaveLength(1);
});

test("shows tasks without form fields", () => {
  const root = render("- [ ] open\n- [x] done");
  expect([...root.querySelectorAll("li")].map((item) => item.textContent)).toEqual(["☐ open", "☑ done"]);
  expect(root.querySelector("input")).toBe(null);
});

test("sets every block's direction by its own words", () => {
  expect(
    [...render("# a\n\nb\n\n- c\n\n> d").querySelectorAll("h3, p, li, blockquote")].map(
      (node) => (node as HTMLElement).dir,
    ),
  ).toEqual(["auto", "auto", "auto", "auto", "auto"]);
});

test("a stream ends with the nodes of the whole text", () => {
  const text =
    "# Tides\n\nA *tide* is **both** [this](https://a.example) and `that`: 😀 $5.\n\n- one\n- two\n\n| a |\n|---|\n| 1 |\n\n```js\nx\n```\n";
  for (const step of [1, 2, 3, 7]) {
    const root = document.createElement("div");
    const markdown = createMarkdown(root);
    for (let end = step; end < text.length + step; end += step) markdown.write(text.slice(0, end));
    markdown.end();
    expect(root.innerHTML).toBe(render(text).innerHTML);
  }
});

test("keeps the nodes that stand, and starts over for another text", () => {
  const root = document.createElement("div");
  const markdown = createMarkdown(root);
  markdown.write("First.\n\nSec");
  const first = root.firstChild;
  markdown.write("First.\n\nSecond.");
  markdown.end();
  markdown.end();
  expect(root.firstChild).toBe(first);
  expect(root.textContent).toBe("First.Second.");
  markdown.write("Other");
  markdown.end();
  expect(root.innerHTML.replace(/ dir="auto"/g, "")).toBe("<p>Other</p>");
  markdown.write("Other one");
  markdown.end();
  expect(root.textContent).toBe("Other one");
});

test.each([
  "[",
  "*",
  "_",
  "$",
  "`",
  ">",
  "> ",
  "- ",
  "  - ",
  "| ",
  "![",
  "](",
  "[a](",
  "https://.",
  "#",
  "~",
  "\\",
  "<",
  "<br",
  "\n",
  "**a ",
  "1. ",
])("50,000 characters of %j neither freeze nor nest without end", (piece) => {
  const root = render(piece.repeat(50_000 / piece.length));
  document.body.append(root);
  let deepest = 0;
  for (const node of root.querySelectorAll("*")) {
    let depth = 0;
    for (let each: Element | null = node; each && each !== root && depth < 100; each = each.parentElement) depth++;
    deepest = Math.max(deepest, depth);
  }
  root.remove();
  expect(deepest).toBeLessThan(60);
});

import { expect, test } from "vitest";
import { readMarkdown, readPlainText } from "./markdown.ts";

test("reads Markdown", () => {
  const { title, blocks, links } = readMarkdown(
    '---\ntitle: Guide\n---\n# Start\n\nRead the [manual](/manual "all") **first**,\nthen `run` it. ![x](a.png)\n\n## Steps\n1. Open\n2. Close\n\n| Key | Does |\n|---|:-:|\n| a_b | runs |\n\n```sh\n# not a heading\n```\n> quoted\n',
  );
  expect(title).toBe("Guide");
  expect(links).toEqual(["/manual"]);
  expect(blocks.map(({ kind, path, text }) => [kind, path.join(), text])).toEqual([
    ["paragraph", "", "Read the manual first, then run it."],
    ["item", "Steps", "Open"],
    ["item", "Steps", "Close"],
    ["row", "Steps", "Key: a_b; Does: runs"],
    ["code", "Steps", "# not a heading"],
    ["paragraph", "Steps", "quoted"],
  ]);
});

test.each([
  ["# C#", "C#"],
  ["# Prices ##", "Prices"],
  ["#  Prices  # ", "Prices"],
  ["# [Prices](/p) and *plans*", "Prices and plans"],
  ["---\ntitle: 'Prices'\n---\n# Other", "Prices"],
  ["#Prices", ""],
])("finds the title of %j", (markdown, title) => {
  expect(readMarkdown(markdown).title).toBe(title);
});

test.each([
  ["a **b** and *c* _d_ `e`", "a b and c d e"],
  ["**bold *nested* bold** ***both***", "bold nested bold both"],
  ["snake_case, 2 * 3 * 4, a **b", "snake_case, 2 * 3 * 4, a **b"],
  ["[![Build](a.png)](/ci) passes", "passes"],
  ["[Ada](/wiki/Ada_(name)) and [Bob]( <b> 'x' )", "Ada and Bob"],
  ["an [open [label](/a)", "an [open label"],
])("reads %j as plain text", (markdown, text) => {
  expect(readMarkdown(markdown).blocks.map((block) => block.text)).toEqual([text]);
});

test("finds every link", () => {
  const { links } = readMarkdown(
    "[![Build](a.png)](/ci) [Ada](/wiki/Ada_(name)) [Bob]( <b> 'x' ) [mail](mailto:a@b.c)",
  );
  expect(links).toEqual(["/ci", "/wiki/Ada_(name)", "b", "mailto:a@b.c"]);
});

/** A megabyte each, nearly all of it on one line: a pattern that goes back for every character would take hours. */
test.each(
  [
    "[",
    "![",
    "[a](",
    "[a](x ",
    "[a](x(",
    `[a](${" ".repeat(99)}`,
    "**a ",
    "**a",
    "__a ",
    " *a",
    " _a",
    "_a",
    "`x ",
    "*",
    "|",
  ].map((part) => [part, part.repeat(1_000_000 / part.length)] as const),
)("reads a page of nothing but %j at once", (_, markdown) => {
  expect(readMarkdown(markdown).blocks.length).toBeLessThan(2);
});

test.each([
  ["a heading", `# ${" ".repeat(1_000_000)}x`],
  ["a heading of marks", `# x ${"#".repeat(1_000_000)}x`],
  ["an item", `- ${" ".repeat(1_000_000)}x\ry`],
  ["a rule that is none", `${"- ".repeat(500_000)}x`],
  ["a title", `---\ntitle: "x${" ".repeat(1_000_000)}x\n---\ny`],
  ["a quotation", `>${" ".repeat(1_000_000)}x`],
])("reads %s with a megabyte of nothing in it at once", (_, markdown) => {
  const { title, blocks } = readMarkdown(markdown);
  expect(title + blocks.map(({ text }) => text).join("")).toContain("x");
});

test("reads plain text of line ends at once", () => {
  expect(readPlainText(`a\n${" \r\n".repeat(300_000)}b\n${" ".repeat(500_000)}c`).blocks).toHaveLength(1);
});

test("reads plain text", () => {
  expect(readPlainText("Opening hours\n\nMonday\nto Friday\n\n\nClosed on Sunday")).toMatchObject({
    title: "Opening hours",
    blocks: [{ text: "Monday to Friday" }, { text: "Closed on Sunday" }],
  });
  expect(readPlainText("One line only")).toMatchObject({ title: "", blocks: [{ text: "One line only" }] });
});

import { describe, expect, test } from "vitest";
import { Citable } from "../model/citable.ts";
import { Citations } from "./citations.ts";

const passages = ["delivery", "returns", "prices"].map((page) => ({
  title: "Brightwick",
  heading: page,
  url: `https://brightwick.example/${page}`,
  text: `About ${page}.`,
  score: 1,
}));

function read(text: string, pieceLength = text.length || 1) {
  const citations = new Citations(new Citable(passages));
  const written: string[] = [];
  for (let at = 0; at < text.length; at += pieceLength) written.push(citations.write(text.slice(at, at + pieceLength)));
  return {
    text: written.join("") + citations.end(),
    written,
    pages: citations.sources.map(({ url }) => url.split("/").at(-1)),
  };
}

describe("[A11] citations", () => {
  test.each([
    ["are numbered as they come", "A [2]. B [1]. A again [2].", "A [1]. B [2]. A again [1].", ["returns", "delivery"]],
    ["may stand side by side", "A [3][1].", "A [1][2].", ["prices", "delivery"]],
    ["may be listed", "A [3, 1].", "A [1][2].", ["prices", "delivery"]],
    ["that are invented go, with the space before them", "A [9]. B [0].", "A. B.", []],
    ["that are partly invented keep the rest", "A [9, 2].", "A [1].", ["returns"]],
    ["may be a range", "A [1-3]. B [2–3].", "A [1][2][3]. B [2][3].", ["delivery", "returns", "prices"]],
    ["may be a range that is partly invented", "A [2-900].", "A [1][2].", ["returns", "prices"]],
    ["backwards are their first", "A [3-1].", "A [1].", ["prices"]],
    ["of many digits and commas are text", "A [1,1,1,1,1,1,1,1,1,1,1,1].", "A [1,1,1,1,1,1,1,1,1,1,1,1].", []],
    [
      "stay out of links' words",
      "See [the 1](https://a.example/[1]) [2]",
      "See [the 1](https://a.example/[1]) [2]",
      ["delivery", "returns"],
    ],
    ["at the very end", "A [2]", "A [1]", ["returns"]],
    ["that never close are text", "A [2", "A [2", []],
    ["are not years", "Since [2019].", "Since [2019].", []],
    ["are not links", "See [1](https://brightwick.example/).", "See [1](https://brightwick.example/).", []],
    ["are not other brackets", "- [ ] x, [sic], [a1], [^1]", "- [ ] x, [sic], [a1], [^1]", []],
    ["are not in inline code", "Use `list[1]` [2].", "Use `list[1]` [1].", ["returns"]],
    [
      "are not in fenced code",
      "```js\na[1] = b[9]\n\nc[2]\n```\nDone [2].",
      "```js\na[1] = b[9]\n\nc[2]\n```\nDone [1].",
      ["returns"],
    ],
    ["are found after a stray backtick's paragraph", "A ` b.\n\nC [2].", "A ` b.\n\nC [1].", ["returns"]],
  ])("%s", (_, said, text, pages) => {
    for (const length of [said.length, 1, 2, 3, 7]) expect(read(said, length)).toMatchObject({ text, pages });
  });

  /** Texts of what is hard, by a seeded generator: a failure comes again. */
  const TOKENS = [
    "[",
    "]",
    "[1]",
    "[2]",
    "[9]",
    "[0]",
    "[1, 3]",
    "[1-2]",
    "[3][1]",
    "(",
    ")",
    "`",
    "```",
    "\n",
    "\n\n",
    " ",
    "  ",
    "a",
    "a[0]",
    ", ",
    "-",
    "1",
    "[^1]",
    "[x](https://a.example)",
    "é",
    "😀",
    ".",
  ];
  function* texts(count: number) {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    for (let index = 0; index < count; index++)
      yield Array.from({ length: 1 + next(14) }, () => TOKENS[next(TOKENS.length)] ?? "").join("");
  }

  test("come out the same wherever the stream is cut, each with its source", () => {
    for (const text of texts(1500)) {
      const whole = read(text);
      for (let cut = 1; cut < text.length; cut++) {
        const citations = new Citations(new Citable(passages));
        const streamed = citations.write(text.slice(0, cut)) + citations.write(text.slice(cut)) + citations.end();
        expect(streamed, JSON.stringify([text, cut])).toBe(whole.text);
      }
      expect(read(text, 1), JSON.stringify(text)).toMatchObject({ text: whole.text, pages: whole.pages });
      expect(whole.pages).toEqual([...new Set(whole.pages)]);
    }
  });

  test("of nothing are how a model says that it does not know, and nobody sees them", () => {
    const citations = new Citations(new Citable(passages));
    expect(citations.write("I do not know [0]. Shall I ask?") + citations.end()).toBe("I do not know. Shall I ask?");
    expect([citations.isUnknown, citations.sources]).toEqual([true, []]);
  });

  test("hold back nothing but what may become one", () => {
    expect(read("Yes, [2] it", 1).written).toEqual(["Y", "e", "s", ",", "", "", "", "", " [1]", " i", "t"]);
    expect(read("a[x] b", 1).written.join("|")).toBe("a||[x|]|| b");
  });

  test.each([" ", "\n", "`", "[", "[1,"])("cost no more than the length of a text of %j alone", (run) => {
    const text = `${run.repeat(200_000 / run.length)}x`;
    expect(read(text).text).toHaveLength(text.length);
  });

  test("of two passages at one address are one source", () => {
    const [first] = passages;
    const twins = first ? [first, { ...first, text: "More about delivery." }] : [];
    const citations = new Citations(new Citable(twins));
    expect(citations.write("A [1]. B [2].") + citations.end()).toBe("A [1]. B [1].");
    expect(citations.sources).toEqual([{ title: "Brightwick › delivery", url: "https://brightwick.example/delivery" }]);
  });
});

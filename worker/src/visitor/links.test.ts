import { describe, expect, test } from "vitest";
import { type LinkRules, Links, leadsOnlyWhereItMay } from "./links.ts";

const rules: LinkRules = {
  said: ["Is https://forum.example/t/1 right? Write to ada@home.example or +44 1872 555014."],
  grant: {
    site: {
      name: "Brightwick",
      url: "https://www.brightwick.example/start",
      origins: ["https://shop.example:8443", "none"],
      instructions: "Appointments: https://booking.example/brightwick. Or help@partner.example.",
    },
    pair: { question: "Where?", answer: "See https://maps.example/x." },
  },
  passages: [
    { title: "P", heading: "", url: "https://docs.example/a?b#:~:text=x", text: "https://evil.example", score: 1 },
  ],
};

function read(text: string, pieceLength = text.length || 1) {
  const links = new Links(rules);
  let written = "";
  for (let at = 0; at < text.length; at += pieceLength) written += links.write(text.slice(at, at + pieceLength));
  return written + links.end();
}

describe("an answer may lead to", () => {
  test.each([
    ["the site", "See https://brightwick.example/a?b=c#d."],
    ["the site, linked", "See [here](https://www.brightwick.example), or **https://brightwick.example**."],
    ["a part of the site", "See (http://help.brightwick.example/x_(y))."],
    ["an origin of the site", "See https://shop.example:8443/cart."],
    ["a mailbox of the site", "Write to [us](mailto:hello@brightwick.example)."],
    ["a host that the owner names", "Book at https://booking.example/brightwick/monday."],
    ["a host of the owner's answer", "https://maps.example/y"],
    ["a mailbox that the owner names", "mailto:help@partner.example."],
    ["a page that it was given", "See [a](https://docs.example/a?b#c)."],
    ["what the visitor wrote", "https://forum.example/t/1, mailto:ada@home.example"],
    ["another address in its query", "https://brightwick.example/go?to=https://brightwick.example/x"],
    ["nowhere by what is code", "Run `curl https://api.example/x`, (`https://api.example`) or **`tel:1`**."],
    ["nowhere by code of two ticks", "``https://api.example``"],
    ["nowhere by a block of code", "Run:\n\n```sh\ncurl https://api.example/x\n\n# `https://x.example\n```\n\nDone."],
    [
      "nowhere by a block in a list",
      "1. Run\n   ```\n   curl https://api.example\n   ```\n2. Go to https://brightwick.example",
    ],
    ["nowhere by a block that is cut off", "```\nhttps://api.example"],
    ["nowhere by code behind a paragraph that is odd", "It costs $5.\n\nSee `https://api.example`"],
    ["nowhere", "A mailto: or https: alone, and a hotel: 5 stars"],
  ])("%s", (_, text) => {
    for (const length of [text.length, 1, 2, 3, 7]) expect(read(text, length)).toBe(text);
  });
});

describe("an answer leads nowhere else:", () => {
  test.each([
    ["https://evil.example/x", "https: //evil.example/x"],
    ["[Log in](https://evil.example/x) now", "[Log in](https: //evil.example/x) now"],
    ["[a](<HTTPS://evil.example>)", "[a](<HTTPS: //evil.example>)"],
    ["![x](http://evil.example/?q=secret)", "![x](http: //evil.example/?q=secret)"],
    ["[a](https:\\\\evil.example)", "[a](https: \\\\evil.example)"],
    ["[a](https:evil.example)", "[a](https: evil.example)"],
    ["https://brightwick.example@evil.example/", "https: //brightwick.example@evil.example/"],
    ["https://brightwick.example)@evil.example/", "https: //brightwick.example)@evil.example/"],
    ["https://brightwick.example\\@evil.example/", "https: //brightwick.example\\@evil.example/"],
    ["https://brightwick.example.evil.example", "https: //brightwick.example.evil.example"],
    ["https://evilbrightwick.example", "https: //evilbrightwick.example"],
    ["https://brightwick.example:1@evil.example", "https: //brightwick.example:1@evil.example"],
    ["https://docs.example/other", "https: //docs.example/other"],
    ["https://forum.example/t/12", "https: //forum.example/t/12"],
    ["hthttps://tps://evil.example", "hthttps: //tps://evil.example"],
    ["https://https://evil.example", "https: //https://evil.example"],
    ["\\=https://evil.example", "\\=https: //evil.example"],
    [
      "[a](https://brightwick.example)[b](https://evil.example)",
      "[a](https: //brightwick.example)[b](https: //evil.example)",
    ],
    ["[mail](mailto:x@evil.example)", "[mail](mailto: x@evil.example)"],
    ["mailto:x@brightwick.example,y@evil.example", "mailto: x@brightwick.example,y@evil.example"],
    ["mailto:x@brightwick.example?cc=y@evil.example", "mailto: x@brightwick.example?cc=y@evil.example"],
    ["[call](tel:+441)", "[call](tel: +441)"],
    ["a\\`https://evil.example`", "a\\`https: //evil.example`"],
    ["`a\nb `https://evil.example` c", "`a\nb `https: //evil.example` c"],
    ["`a` b`https://evil.example`", "`a` b`https: //evil.example`"],
    ["`a https://evil.example", "`a https: //evil.example"],
    ["``a `https://evil.example`", "``a `https: //evil.example`"],
    ["[a](https:*`x`@evil.example)", "[a](https: *`x`@evil.example)"],
    ["![a `](https://evil.example)`", "![a `](https: //evil.example)`"],
    ["| `a | https://evil.example` |", "| `a | https: //evil.example` |"],
    ["```\na\n```\nhttps://evil.example", "```\na\n```\nhttps: //evil.example"],
    ["```\na\n```b\nhttps://evil.example", "```\na\n```b\nhttps: //evil.example"],
    ["```\na\n    ```\nhttps://evil.example", "```\na\n    ```\nhttps: //evil.example"],
    ["```\na\n````\nhttps://evil.example", "```\na\n````\nhttps: //evil.example"],
    ["- a\n  ```\n  b\nhttps://evil.example", "- a\n  ```\n  b\nhttps: //evil.example"],
    ["``` a`b\nhttps://evil.example", "``` a`b\nhttps: //evil.example"],
    ["`\n\na `https://evil.example` b", "`\n\na `https: //evil.example` b"],
    ["```\na b```\nhttps://evil.example", "```\na b```\nhttps: //evil.example"],
    ["[a](\n```\n)https://evil.example", "[a](\n```\n)https: //evil.example"],
    ["| a |\n|---|\n| \n```\nhttps://evil.example", "| a |\n|---|\n| \n```\nhttps: //evil.example"],
    ["[a]( `)https://evil.example`", "[a]( `)https: //evil.example`"],
    ["```\na\n```\t\n```\nhttps://evil.example`", "```\na\n```\t\n```\nhttps: //evil.example`"],
    ["> a\n```\nb`\nhttps://evil.example", "> a\n```\nb`\nhttps: //evil.example"],
    ["~~~\n```\n~~~\nhttps://evil.example", "~~~\n```\n~~~\nhttps: //evil.example"],
  ])("%s", (text, shown) => {
    for (const length of [text.length, 1, 2, 3, 7]) expect(read(text, length)).toBe(shown);
  });

  test("an address longer than any is none", () => {
    const text = `https://brightwick.example/${"x".repeat(5000)} https://evil.example`;
    expect(read(text, 100)).toMatch(/ https: \/\/evil\.example$/);
    expect(read(text, 100).replaceAll("https: ", "https:")).toBe(text);
  });

  test.each(["h", "https:", "https://", " ", "=", "`", " `", "```\n", "\n"])(
    "and a text of %j alone costs no more than its length",
    (run) => {
      const text = run.repeat(Math.floor(100_000 / run.length));
      expect(read(text, 5000).replaceAll(": ", ":")).toBe(text);
    },
  );
});

test.each([
  ["Your clock is ready.", true],
  ["See brightwick.example/ready, e.g. at 9.30.", true],
  ["Write to ada@home.example.", true],
  ["Go to evil.example now.", false],
  ["Go to https://evil.example now.", false],
  ["Go to `https://evil.example` now.", false],
  ["Write to x@evil.example.", false],
])("a message for later, %j, is fit: %s", (text, fit) => {
  expect(leadsOnlyWhereItMay(text, rules)).toBe(fit);
});

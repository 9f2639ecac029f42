import { expect, test } from "vitest";
import { joinBytes, NotFetched } from "./fetch-text.ts";
import { readPdf } from "./pdf.ts";
import { makePdf, type Placed, pack } from "./pdf-made.ts";

const read = (file: Uint8Array) => readPdf(Uint8Array.from(file));
const reason = async (file: Uint8Array) => {
  const failure = await read(file).catch((error: unknown) => error);
  if (!(failure instanceof NotFetched)) throw new Error("the PDF was read", { cause: failure });
  return failure.message;
};
/** Lines below one another. */
const lines = (texts: string[], { y = 700, ...rest }: Partial<Placed> = {}): Placed[] =>
  texts.map((text, at) => ({ text, y: y - 12 * at, ...rest }));
const toBytes = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
const textsOf = async (...pages: Placed[][]) => (await read(makePdf(pages))).blocks.map(({ text }) => text);

test("joins lines to paragraphs, and words that lines part", async () => {
  const texts = await textsOf([
    ...lines([
      "A lesson of two hours costs 45 pounds for every grown-up per-",
      "son who can swim. Write to us before you come.",
    ]),
    ...lines(["Groups pay less than everybody else does, and so do all the", "children of the village."], { y: 650 }),
  ]);
  expect(texts).toEqual([
    "A lesson of two hours costs 45 pounds for every grown-up person who can swim. Write to us before you come.",
    "Groups pay less than everybody else does, and so do all the children of the village.",
  ]);
});

test("begins a paragraph at an indent, after a line that ends early, and at a list's sign", async () => {
  const texts = await textsOf([
    { text: "The harbour office has been open every day since the war.", y: 700 },
    { text: "It closes at noon.", y: 688 },
    { text: "Boats are let by the hour, and by the day in the summer months.", y: 676 },
    { text: "Whoever comes late pays for the hour that he did not come,", y: 664, x: 65 },
    { text: "and for the next one.", y: 652 },
    { text: "1. Bring soft shoes, and a change of clothes for after the", y: 640 },
    { text: "lesson.", y: 628, x: 62 },
    { text: "2. Bring money.", y: 616 },
  ]);
  expect(texts).toEqual([
    "The harbour office has been open every day since the war. It closes at noon.",
    "Boats are let by the hour, and by the day in the summer months.",
    "Whoever comes late pays for the hour that he did not come, and for the next one.",
    "1. Bring soft shoes, and a change of clothes for after the lesson.",
    "2. Bring money.",
  ]);
});

test("a row's cells stand apart", async () => {
  const row = (y: number, ...cells: string[]) => cells.map((text, at) => ({ text, y, x: 50 + 150 * at }));
  const { blocks } = await read(makePdf([[...row(700, "Dinghy", "40 pounds"), ...row(688, "Cutter", "160 pounds")]]));
  expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
    ["row", "Dinghy; 40 pounds"],
    ["row", "Cutter; 160 pounds"],
  ]);
});

test("takes what is larger for headings, and knows each text's page", async () => {
  const { title, blocks } = await read(
    makePdf([
      [
        { text: "Sailing at Ebbstead", y: 750, size: 20 },
        { text: "Prices", y: 720, size: 14 },
        ...lines(["A lesson costs 45 pounds."]),
      ],
      [{ text: "Moorings", y: 720, size: 14 }, ...lines(["A night costs 12 pounds."])],
    ]),
  );
  expect(title).toBe("Sailing at Ebbstead");
  expect(blocks.map(({ path, text, page }) => [path.join(" › "), text, page])).toEqual([
    ["Prices", "A lesson costs 45 pounds.", 1],
    ["Moorings", "A night costs 12 pounds.", 2],
  ]);
});

test("leaves out headers, footers and the table of contents; a sentence goes on over the page", async () => {
  const page = (number: number, text: string) => [
    { text: "Harbour rules", y: 780 },
    { text, y: 700 },
    { text: `Page ${number} of 3`, y: 20 },
  ];
  const texts = await textsOf(
    [...page(1, "Whoever comes by night is to show"), { text: "Moorings . . . . . . . . . 12", y: 600 }],
    page(2, "a light at the mast."),
    page(3, "Dogs stay on board."),
  );
  expect(texts).toEqual(["Whoever comes by night is to show a light at the mast.", "Dogs stay on board."]);
});

test.each<[string, string, string]>([
  ["as the document says", "Harbour rules", "Harbour rules"],
  ["not a program's name for it", "Microsoft Word - rules.doc", "Dogs stay on board."],
  ["not a file's name", "rules_final.indd", "Dogs stay on board."],
])("has a title, %s", async (_, written, title) => {
  expect((await read(makePdf([lines(["Dogs stay on board."])], { title: written }))).title).toBe(title);
});

test("tells the document's language", async () => {
  expect(await read(makePdf([lines(["Hunde bleiben an Bord."])], { lang: "de" }))).toMatchObject({
    lang: "de",
    whole: true,
  });
});

test("a page without text, as a scan is, has none", async () => {
  expect((await read(makePdf([[]]))).blocks).toEqual([]);
});

const filter = "/FlateDecode";
const TOO_MUCH = "is a PDF that is broken or takes too much to read";

test.each<[string, () => Promise<Uint8Array>, string]>([
  ["a password", async () => makePdf([lines(["Secret."])], { locked: true }), "is a PDF with a password"],
  [
    "nothing but its first bytes",
    async () => new TextEncoder().encode("%PDF-1.7\nand no more"),
    "is a PDF that is broken",
  ],
  [
    "a part that unpacks to much",
    async () => makePdf([[]], { contents: await pack(" ".repeat(5_000_000)), filter }),
    TOO_MUCH,
  ],
  [
    "a part that is packed twice",
    async () => makePdf([[]], { contents: await pack(await pack("Rye.")), filter: `[${filter} ${filter}]` }),
    TOO_MUCH,
  ],
  [
    "a part that is broken",
    async () => makePdf([[]], { contents: (await pack("q ".repeat(9))).subarray(0, 9), filter }),
    TOO_MUCH,
  ],
  ["states in states", async () => makePdf([[]], { contents: await pack("q ".repeat(20_000)), filter }), TOO_MUCH],
  ["states one after the other", async () => makePdf([[]], { contents: toBytes("q".repeat(8_000)) }), TOO_MUCH],
  [
    "states after what looks like an end",
    async () => makePdf([[]], { contents: toBytes(`(endstream) ${"q ".repeat(900)}`) }),
    TOO_MUCH,
  ],
  [
    "a part that begins like one that is packed, again and again",
    async () => toBytes(`%PDF-1.7\n${"stream\nx\x9c".repeat(100_000)}`),
    TOO_MUCH,
  ],
  [
    "a font of too many characters",
    async () =>
      makePdf([[]], { contents: await pack("1 beginbfrange <00000000> <00ffffff> <0000> endbfrange"), filter }),
    TOO_MUCH,
  ],
])("does not read one with %s", async (_, make, expected) => {
  expect(await reason(await make())).toBe(expected);
});

test.each([
  ["a space before the part", "/Filter /FlateDecode", "stream \n"],
  ["an old end of line", "/Filter /FlateDecode", "stream\r"],
  ["a number for a letter", "/F#69lter /FlateDecode", "stream\n"],
  ["a short name", "/F /FlateDecode", "stream\n"],
  ["another object's name for it", "/Filter 4 0 R", "stream\n"],
  ["a remark between", "/Filter % stream\n /FlateDecode", "stream\n"],
  ["much before it", `/Filter /FlateDecode /X (${" obj ".repeat(2_000)})`, "stream\n"],
])("finds out how much a part unpacks to, whatever it says of itself: %s", async (_, dictionary, keyword) => {
  const packed = await pack(" ".repeat(5_000_000));
  const head = toBytes(`%PDF-1.7\n1 0 obj\n<< ${dictionary} >>\n${keyword}`);
  const file = joinBytes([head, packed, toBytes("\nendstream")], head.length + packed.length + 10);
  expect(await reason(file)).toBe(TOO_MUCH);
});

test("takes no picture for a page's drawing", async () => {
  const contents = await pack(`BT /F 10 Tf 50 700 Td (Dogs stay on board.) Tj ET${" ".repeat(5_000_000)}`);
  const { blocks } = await read(makePdf([[]], { contents, filter: `${filter} /Subtype /Image` }));
  expect(blocks).toEqual([]);
});

test("looks through a file that is made to be slow at once", async () => {
  const dictionary = `/Filter${" ".repeat(3_000)}x`;
  const table = `1 beginbfrange ${"<0><0>[".repeat(100_000)}`;
  const file = toBytes(
    `%PDF-1.7\n${(dictionary + "stream\nendstream\n".repeat(300)).repeat(300)}${"stream ".repeat(100_000)}${table}`,
  );
  expect(await reason(file)).toBe("is a PDF that is broken");
});

test("reads a packed part", async () => {
  const contents = await pack("BT /F 10 Tf 50 700 Td (Dogs stay on board.) Tj ET");
  const { blocks } = await read(makePdf([[]], { contents, filter }));
  expect(blocks.map(({ text }) => text)).toEqual(["Dogs stay on board."]);
});

test("reads the first pages of a long one, and says that it has more", async () => {
  const pages = Array.from({ length: 302 }, (_, at) =>
    lines([`Rule ${"abcdefghij"[at % 10]} holds.`], { y: 600 - at }),
  );
  const { blocks, whole } = await read(makePdf(pages));
  expect({ whole, pages: blocks.length, last: blocks.at(-1)?.page }).toEqual({ whole: false, pages: 300, last: 300 });
});

test("ends in a page that has no end", async () => {
  const contents = await pack("BT /F 9 Tf 50 700 Td (All work and no play. ) Tj ET\n".repeat(60_000));
  expect(await read(makePdf([[]], { contents, filter }))).toMatchObject({ whole: false });
});

import { expect, test } from "vitest";
import { decodeText } from "./charset.ts";

const ascii = (text: string) => [...new TextEncoder().encode(text)];
const read = (bytes: number[], parameters = "") => decodeText(new Uint8Array(bytes), parameters);

test.each<[string, number[], string, string]>([
  ["the header", [0xe9], "charset=ISO-8859-1", "é"],
  ["the header in quotes and capitals", [0xe9], ' CHARSET="iso-8859-1"', "é"],
  [
    "the header before the page's word",
    [...ascii('<meta charset="utf-8">'), 0xe9],
    "charset=latin1",
    '<meta charset="utf-8">é',
  ],
  ["a byte order mark before the header", [0xef, 0xbb, 0xbf, 0xc3, 0xa9], "charset=latin1", "é"],
  ["a mark of UTF-16, little end first", [0xff, 0xfe, 0xe9, 0x00], "", "é"],
  ["a mark of UTF-16, big end first", [0xfe, 0xff, 0x00, 0xe9], "", "é"],
  ["Japanese", [0x93, 0xfa, 0x96, 0x7b], "charset=Shift_JIS", "日本"],
  ["Chinese", [0xc4, 0xe3], "charset=gb2312", "你"],
  ["Korean", [0xc7, 0xd1], "charset=euc-kr", "한"],
  ["Russian", [0xf0, 0xf2, 0xe9], "charset=koi8-r", "ПРИ"],
  [
    "a header that nobody knows: then the page's word",
    [...ascii("<meta charset=latin2>"), 0xb1],
    "charset=klingon",
    "<meta charset=latin2>ą",
  ],
  ["what is no UTF-8", [0x61, 0xe9], "", "aé"],
])("reads by %s", (_, bytes, parameters, text) => {
  expect(read(bytes, parameters)).toBe(text);
});

test("UTF-8 of which only the beginning was read may end inside a character", () => {
  expect(decodeText(new Uint8Array([0x61, 0xc3, 0xa9, 0xc3]), "", false)).toBe("aé");
});

test.each([
  '<META CHARSET = "windows-1251">',
  "<meta name=x><meta charset=windows-1251 >",
  '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
  '<?xml version="1.0" encoding="windows-1251"?>',
  "<!-- <meta charset=utf-8> --><meta charset='windows-1251'>",
])("takes the page's own word: %s", (head) => {
  expect(read([...ascii(head), 0xcf])).toBe(`${head}П`);
});

test.each([
  '<meta name="description" content="charset=windows-1251">',
  "<!-- <meta charset=windows-1251>",
  `${" ".repeat(1024)}<meta charset=windows-1251>`,
  "<meta charset=utf-16>",
])("takes no other words for it: %s", (head) => {
  expect(read([...ascii(head), ...ascii("é")])).toBe(`${head}é`);
});

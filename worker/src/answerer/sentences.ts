// Passages as the units that can be quoted: sentences, list items and table rows, each under its heading.
import type { Passage } from "../model/model.ts";
import type { Lexicon } from "./words.ts";

export interface Unit {
  kind: "sentence" | "item" | "code"; // an item is a list's or a table's row
  text: string; // an item without its marker, code with its fences
  cells?: string; // only a table's row: its text without the names of the columns, which every row has
  label?: string; // of a row its first cell, of a definition its term
  step?: number; // only an item of a numbered list
  underHeading?: true; // a definition that says what it is about only with its heading
  heading: string; // the innermost one above it; "" when there is none
  block: number; // units of one paragraph, one list or one table share it
  place: number; // how far below its heading, from 0
  passage: Passage;
  rank: number; // of its passage, from 0
  lexicon: Lexicon; // that it is read with
}

const ITEM = /^(?:[-*•]|\d{1,2}[.)])\s+/;
const ROW = /^[^.!?:;]{1,60}: [^;]+(?:; [^;]+)+$/; // a table's row as the crawl writes it: column: cell; column: cell
const TERM = /^([^.!?:;]{1,60}): \S/;
const FENCED = /(```[\s\S]*?(?:```|$))/;
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|approx|incl|excl|mr|mrs|ms|dr|st|no|vs|tel|min|max|ca)\.\s*$/i;

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

export const unitsOf = (passages: Passage[], lexicon: Lexicon): Unit[] =>
  passages.flatMap((passage, rank) => unitsOfPassage(passage, rank, lexicon));

function unitsOfPassage(passage: Passage, rank: number, lexicon: Lexicon): Unit[] {
  const heading = (passage.heading.split(" › ").at(-1) ?? "").replace(/^\d{1,2}[.)]\s+/, "");
  const blocks = passage.text
    .split(FENCED)
    .flatMap((part) => (part.startsWith("```") ? [part] : part.split(/\n\s*\n/)))
    .filter((block) => block.trim());
  const units = blocks.flatMap((block, index) => unitsOfBlock(block).map((unit) => ({ ...unit, block: index })));
  return units.map((unit, place) => ({ ...unit, heading, place, passage, rank, lexicon }));
}

/** Several lines without an empty one between them are a list or a table. */
type Piece = Pick<Unit, "kind" | "text" | "cells" | "label" | "step">;

function unitsOfBlock(block: string): Piece[] {
  if (block.startsWith("```")) return [{ kind: "code", text: block }];
  const lines = block.split("\n").flatMap((line) => line.trim() || []);
  return lines.flatMap((line): Piece[] => {
    const isItem = lines.length > 1 ? !line.endsWith(":") : ITEM.test(line) || ROW.test(line);
    if (isItem) return [itemOf(line)];
    return joinStubs(sentencesOf(line)).map((text) => ({ kind: "sentence", text }));
  });
}

function itemOf(line: string): Piece {
  const text = line.replace(ITEM, "");
  const step = Number.parseInt(line, 10);
  const term = TERM.exec(text)?.[1];
  if (ROW.test(line)) return { kind: "item", text, cells: cellsOf(text), label: cellsOf(text).split("; ")[0] ?? "" };
  return { kind: "item", text, ...(term !== undefined && { label: term }), ...(ITEM.test(line) && step && { step }) };
}

const cellsOf = (row: string) => row.replace(/(^|; )[^:;]{1,60}: /g, "$1");

/** "Yes." and "Founder." say nothing alone: they belong to the sentence that follows. */
function joinStubs(sentences: string[]): string[] {
  const joined: string[] = [];
  let stub = "";
  for (const sentence of sentences) {
    const whole = stub + sentence;
    stub = whole.endsWith(".") && whole.split(" ").length <= 2 ? `${whole} ` : "";
    if (!stub) joined.push(whole);
  }
  return stub ? [...joined, stub.trim()] : joined;
}

export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let open = "";
  for (const { segment } of segmenter.segment(text)) {
    open += segment;
    if (ABBREVIATION.test(open)) continue;
    sentences.push(open.trim());
    open = "";
  }
  if (open.trim()) sentences.push(open.trim());
  return sentences.filter(Boolean);
}

const DANGLING =
  /^(?:this|that|these|those|it|its|they|their|them|he|she|his|her|such|both|there|then|but|and|or|so|also|however|therefore|otherwise|instead|either|neither|in that case|if so|if not|the same|the latter|after that|for this)\b/i;

/** True for a sentence that leans on the one before it. */
export const isDangling = (sentence: string, { own: { dangling = DANGLING } }: Lexicon) => dangling.test(sentence);

const REPLY = /^(?:yes|no|not|never|only|of course|sure)\b/i;

/** True for an answer that means nothing without what was asked: "Yes, in your account." */
export const isReply = (sentence: string, { own: { reply = REPLY } }: Lexicon) => reply.test(sentence);

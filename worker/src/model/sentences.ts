// Passages as the units that can be quoted: sentences, list items and table rows, each under its heading.
import type { Passage } from "./model.ts";

export interface Unit {
  kind: "sentence" | "item" | "code"; // an item is a list's or a table's row
  text: string; // an item without its marker, code with its fences
  cells?: string; // only a table's row: its text without the names of the columns, which every row has
  heading: string; // the innermost one above it; "" when there is none
  block: number; // units of one paragraph, one list or one table share it
  place: number; // how far below its heading, from 0
  passage: Passage;
  rank: number; // of its passage, from 0
}

const ITEM = /^(?:[-*•]|\d{1,2}[.)])\s+/;
const ROW = /^[^.!?:;]{1,60}: [^;]+(?:; [^;]+)+$/; // a table's row as the crawl writes it: column: cell; column: cell
const FENCED = /(```[\s\S]*?(?:```|$))/;
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|approx|incl|excl|mr|mrs|ms|dr|st|no|vs|tel|min|max|ca)\.\s*$/i;

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

export const unitsOf = (passages: Passage[]): Unit[] => passages.flatMap(unitsOfPassage);

function unitsOfPassage(passage: Passage, rank: number): Unit[] {
  const heading = passage.heading.split(" › ").at(-1) ?? "";
  const blocks = passage.text
    .split(FENCED)
    .flatMap((part) => (part.startsWith("```") ? [part] : part.split(/\n\s*\n/)))
    .filter((block) => block.trim());
  const units = blocks.flatMap((block, index) => unitsOfBlock(block).map((unit) => ({ ...unit, block: index })));
  return units.map((unit, place) => ({ ...unit, heading, place, passage, rank }));
}

/** Several lines without an empty one between them are a list or a table. */
function unitsOfBlock(block: string): Pick<Unit, "kind" | "text" | "cells">[] {
  if (block.startsWith("```")) return [{ kind: "code", text: block }];
  const lines = block.split("\n").flatMap((line) => line.trim() || []);
  return lines.flatMap((line): Pick<Unit, "kind" | "text" | "cells">[] => {
    const isItem = lines.length > 1 ? !line.endsWith(":") : ITEM.test(line) || ROW.test(line);
    if (isItem)
      return [{ kind: "item", text: line.replace(ITEM, ""), ...(ROW.test(line) && { cells: cellsOf(line) }) }];
    return sentencesOf(line).map((text) => ({ kind: "sentence", text }));
  });
}

const cellsOf = (row: string) => row.replace(/(^|; )[^:;]{1,60}: /g, "$1");

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
export const isDangling = (sentence: string) => DANGLING.test(sentence);

// How well the search finds what answers a question, on a set of sections with judged questions; and what each part of the
// ranking brings. `pnpm bench retrieval FOLDER`, where sections.json and questions.json are.
import { readFile } from "node:fs/promises";
import { openSearchBed, type Ranking, type Section } from "./search-bed.ts";

interface JudgedSection {
  chunk_link: string;
  chunk_heading: string;
  text: string;
}
interface JudgedQuestion {
  question: string;
  correct_chunks: string[];
}
interface Scores {
  precision: number; // of the first three
  recall: number;
  reciprocal: number; // rank of the first right one among three
  hit: number; // one among ten
}

const PASSAGES = 40; // enough for ten sections

/** Each part of the ranking off; the last ones are plain bm25. */
const ABLATIONS: [name: string, ranking: Ranking][] = [
  ["everything", {}],
  ["without titles", { fields: [0, 4, 1] }],
  ["without titles and headings", { fields: [0, 0, 1] }],
  ["titles and headings weigh no more than the text", { fields: [1, 1, 1] }],
  ["without pairs", { pair: 0 }],
  ["without windows", { window: 0 }],
  ["without pairs and windows", { pair: 0, window: 0 }],
  ["without length", { length: 0 }],
  ["without rarity", { rarity: 0 }],
  ["without synonyms", { synonym: 0 }],
  ["without stems and synonyms", { stems: false, synonym: 0 }],
  ["without starts of words and spelling", { start: 0, slip: 0 }],
  ["with near-duplicates", { twins: false }],
  ["bm25 of the fields alone", { pair: 0, window: 0, synonym: 0, start: 0, slip: 0, twins: false }],
];

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("where are the judged questions? pnpm bench retrieval FOLDER");
const sections: JudgedSection[] = JSON.parse(await readFile(`${folder}/sections.json`, "utf8"));
const questions: JudgedQuestion[] = JSON.parse(await readFile(`${folder}/questions.json`, "utf8"));

const bed = await openSearchBed();
try {
  const passages = await bed.fill("stemmed", sections.map(toSection));
  await bed.fill("plain", sections.map(toSection), { stems: false });
  console.log(`${sections.length} sections, ${passages} passages, ${questions.length} questions\n`);
  console.log("| | P@3 | R@3 | F1 | MRR@3 | hit@10 |\n|---|---|---|---|---|---|");
  for (const [name, ranking] of ABLATIONS) {
    const site = ranking.stems === false ? "plain" : "stemmed";
    const scores = await Promise.all(questions.map((judged) => score(site, judged, ranking)));
    console.log(`| ${name} | ${toRow(scores).join(" | ")} |`);
  }
} finally {
  await bed.close();
}

/** A page of the set has no title but its address. */
function toSection({ chunk_link, chunk_heading, text }: JudgedSection): Section {
  const title = new URL(chunk_link).pathname.split("/").filter(Boolean).at(-1) ?? "";
  const body = text.trimStart();
  return {
    title,
    heading: chunk_heading,
    text: body.startsWith(chunk_heading) ? body.slice(chunk_heading.length) : body,
  };
}

function search(site: string, question: string, ranking: Ranking) {
  return bed.ask<number[]>(site, { ask: "search", question, limit: PASSAGES, ranking });
}

async function score(site: string, { question, correct_chunks }: JudgedQuestion, ranking: Ranking) {
  const found = [...new Set(await search(site, question, ranking))].map((index) => sections[index]?.chunk_link ?? "");
  const isRight = (link: string) => correct_chunks.includes(link);
  const first = found.slice(0, 3);
  const right = first.filter(isRight).length;
  const place = first.findIndex(isRight) + 1;
  return {
    precision: right / 3,
    recall: right / correct_chunks.length,
    reciprocal: place ? 1 / place : 0,
    hit: found.slice(0, 10).some(isRight) ? 1 : 0,
  };
}

function toRow(scores: Scores[]): string[] {
  const mean = (key: keyof Scores) => scores.reduce((sum, one) => sum + one[key], 0) / scores.length;
  const [precision, recall] = [mean("precision"), mean("recall")];
  const f1 = (2 * precision * recall) / (precision + recall || 1);
  return [precision, recall, f1, mean("reciprocal"), mean("hit")].map((value) => value.toFixed(3));
}

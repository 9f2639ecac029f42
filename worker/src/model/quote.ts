// Picks the two or three sentences of some passages that answer a question, or finds that none do.
import { type Candidate, isAnswer, judge, share, type Weights, weigh } from "./judging.ts";
import type { Passage } from "./model.ts";
import { type Question, readQuestion } from "./question.ts";
import { isDangling, type Unit, unitsOf } from "./sentences.ts";
import { contentWords } from "./words.ts";

export interface Quote {
  text: string; // Markdown
  passages: Passage[]; // those the text is from, in its order
}

const MIN_NEAR = 0.35; // share of the question's weight that makes a passage worth a look
const MIN_ADDED = 0.25; // share that a sentence from elsewhere must add
const MAX_SENTENCES = 3;
const MAX_ITEMS = 8;

/** Undefined when the words that matter are not covered. */
export function quoteFor(asked: string, passages: Passage[], site: string): Quote | undefined {
  const question = readQuestion(asked, site);
  const units = unitsOf(passages);
  if (!units.length || !question.words.size) return undefined;
  const weights = weigh(question, units);
  const candidates = judge(units, question, weights);
  const fitting = candidates.filter((candidate) => isAnswer(candidate, question, weights));
  const [best] = fitting.sort((one, other) => other.score - one.score);
  if (!best) return undefined;
  return toQuote(choose(best, candidates, question, weights));
}

/** The passages that have something of the question, best first. */
export function nearest(asked: string, passages: Passage[], site: string): Passage[] {
  const weights = weigh(readQuestion(asked, site), unitsOf(passages));
  return passages.filter((passage) => {
    const said = contentWords(`${passage.title} ${passage.heading} ${passage.text}`);
    return share(weights, (word) => said.has(word)) >= MIN_NEAR;
  });
}

/** The best unit with what it needs around it, then what adds to it. */
function choose(best: Candidate, candidates: Candidate[], question: Question, weights: Weights): Unit[] {
  const chosen = new Set<number>();
  const isOpen = () => sentenceCount(chosen, candidates) < MAX_SENTENCES;
  take(best, candidates, question, chosen);
  if (best.headed >= 0.5 && best.unit.place < MAX_SENTENCES) takeFromStart(best, candidates, chosen);
  const said = new Set(best.said);
  /** What stands beside it under the same heading, or says of the question what was not said yet. */
  const adds = (other: Candidate) => {
    const { index, score, unit } = other;
    if (best.unit.kind === "item" && isTogether(best, other) && unit.block === best.unit.block) return false; // chosen with it
    const isLike = (near: Candidate | undefined) => isTogether(near, other) && unit.kind === best.unit.kind;
    if (chosen.has(index - 1) && isLike(candidates[index - 1])) return true;
    if (score < best.score * 0.7) return false;
    const leadsOn = chosen.has(index + 1) && isLike(candidates[index + 1]);
    return leadsOn || share(weights, (word) => other.said.has(word) && !said.has(word)) >= MIN_ADDED;
  };
  const others = candidates.filter(({ score }) => score >= best.score * 0.4).sort((a, b) => b.score - a.score);
  for (const other of others) {
    if (!isOpen() || chosen.has(other.index) || !adds(other)) continue;
    take(other, candidates, question, chosen);
    for (const word of other.said) said.add(word);
  }
  const units = [...chosen].sort((a, b) => a - b).flatMap((index) => candidates[index]?.unit ?? []);
  return units.sort((a, b) => Number(b.passage === best.unit.passage) - Number(a.passage === best.unit.passage));
}

/** Under a heading that is the question, the answer starts at the start. */
function takeFromStart({ unit, index }: Candidate, candidates: Candidate[], chosen: Set<number>) {
  for (const { unit: other, index: at } of candidates.slice(index - unit.place, index)) {
    if (other.kind === "sentence" && other.passage === unit.passage) chosen.add(at);
  }
}

const isTogether = (one: Candidate | undefined, other: Candidate | undefined) =>
  one !== undefined &&
  other !== undefined &&
  one.unit.passage === other.unit.passage &&
  one.unit.heading === other.unit.heading;

function take(candidate: Candidate, candidates: Candidate[], question: Question, chosen: Set<number>) {
  const { unit, index } = candidate;
  chosen.add(index);
  if (unit.kind === "item") return takeList(candidate, candidates, question, chosen);
  const before = candidates[index - 1];
  if (before && isTogether(before, candidate) && before.unit.kind === "sentence" && isDangling(unit.text))
    chosen.add(index - 1);
  const after = candidates[index + 1];
  if (!unit.text.endsWith(":") || !after || !isTogether(candidate, after)) return;
  for (const item of listAt(after, candidates)) chosen.add(item.index); // the list, or the code, that it leads to
}

/** One row may be the whole answer; a question for a list wants the list, with the line that leads to it. */
function takeList(candidate: Candidate, candidates: Candidate[], { wantsList }: Question, chosen: Set<number>) {
  const list = listAt(candidate, candidates);
  const alike = list.filter(({ said }) => [...candidate.said].every((word) => said.has(word)));
  const items = wantsList || alike.length > list.length / 2 ? list : alike;
  for (const { index } of items.slice(0, MAX_ITEMS)) chosen.add(index);
  const lead = candidates[(list[0]?.index ?? 0) - 1];
  if (lead && isTogether(lead, candidate) && lead.unit.text.endsWith(":")) chosen.add(lead.index);
}

const listAt = ({ unit }: Candidate, candidates: Candidate[]) =>
  candidates
    .filter((other) => other.unit.passage === unit.passage && other.unit.block === unit.block)
    .slice(0, MAX_ITEMS);

/** A list counts as one. */
function sentenceCount(chosen: Set<number>, candidates: Candidate[]) {
  const units = [...chosen].flatMap((index) => candidates[index]?.unit ?? []);
  const lists = new Set(units.filter(({ kind }) => kind === "item").map(({ rank, block }) => `${rank}.${block}`));
  return units.filter(({ kind }) => kind !== "item").length + lists.size;
}

function toQuote(units: Unit[]): Quote {
  let text = "";
  let before: Unit | undefined;
  for (const unit of units) {
    text += (before ? gapBetween(before, unit) : "") + toMarkdown(unit);
    before = unit;
  }
  return { text, passages: [...new Set(units.map(({ passage }) => passage))] };
}

/** A row is named by its first cell. */
function rowToMarkdown(row: string) {
  const [first = "", ...rest] = row.split("; ");
  return `- **${first.replace(/^[^:]*: /, "")}**: ${rest.join(" · ")}`;
}

/** A few words from a list or a tile say nothing without their heading. */
function toMarkdown({ kind, text, cells, heading }: Unit) {
  if (cells !== undefined) return rowToMarkdown(text);
  const isFragment =
    kind !== "code" && !text.includes(": ") && !/[.!?:]["”’)]?$/.test(text) && text.split(" ").length < 10;
  const said = contentWords(text);
  const lacksHeading = heading && ![...contentWords(heading)].some((word) => said.has(word));
  const whole = isFragment && lacksHeading && !heading.endsWith("?") ? `${heading}: ${text}` : text;
  return kind === "item" ? `- ${whole}` : whole;
}

function gapBetween(one: Unit, other: Unit) {
  if (one.passage !== other.passage) return "\n\n";
  if (one.kind === "item" && other.kind === "item") return "\n";
  return one.kind === "sentence" && other.kind === "sentence" && one.heading === other.heading ? " " : "\n\n";
}

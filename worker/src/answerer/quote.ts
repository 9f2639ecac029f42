// Picks the one to three sentences of some passages that answer a question, or finds that none do.

import type { Passage } from "../model/model.ts";
import { type Candidate, isAnswer, isInstruction, judge, share, type Weights, weigh } from "./judging.ts";
import { type Question, readQuestion } from "./question.ts";
import { toMarkdown } from "./quote-text.ts";
import { isDangling, type Unit, unitsOf } from "./sentences.ts";
import { recase, respell } from "./spelling.ts";
import { lexiconFor } from "./tongue.ts";

export interface Quote {
  text: string; // Markdown
  passages: Passage[]; // those the text is from, in its order
}

/** A question, as it was put. */
export interface Asked {
  text: string;
  before?: string | undefined; // the question before it, whose subject it may lean on
  site: string;
}

const MIN_NEAR = 0.35; // share of the question's weight that makes a passage worth a look
const MIN_ADDED = 0.25; // share that a sentence from elsewhere must add
const MIN_NEXT = 0.12; // and the next sentence of the same paragraph
const MAX_SENTENCES = 3;
const MAX_ITEMS = 8;
const WHO = /^\W*who\b/i;

/** Undefined when the words that matter are not covered. `most`: sentences, of which a list counts as one. */
export function unitsFor(asked: Asked, passages: Passage[], most = MAX_SENTENCES): Unit[] | undefined {
  const { question, units, weights } = read(asked, passages);
  if (!units.length || !question.words.size) return undefined;
  const candidates = judge(units, question, weights);
  const fitting = candidates.filter((candidate) => isAnswer(candidate, question, weights));
  const [best] = fitting.sort((one, other) => other.score - one.score);
  return best && choose(best, { candidates, fitting, question, weights, most });
}

/** How much of a question some text speaks of, 0 to 1. */
export function coverageOf(asked: Asked, passages: Passage[], units: Unit[]): number {
  const { question, weights } = read(asked, passages);
  const { contentWords, says } = question.lexicon;
  const said = contentWords(units.map(({ text, heading }) => `${heading} ${text}`).join(" "));
  const { wants } = question;
  if (wants?.isNeeded && !units.some(({ text }) => wants.pattern.test(text))) return 0;
  return share(weights, (word) => says(said, word) || wants?.standsFor.has(word) === true);
}

/** The passages that have something of the question, best first. */
export function nearest(asked: Asked, passages: Passage[]): Passage[] {
  const { question, weights } = read(asked, passages);
  const { contentWords, says } = question.lexicon;
  return passages.filter((passage) => {
    const said = contentWords(`${passage.title} ${passage.heading} ${passage.text}`);
    return share(weights, (word) => says(said, word)) >= MIN_NEAR;
  });
}

export const toQuote = (units: Unit[]): Quote => ({
  text: toMarkdown(units),
  passages: [...new Set(units.map(({ passage }) => passage))],
});

function read({ text, before, site }: Asked, passages: Passage[]) {
  const lexicon = lexiconFor(text, passages);
  const units = unitsOf(passages, lexicon);
  const pages = units.map((unit) => `${unit.passage.heading} ${unit.text}`).join("\n");
  const named = recase(text, pages, lexicon);
  const { light, wants } = readQuestion(named, site, lexicon);
  const respelt = respell(named, pages, (word) => light.has(word) || wants?.standsFor.has(word) === true, lexicon);
  const question = readQuestion(respelt, site, lexicon, before);
  return { question, units, weights: weigh(question, units) };
}

interface Choice {
  candidates: Candidate[];
  fitting: Candidate[]; // best first
  question: Question;
  weights: Weights;
  most: number;
}

/** The best unit with what it needs around it, then what adds to it. */
function choose(best: Candidate, choice: Choice): Unit[] {
  const { candidates, most } = choice;
  const chosen = new Set<number>();
  take(best, choice, chosen);
  const isStart = best.isAsked || best.headed >= 0.5;
  if (isStart && best.unit.place < most) takeFromStart(best, candidates, chosen);
  const hasRoom = sentenceCount(chosen, candidates) < most;
  if (hasRoom && choice.question.wantsList && best.headed >= 0.5) takeContents(best, candidates, chosen);
  const said = new Set(best.said);
  const others = [...following(best, choice), ...choice.fitting];
  for (const other of others) {
    if (sentenceCount(chosen, candidates) >= most || chosen.has(other.index) || !adds(other, best, said, choice))
      continue;
    if (sentenceCount(new Set([...chosen, other.index]), candidates) > most) continue;
    take(other, choice, chosen);
    for (const word of other.said) said.add(word);
  }
  takeParagraph(best, choice, chosen);
  const inOrder = [...chosen].sort((a, b) => a - b).flatMap((index) => candidates[index]?.unit ?? []);
  const named = inOrder.map((unit): Unit => (lacksSubject(unit, choice) ? { ...unit, underHeading: true } : unit));
  const units = choice.question.wantsSteps ? numbered(named) : named;
  return units.sort((a, b) => Number(b.passage === best.unit.passage) - Number(a.passage === best.unit.passage));
}

/** "What do you get with it?" is answered by the list under its name. */
function takeContents({ unit }: Candidate, candidates: Candidate[], chosen: Set<number>) {
  const item = candidates.find(({ unit: { passage, heading, kind, cells } }) => {
    return passage === unit.passage && heading === unit.heading && kind === "item" && cells === undefined;
  });
  for (const { index } of item ? listAt(item, candidates) : []) chosen.add(index);
}

/** What is no single fact is told to the end of its paragraph. */
function takeParagraph({ unit, index }: Candidate, { candidates, question, most }: Choice, chosen: Set<number>) {
  if (unit.kind !== "sentence" || (question.wants?.isNeeded && !question.wantsSteps)) return;
  for (const { unit: other, index: at } of candidates.slice(index + 1)) {
    if (other.passage !== unit.passage || other.block !== unit.block || other.kind !== "sentence") return;
    if (sentenceCount(chosen, candidates) >= most) return;
    chosen.add(at);
  }
}

/** "Size: 240 mm" of what its heading names. */
function lacksSubject(
  unit: Unit,
  {
    candidates,
    question: {
      lexicon: { contentWords, says },
    },
  }: Choice,
) {
  if (unit.kind !== "item" || unit.label === undefined || unit.cells !== undefined) return false;
  const candidate = candidates.find((other) => other.unit === unit);
  const head = contentWords(unit.heading);
  return [...(candidate?.said ?? [])].some((word) => says(head, word) && !candidate?.own.has(word));
}

/** Who asks how gets a list of instructions as steps. */
function numbered(units: Unit[]): Unit[] {
  const isStep = ({ kind, label }: Unit) => kind === "item" && label === undefined;
  const steps = units.filter(isStep);
  const isList = steps.length > 1 && new Set(steps.map(({ rank, block }) => `${rank}.${block}`)).size === 1;
  return isList ? units.map((unit) => (isStep(unit) ? { ...unit, step: steps.indexOf(unit) + 1 } : unit)) : units;
}

/** What follows in the same paragraph, then under the same heading. */
const following = (best: Candidate, { candidates }: Choice) =>
  [...candidates.slice(best.index + 1), ...candidates.slice(0, best.index)].filter(
    (other) => isTogether(best, other) && best.unit.kind === other.unit.kind,
  );

/** Whether a sentence goes on with the answer, or says of the question what was not said yet. */
function adds(other: Candidate, best: Candidate, said: Set<string>, { question, weights, fitting }: Choice) {
  const isBeside = isTogether(best, other) && other.unit.kind === best.unit.kind;
  if (best.unit.kind === "item" && isBeside && best.unit.block === other.unit.block) return false; // chosen with it
  const isNew = (word: string) => !said.has(word) && !question.aside.has(word);
  const added = share(weights, (word) => other.own.has(word) && isNew(word));
  if (isBeside && other.unit.kind === "sentence") {
    if (best.isAsked) return other.index > best.index;
    const isNext = other.index > best.index && other.unit.block === best.unit.block;
    const isAsGood = other.unit.block === best.unit.block && isLike(other, best, question);
    const isToldOn = isDangling(other.unit.text, other.unit.lexicon) && question.wants?.isNeeded !== true;
    const isDirect = other.index <= best.index + 1 && (question.wantsSteps || isToldOn);
    const goesOn = isNext && (isDirect || isInstruction(other.unit));
    return isAsGood || goesOn || added >= MIN_NEXT || (isNext && other.own.size > 0 && other.score >= best.score * 0.7);
  }
  if (!fitting.includes(other) || other.score < best.score * 0.7) return false;
  const isAnother =
    question.wants?.isNeeded === true &&
    (question.lexicon.own.who ?? WHO).test(question.text) &&
    other.score >= best.score * 0.85;
  return isAnother || share(weights, (word) => other.said.has(word) && isNew(word)) >= MIN_ADDED;
}

/** It too has an amount, or a time, of all that the best sentence speaks of. */
const isLike = (other: Candidate, best: Candidate, { wants }: Question) =>
  wants?.isNeeded === true &&
  wants.pattern.test(other.unit.text) &&
  [...best.said].every((word) => other.said.has(word));

/** Under a heading that is the question, the answer starts at the start. */
function takeFromStart({ unit, index }: Candidate, candidates: Candidate[], chosen: Set<number>) {
  for (const { unit: other, index: at } of candidates.slice(index - unit.place, index)) {
    if (other.kind === "sentence" && other.passage === unit.passage && other.block === unit.block) chosen.add(at);
  }
}

const isTogether = (one: Candidate | undefined, other: Candidate | undefined) =>
  one !== undefined &&
  other !== undefined &&
  one.unit.passage === other.unit.passage &&
  one.unit.heading === other.unit.heading;

function take(candidate: Candidate, choice: Choice, chosen: Set<number>) {
  const { candidates } = choice;
  const { unit, index } = candidate;
  chosen.add(index);
  if (unit.kind === "item") return takeList(candidate, choice, chosen);
  takeWhatItLeansOn(candidate, candidates, chosen);
  const after = candidates[index + 1];
  if (!unit.text.endsWith(":") || !after || !isTogether(candidate, after)) return;
  for (const item of listAt(after, candidates)) chosen.add(item.index); // the list, or the code, that it leads to
}

function takeWhatItLeansOn(candidate: Candidate, candidates: Candidate[], chosen: Set<number>) {
  const before = candidates[candidate.index - 1];
  if (!before || !isTogether(before, candidate) || before.unit.kind !== "sentence") return;
  if (isDangling(candidate.unit.text, candidate.unit.lexicon)) chosen.add(before.index);
}

/** One row may be the whole answer; a question for a list wants the list, with the line that leads to it. */
function takeList(candidate: Candidate, { candidates, question }: Choice, chosen: Set<number>) {
  const list = listAt(candidate, candidates);
  const words = candidate.own.size ? candidate.own : candidate.said;
  const alike = list.filter(({ own }) => [...words].every((word) => own.has(word)));
  const isWhole = candidate.unit.label === undefined && (question.wantsList || question.wantsSteps);
  const items = isWhole || (candidate.own.size === 0 && question.wantsList) ? list : alike;
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

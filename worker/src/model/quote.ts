// Picks the two or three sentences of some passages that answer a question, or finds that none do.
import type { Passage } from "./model.ts";
import { type Question, readQuestion } from "./question.ts";
import { isDangling, type Unit, unitsOf } from "./sentences.ts";
import { contentWords } from "./words.ts";

export interface Quote {
  text: string; // Markdown
  passages: Passage[]; // those the text is from, in its order
}

const MIN_COVERED = 0.52; // share of the question's weight: below it the pages speak of something near, not of this
const MIN_COVERED_UNDER_QUESTION = 0.3;
const SAME_QUESTION = 0.6; // shared words of question and heading, by all words of both
const MIN_NEAR = 0.35; // share of the question's weight that makes a passage worth a look
const MIN_ADDED = 0.25; // share that a sentence from elsewhere must add
const MAX_SENTENCES = 3;
const MAX_ITEMS = 8;
const LIGHT_WEIGHT = 0.3;
const MIN_UNITS = 30; // so that a word is not thought common on a page of three sentences

interface Candidate {
  unit: Unit;
  index: number;
  score: number;
  said: Set<string>; // the question's words that the unit or its headings have
  headed: number; // the share of the question's weight that its heading has
}

/** Undefined when the words that matter are not covered. */
export function quoteFor(asked: string, passages: Passage[], site: string): Quote | undefined {
  const question = readQuestion(asked, site);
  const units = unitsOf(passages);
  if (!units.length || !question.words.size) return undefined;
  const weights = weigh(question, units);
  const candidates = units.map((unit, index) =>
    judge(unit, index, leanedOn(unit, units[index - 1]), question, weights),
  );
  const fitting = candidates.filter((candidate) => answers(candidate, question, weights));
  const [best] = fitting.sort((one, other) => other.score - one.score);
  if (!best) return undefined;
  return toQuote(choose(best, candidates, question, weights));
}

/** The passages that have something of the question, best first. */
export function nearest(asked: string, passages: Passage[], site: string): Passage[] {
  const question = readQuestion(asked, site);
  const weights = weigh(question, unitsOf(passages));
  const all = sum(question.words, weights);
  return passages.filter((passage) => {
    const said = contentWords(`${passage.title} ${passage.heading} ${passage.text}`);
    return (
      sum(
        [...question.words].filter((word) => said.has(word)),
        weights,
      ) >=
      all * MIN_NEAR
    );
  });
}

/** Rare words weigh most, and a word that no passage has weighs more than any other. */
function weigh({ words, light }: Question, units: Unit[]) {
  const total = Math.max(units.length, MIN_UNITS);
  const spoken = units.map(({ text, heading }) => contentWords(`${heading} ${text}`));
  const weightOf = (word: string) => {
    if (light.has(word)) return LIGHT_WEIGHT;
    return Math.log(1 + total / (spoken.filter((set) => set.has(word)).length + 1));
  };
  return new Map([...words].map((word) => [word, weightOf(word)]));
}

type Weights = Map<string, number>;

const sum = (words: Iterable<string>, weights: Weights) =>
  [...words].reduce((total, word) => total + (weights.get(word) ?? 0), 0);

/** Strict: what is near the question is no answer to it. */
function answers({ said, unit }: Candidate, question: Question, weights: Weights) {
  const { words, names, wants } = question;
  if (wants?.isAll && !wants.pattern.test(unit.text)) return false;
  const around = contentWords(unit.passage.text);
  if ([...names].some((name) => !said.has(name) && !around.has(name))) return false;
  if (isThin(question) && !isAbout(unit, question)) return false;
  const near = [...words].filter((word) => !said.has(word) && around.has(word));
  const enough = isAnsweredUnder(unit.heading, question) ? MIN_COVERED_UNDER_QUESTION : MIN_COVERED;
  return sum(said, weights) + sum(near, weights) / 2 >= sum(words, weights) * enough;
}

/** A heading may be a question too, and is then read as one. */
const wordsOfHeading = (heading: string) =>
  heading.endsWith("?") ? readQuestion(heading, "").words : contentWords(heading);

/** A question of the page itself, all of which the visitor asks too, along with something else. */
function isAnsweredUnder(heading: string, { words, light }: Question) {
  const asked = [...wordsOfHeading(heading)].filter((word) => !light.has(word));
  return heading.endsWith("?") && asked.length >= 2 && asked.every((word) => words.has(word));
}

/** One word that weighs, or none: a sentence that has it may speak of anything. */
const isThin = ({ words, light }: Question) => words.size - light.size <= 1;

function isAbout({ text, passage }: Unit, { words, light, wants, wantsList }: Question) {
  const path = contentWords(`${passage.title} ${passage.heading}`);
  const isHeaded = [...words].every((word) => path.has(word) || (light.has(word) && words.size > light.size));
  if (isHeaded || words.size === light.size) return isHeaded;
  return wants ? wants.pattern.test(text) : !wantsList;
}

/** The sentence before one that leans on it: they are quoted together, so its words count. */
const leanedOn = (unit: Unit, before: Unit | undefined) =>
  before?.passage === unit.passage && before.block === unit.block && isDangling(unit.text) ? before.text : "";

function judge(unit: Unit, index: number, before: string, question: Question, weights: Weights): Candidate {
  const { passage, heading, place, rank } = unit;
  const own = contentWords(unit.text);
  const isWanted = question.wants?.pattern.test(unit.text) === true;
  const above = contentWords(before);
  const head = wordsOfHeading(heading);
  const path = contentWords(`${passage.title} ${passage.heading}`);
  const all = sum(question.words, weights);
  const [inText, inHeading, inPath]: [string[], string[], string[]] = [[], [], []];
  for (const word of question.words) {
    if (own.has(word) || (isWanted && question.wants?.standsFor.has(word))) inText.push(word);
    else if (head.has(word) || above.has(word)) inHeading.push(word);
    else if (path.has(word)) inPath.push(word);
  }
  const headed =
    sum(
      [...question.words].filter((word) => head.has(word)),
      weights,
    ) / all;
  const isSame = similarity(question.words, head) >= SAME_QUESTION;
  const score =
    sum(inText, weights) +
    0.6 * sum(inHeading, weights) +
    0.3 * sum(inPath, weights) +
    (isWanted ? (question.wants?.isAll ? 1 : 0.35) * all : 0) +
    (headed >= 0.5 ? (0.4 * headed * all) / (1 + place / 2) : 0) +
    (isSame ? all / (1 + place) : 0) +
    (0.15 * all) / (1 + rank);
  const tooShort = own.size < 2 && unit.kind === "sentence" ? 0.6 : 1;
  return { unit, index, score: score * tooShort, said: new Set([...inText, ...inHeading, ...inPath]), headed };
}

function similarity(one: Set<string>, other: Set<string>) {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared || 1);
}

/** The best unit with what it needs around it, then what adds to it. */
function choose(best: Candidate, candidates: Candidate[], question: Question, weights: Weights): Unit[] {
  const chosen = new Set<number>();
  const isOpen = () => sentenceCount(chosen, candidates) < MAX_SENTENCES;
  take(best, candidates, question, chosen);
  if (best.headed >= 0.5 && best.unit.place < MAX_SENTENCES) takeFromStart(best, candidates, chosen);
  const said = new Set(best.said);
  const enough = sum(question.words, weights) * MIN_ADDED;
  /** What stands beside it under the same heading, or says of the question what was not said yet. */
  const adds = (other: Candidate) => {
    const { index, score, unit } = other;
    const isLike = (near: Candidate | undefined) => isTogether(near, other) && unit.kind === best.unit.kind;
    if (chosen.has(index - 1) && isLike(candidates[index - 1])) return true;
    if (score < best.score * 0.7) return false;
    const leadsOn = chosen.has(index + 1) && isLike(candidates[index + 1]);
    return (
      leadsOn ||
      sum(
        [...other.said].filter((word) => !said.has(word)),
        weights,
      ) >= enough
    );
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
  const isShared = list.filter(({ score }) => score >= candidate.score * 0.75).length > list.length / 2;
  const items = wantsList || isShared ? list : list.filter(({ score }) => score >= candidate.score * 0.9);
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

/** A few words from a list or a tile say nothing without their heading. */
function toMarkdown({ kind, text, heading }: Unit) {
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

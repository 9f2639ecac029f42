// How well each sentence of some passages fits a question, and whether it answers it at all.
import type { Passage } from "../model/model.ts";
import { type Question, readQuestion } from "./question.ts";
import { isDangling, type Unit } from "./sentences.ts";
import type { Lexicon } from "./words.ts";

/** Share of the question's weight, by the number of its words that weigh: below it the pages speak of something near, not of this. */
const MIN_COVERED = [0.52, 0.52, 0.68, 0.56, 0.5];
const COUNTED = 0.2; // less is enough where just what is counted has a number
const OUTER_SHARE = 0.7; // of a word's weight, when only an outer heading has it
const TITLE_SHARE = 0.5; // when only the page's title has it
const MIN_COVERED_UNDER_QUESTION = 0.3;
const SAME_QUESTION = 0.6; // shared words of question and heading, by all words of both
const MIN_BROUGHT = 0.5;
const LIGHT_WEIGHT = 0.3;
const ASIDE_SHARE = 0.5; // of a word's weight, when it only tells when or why it is asked
const MIN_UNITS = 30; // so that a word is not thought common on a page of three sentences

export interface Candidate {
  unit: Unit;
  index: number;
  score: number;
  said: Set<string>; // the question's words that the unit or its headings have
  own: Set<string>; // those that the unit itself has
  close: Set<string>; // and those of its heading and of the sentence that it leans on
  headed: number; // the share of the question's weight that its heading has
  isAsked: boolean; // its heading is the question
}

/** The question's words, each with its weight. */
export type Weights = Map<string, number>;

/** Rare words weigh most, and a word that no passage has weighs more than any other. */
export function weigh({ words, light, aside, lexicon: { contentWords, says } }: Question, units: Unit[]): Weights {
  const total = Math.max(units.length, MIN_UNITS);
  const spoken = units.map(({ text, heading }) => contentWords(`${heading} ${text}`));
  const weightOf = (word: string) => {
    const said = spoken.filter((set) => says(set, word)).length;
    if (light.has(word) || (aside.has(word) && said === 0)) return LIGHT_WEIGHT;
    return Math.log(1 + total / (said + 1)) * (aside.has(word) ? ASIDE_SHARE : 1);
  };
  return new Map([...words].map((word) => [word, weightOf(word)]));
}

/** The part of the question's weight, 0 to 1, that is on some of its words. */
export function share(weights: Weights, isOn: (word: string) => boolean): number {
  let [some, all] = [0, 0];
  for (const [word, weight] of weights) {
    all += weight;
    if (isOn(word)) some += weight;
  }
  return all ? some / all : 0;
}

export function judge(units: Unit[], question: Question, weights: Weights): Candidate[] {
  const { contentWords, says } = question.lexicon;
  const spoken = contentWords(units.map(({ text, passage }) => `${passage.heading} ${text}`).join("\n"));
  const unsaid = new Set([...question.words].filter((word) => !says(spoken, word)));
  return units.map((unit, index) => {
    const surroundings = { index, before: leanedOn(unit, units[index - 1]), denied: deniedBy(unit, question, unsaid) };
    return judgeUnit(unit, surroundings, question, weights);
  });
}

interface Surroundings {
  index: number;
  before: string; // the sentence that it leans on
  denied: Set<string>; // words of the question that a denial covers
}

/** The sentence before one that leans on it: they are quoted together, so its words count. */
const leanedOn = (unit: Unit, before: Unit | undefined) =>
  before?.passage === unit.passage && before.block === unit.block && isDangling(unit.text, unit.lexicon)
    ? before.text
    : "";

function judgeUnit(unit: Unit, around: Surroundings, question: Question, weights: Weights): Candidate {
  const { index, before, denied } = around;
  const { place, rank } = unit;
  const { words, wants } = question;
  const { contentWords, says } = question.lexicon;
  const text = contentWords(unit.cells ?? unit.text);
  const above = contentWords(before);
  const { head, path } = read(unit);
  const label = contentWords(unit.label ?? "");
  const labels = contentWords(unit.cells === undefined ? "" : unit.text);
  const isWanted = wants?.pattern.test(unit.text) === true;
  const isInText = (word: string) =>
    says(text, word) || (isWanted && wants?.standsFor.has(word) === true) || denied.has(word);
  const isNear = (word: string) => says(head, word) || says(above, word);
  const isFar = (word: string) => says(path, word) || says(labels, word);
  const headed = share(weights, (word) => says(head, word));
  const said = new Set([...words].filter((word) => isInText(word) || isNear(word) || isFar(word)));
  const covered = share(weights, (word) => said.has(word));
  const isAsked = similarity(words, head) >= SAME_QUESTION || isAskedBy(unit, question, weights);
  const score =
    share(weights, isInText) +
    0.6 * share(weights, (word) => !isInText(word) && isNear(word)) +
    0.3 * share(weights, (word) => !isInText(word) && !isNear(word) && isFar(word)) +
    (isWanted ? (wants?.isAll ? 1 : 0.35) : 0) +
    (wants?.prefers?.test(unit.text) ? 0.5 : 0) +
    (headed >= 0.5 ? (0.4 * headed) / (1 + place / 2) : 0) + // an answer begins where its heading is
    (isAsked ? (covered * covered) / (1 + place) : 0) +
    0.3 * share(weights, (word) => says(label, word)) +
    (isTerm(unit, question) ? (question.defines ? 1 : unit.cells === undefined ? 0 : 0.4) : 0) +
    (question.isBare && unit.cells !== undefined ? 0.3 : 0) +
    (question.wantsList && unit.kind === "item" && unit.label === undefined && headed > 0 ? 0.3 : 0) +
    (question.counts?.test(unit.text) ? 0.5 : 0) +
    (question.wantsSteps && isInstruction(unit) ? 0.25 : 0) +
    0.15 / (1 + rank) -
    Math.min(0.05, unit.text.length / 5000); // of two that say the same, the shorter
  const own = new Set([...words].filter(isInText));
  const close = new Set([...words].filter((word) => isInText(word) || isNear(word)));
  return { unit, index, score, said, own, close, headed, isAsked };
}

interface PassageWords {
  lexicon: Lexicon; // that they were read with
  text: Set<string>;
  path: Set<string>; // of its title and headings
  outer: Set<string>; // of its headings
  head: Set<string>; // of the innermost heading
  asks: Set<string> | undefined; // only if that is a question: its words, without those that tell when or why
}

const known = new WeakMap<Passage, PassageWords>();

/** The words around a unit, read once however many units the passage has. A heading that is a question is read as one. */
function read({ passage, heading, lexicon }: Unit): PassageWords {
  const before = known.get(passage);
  if (before?.lexicon === lexicon) return before;
  const { contentWords } = lexicon;
  const asked = heading.endsWith("?") ? readQuestion(heading, "", lexicon) : undefined;
  const words = {
    lexicon,
    text: contentWords(passage.text),
    path: contentWords(`${passage.title} ${passage.heading}`),
    outer: contentWords(passage.heading),
    head: asked?.words ?? contentWords(heading),
    asks: asked && new Set([...asked.words].filter((word) => !asked.aside.has(word))),
  };
  known.set(passage, words);
  return words;
}

function similarity(one: Set<string>, other: Set<string>) {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared || 1);
}

const DENIED = /(?<=\b(?:there (?:is|are)|we have|it has) no )[\p{L}-]+(?= ?[.,;:!]|$)/giu;

/** "There is no app" also answers who asks for an iPhone app, if no page knows that word. */
function deniedBy({ text, lexicon }: Unit, { order }: Question, unsaid: Set<string>): Set<string> {
  const denied = lexicon.contentWords((text.match(lexicon.own.denied ?? DENIED) ?? []).join(" "));
  const toNoun = lexicon.own.nounsComeFirst ? -1 : 1;
  return new Set(order.filter((word, at) => unsaid.has(word) && denied.has(order[at + toNoun] ?? "")));
}

/** A row or a definition of just what is asked for. */
function isTerm({ label, lexicon }: Unit, { words, light }: Question) {
  if (label === undefined) return false;
  const term = lexicon.contentWords(label);
  const asked = [...words].filter((word) => !light.has(word));
  return asked.length > 0 && asked.every((word) => term.has(word)) && term.size <= asked.length + 1;
}

const INSTRUCTION =
  /^(?:(?:to [^,]{3,60}|first|then|next|now|finally|on your \w+|in the \w+|yes|please)[,.]? )*(?:add|ask|attach|book|bring|call|check|choose|clean|click|close|connect|copy|cut|dial|download|drag|drill|enter|fill|fit|follow|go|hang|hold|insert|install|join|keep|leave|lift|log|measure|move|open|pay|place|plug|press|pull|push|put|read|remove|repeat|reply|restart|return|save|scan|screw|select|send|set|show|sign|slide|start|stop|switch|take|tap|tell|tick|touch|turn|type|unplug|update|upload|use|visit|wait|wash|wipe|write)\b/i;

export const isInstruction = ({
  text,
  lexicon: {
    own: { instruction = INSTRUCTION },
  },
}: Unit) => instruction.test(text);

const TODAY = /\b(?:today|tonight|tomorrow|daily|every day)\b/i;

/** Strict: what is near the question is no answer to it. */
export function isAnswer({ said, close, unit }: Candidate, question: Question, weights: Weights) {
  const { names, wants, lexicon } = question;
  if (question.isUnanswerable || (unit.kind === "code" && !question.mayBeCode)) return false;
  if (wants?.isNeeded && !wants.pattern.test(unit.text)) return false;
  if (brings(said, question, weights) < MIN_BROUGHT) return false;
  if ([...question.counted].some((word) => !close.has(word))) return false;
  if (question.isNow && !(lexicon.own.today ?? TODAY).test(unit.text)) return false;
  const { text: around } = read(unit);
  if ([...names].some((name) => !said.has(name) && !lexicon.says(around, name))) return false;
  if (isThin(question) && !isAbout(unit, said, question)) return false;
  return coverage({ said, close, unit }, weights) >= leastCoverage(unit, question, weights);
}

function leastCoverage(unit: Unit, question: Question, weights: Weights) {
  if (isAskedBy(unit, question, weights)) return MIN_COVERED_UNDER_QUESTION;
  const { words, light } = question;
  const count = [...words].filter((word) => !light.has(word)).length;
  const least = MIN_COVERED[Math.min(count, MIN_COVERED.length - 1)] ?? 0;
  return question.counts?.test(unit.text) ? least - COUNTED : least;
}

/** Of what a follow-up brings itself, the share that is said: "And with the lamp on?" is not answered by what was told before. */
function brings(said: Set<string>, { fresh }: Question, weights: Weights) {
  const own = new Map([...weights].filter(([word]) => fresh.has(word)));
  return own.size ? share(own, (word) => said.has(word)) : 1;
}

/** What only stands around a sentence counts less than what it says. */
function coverage({ said, close, unit }: Pick<Candidate, "said" | "close" | "unit">, weights: Weights) {
  const { text: around, outer } = read(unit);
  const { says } = unit.lexicon;
  const isFar = (word: string) => said.has(word) && !close.has(word);
  return (
    share(weights, (word) => close.has(word)) +
    OUTER_SHARE * share(weights, (word) => isFar(word) && says(outer, word)) +
    TITLE_SHARE * share(weights, (word) => isFar(word) && !says(outer, word)) +
    share(weights, (word) => !said.has(word) && says(around, word)) / 2
  );
}

/** A question of the page itself, all of which the visitor asks too, along with something else. */
function isAskedBy(unit: Unit, { words, light }: Question, weights: Weights) {
  const asked = [...(read(unit).asks ?? [])].filter((word) => !light.has(word));
  const isHeaviest = (word: string) => weights.get(word) === Math.max(...weights.values());
  return (asked.length >= 2 || asked.some(isHeaviest)) && asked.every((word) => words.has(word));
}

/** One word that weighs, or none: a sentence that has it may speak of anything. */
const isThin = ({ words, light }: Question) => words.size - light.size <= 1;

function isAbout(unit: Unit, said: Set<string>, question: Question) {
  const { words, light, wants, wantsList, isBare } = question;
  const { path } = read(unit);
  const { says } = unit.lexicon;
  const isAllLight = words.size === light.size;
  const isHeaded = [...words].every((word) => says(path, word) || (light.has(word) && !isAllLight));
  if (isHeaded || isAllLight) return isHeaded;
  if (isBare || isTerm(unit, question)) return [...words].every((word) => said.has(word) || light.has(word));
  return wants ? wants.pattern.test(unit.text) : !wantsList && unit.cells === undefined;
}

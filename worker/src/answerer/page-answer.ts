// The answer to a question from the pages: of both its parts, after the question before it, or that there is none.
import type { Passage } from "../model/model.ts";
import { isWhole, partsOf } from "./parts.ts";
import { PHRASES, type Phrases } from "./phrases.ts";
import { type Asked, coverageOf, nearest, type Quote, toQuote, unitsFor } from "./quote.ts";
import type { Unit } from "./sentences.ts";
import { languageFor, languageOfPages, lexiconFor } from "./tongue.ts";

const MAX_NEAREST = 3;
const MAX_SENTENCES = 3;
const ENOUGH = 0.75; // of a part's weight, in what answers the other part

/** `passages`: what it rests on, or what is nearest when nothing was found. */
export function answerFrom(asked: Asked, passages: Passage[]): Quote {
  const quote = quoteFrom(asked, passages);
  if (quote) return quote;
  // "Does it work without Wi-Fi?" after a question of the battery: what all of the site is about is "it" too.
  const alone =
    isWhole(asked.text, lexiconFor(asked.text, passages)) && quoteFrom({ ...asked, before: undefined }, passages);
  return alone || declineFrom(asked, passages);
}

/** Undefined when the pages have no answer, to no part of the question. */
export function quoteFrom(asked: Asked, passages: Passage[]): Quote | undefined {
  const [first = asked.text, second] = partsOf(asked.text, lexiconFor(asked.text, passages));
  const one = { ...asked, text: first };
  if (second === undefined) return quoteOf(unitsFor(one, passages));
  const other = { ...asked, text: second, before: first };
  const mine = unitsFor(one, passages, MAX_SENTENCES - 1);
  const left = mine && coverageOf(other, passages, mine) >= ENOUGH ? [] : unitsFor(other, passages, mine ? 1 : 2);
  if (!mine && !left) return undefined;
  const units = inOrder([...(mine ?? []), ...(left ?? [])]);
  const quote = toQuote(units);
  const missing = mine ? (left ? undefined : second) : coverageOf(one, passages, units) >= ENOUGH ? undefined : first;
  if (missing === undefined) return quote;
  const { partNotFound, quoted } = phrasesFor(asked.text, passages);
  return { ...quote, text: `${quote.text}\n\n${partNotFound} ${quoted(bare(missing))}` };
}

const quoteOf = (units: Unit[] | undefined) => units && toQuote(units);

const bare = (part: string) =>
  part
    .trim()
    .replace(/^(?:and|also)\s+/i, "")
    .replace(/[.!?;,\s]+$/, "");

/** Each once, and those of one passage beside each other. */
function inOrder(units: Unit[]): Unit[] {
  const isSame = (one: Unit, other: Unit) => one.passage === other.passage && one.place === other.place;
  const distinct = units.filter((unit, index) => units.findIndex((other) => isSame(unit, other)) === index);
  const passages = [...new Set(distinct.map(({ passage }) => passage))];
  return passages.flatMap((passage) => {
    return distinct.filter((unit) => unit.passage === passage).sort((one, other) => one.place - other.place);
  });
}

function declineFrom(asked: Asked, passages: Passage[]): Quote {
  const phrases = phrasesFor(asked.text, passages);
  const near = nearest(asked, passages).slice(0, MAX_NEAREST);
  const titles = near.map(({ title, heading }) => phrases.quoted(heading.split(" › ").at(-1) || title));
  const pages = languageOfPages(passages);
  const isOther = pages !== undefined && phrases !== PHRASES[pages];
  const said = [
    phrases.notFound,
    ...(isOther ? [phrases.otherLanguage(phrases.languages[pages])] : []),
    ...(titles.length ? [phrases.nearest(listOf([...new Set(titles)], phrases.and), titles.length === 1)] : []),
  ];
  return { text: `${said.join(" ")}\n\n${phrases.invitation}`, passages: near };
}

export const phrasesFor = (question: string, passages: Passage[]): Phrases => PHRASES[languageFor(question, passages)];

const listOf = (parts: string[], and: string) =>
  [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter(Boolean).join(` ${and} `);

// Which passages an answer rests on when the model cited none.
import type { Source } from "protocol";
import { contentWords } from "../answerer/words.ts";
import { toSource } from "../model/citable.ts";
import type { Passage } from "../model/model.ts";

const MIN_SHARED = 4; // content words: fewer are shared by chance
const MIN_SHARE = 0.5; // of the answer's content words
const MAX_SOURCES = 3;

/** Strong overlap only: a source that does not support the answer is worse than none. */
export function supportOf(answer: string, passages: Passage[]): Source[] {
  const said = contentWords(answer);
  const supports = passages
    .map((passage) => ({ passage, shared: countShared(said, `${passage.heading} ${passage.text}`) }))
    .filter(({ shared }) => shared >= MIN_SHARED && shared >= said.size * MIN_SHARE)
    .sort((one, other) => other.shared - one.shared)
    .map(({ passage }) => toSource(passage));
  return supports
    .filter(({ url }, index) => supports.findIndex((source) => source.url === url) === index)
    .slice(0, MAX_SOURCES);
}

function countShared(said: Set<string>, text: string) {
  const words = contentWords(text);
  return [...said].filter((word) => words.has(word)).length;
}

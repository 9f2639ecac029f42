// How search grows with a site: from a hundred passages to ten thousand, of made-up words as frequent as a language's.
import { openSearchBed, type SearchBed, type Section } from "./search-bed.ts";

const SIZES = [100, 1000, 10_000]; // passages
const QUESTIONS = 200;
const VOCABULARY = 30_000;
const WORDS = 120; // of a passage
const MEGABYTE = 2 ** 20;

export async function reportScale() {
  const bed = await openSearchBed();
  try {
    console.log(
      "| passages | filled, ms each | search, ms p50 | p95 | beginTurn, ms p50 | p95 | an empty call, ms p50 | database, MB | memory, MB |",
    );
    console.log("|---|---|---|---|---|---|---|---|---|");
    const before = bed.memory();
    for (const size of SIZES) console.log(`| ${(await measure(bed, size)).join(" | ")} |`);
    console.log(`\nworkerd's memory before the first site: ${toMegabytes(before)} MB`);
  } finally {
    await bed.close();
  }
}

/** Times are from outside, over HTTP and RPC: the empty call is what of them is not the search. */
async function measure(bed: SearchBed, size: number) {
  const random = randomFrom(size);
  const site = `of-${size}`;
  const started = performance.now();
  const passages = await bed.fill(
    site,
    Array.from({ length: size }, () => makeSection(random)),
  );
  const filled = (performance.now() - started) / size;
  const questions = Array.from({ length: QUESTIONS }, () => makeQuestion(random));
  await bed.ask(site, { ask: "found", question: questions[0] ?? "" });
  const search = await time(questions, (question) => bed.ask(site, { ask: "found", question }));
  const begin = await time(questions, (question) => bed.ask(site, { ask: "begin", question }));
  const empty = await time(questions, () => bed.ask(site, { ask: "size" }));
  const bytes = await bed.ask<number>(site, { ask: "size" });
  return [
    passages,
    filled.toFixed(1),
    ...[at(search, 0.5), at(search, 0.95), at(begin, 0.5), at(begin, 0.95), at(empty, 0.5)].map((ms) => ms.toFixed(1)),
    toMegabytes(bytes),
    toMegabytes(bed.memory()),
  ];
}

async function time(questions: string[], ask: (question: string) => Promise<unknown>) {
  const times: number[] = [];
  for (const question of questions) {
    const started = performance.now();
    await ask(question);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

const at = (sorted: number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
const toMegabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1);

/** The same numbers in every run (mulberry32). */
function randomFrom(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Zipf: the n-th word is as frequent as 1/n. The inverse of the sum's integral is near enough. */
const makeWord = (random: () => number) => toWord(Math.floor(VOCABULARY ** random()));

const SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru sta tre pli".split(
  " ",
);

/** Frequent words are short, as they are. */
function toWord(rank: number) {
  let word = "";
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length] ?? "";
  return word;
}

const makeWords = (random: () => number, length: number) => Array.from({ length }, () => makeWord(random)).join(" ");

const makeSection = (random: () => number): Section => ({
  title: makeWords(random, 3),
  heading: makeWords(random, 4),
  text: `${makeWords(random, WORDS / 2)}.\n\n${makeWords(random, WORDS / 2)}.`,
});

/** Of three to ten words: mostly common, some rare, one in eight misspelt, and now and then one that nobody has. */
function makeQuestion(random: () => number) {
  const words = Array.from({ length: 3 + Math.floor(random() * 8) }, () => {
    const word = makeWord(random);
    return random() < 1 / 8 ? `${word.slice(0, 3)}${word.slice(4)}` : word;
  });
  return `How do I ${words.join(" ")}?`;
}

// How search grows with a site, from a hundred passages to ten thousand, of made-up words as frequent as a language's:
// `pnpm bench scale`.
import { openSearchBed, type Section } from "./search-bed.ts";

const SIZES = [100, 1000, 10_000]; // passages
const QUESTIONS = 200;
const VOCABULARY = 30_000;
const WORDS = 120; // of a passage
const MEGABYTE = 2 ** 20;

const SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru sta tre pli".split(
  " ",
);

const bed = await openSearchBed();
try {
  const columns = [
    "passages",
    "ms to fill each",
    "search, ms p50",
    "p95",
    "beginTurn, ms p50",
    "p95",
    "empty call, ms p50",
    "processor, ms a search",
  ];
  console.log(`| ${[...columns, "database, MB", "memory, MB"].join(" | ")} |\n|${"---|".repeat(columns.length + 2)}`);
  const before = bed.memory();
  for (const size of SIZES) console.log(`| ${(await measure(size)).join(" | ")} |`);
  console.log(`\nmemory is workerd's; before the first site ${toMegabytes(before)} MB`);
} finally {
  await bed.close();
}

/** Times are from outside, over HTTP and RPC: the empty call is what of them is not the search. */
async function measure(size: number) {
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
  const atStart = bed.processorMs();
  const search = await time(questions, (question) => bed.ask(site, { ask: "found", question }));
  const searching = bed.processorMs() - atStart;
  const begin = await time(questions, (question) => bed.ask(site, { ask: "begin", question }));
  const beforeEmpty = bed.processorMs();
  const empty = await time(questions, () => bed.ask(site, { ask: "size" }));
  const idle = bed.processorMs() - beforeEmpty;
  const bytes = await bed.ask<number>(site, { ask: "size" });
  return [
    passages,
    filled.toFixed(1),
    ...[at(search, 0.5), at(search, 0.95), at(begin, 0.5), at(begin, 0.95), at(empty, 0.5)].map((ms) => ms.toFixed(1)),
    ((searching - idle) / QUESTIONS).toFixed(1),
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

function at(sorted: number[], share: number) {
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

function toMegabytes(bytes: number) {
  return (bytes / MEGABYTE).toFixed(1);
}

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
function makeWord(random: () => number) {
  return toWord(Math.floor(VOCABULARY ** random()));
}

/** Frequent words are short, as they are. */
function toWord(rank: number) {
  let word = "";
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length] ?? "";
  return word;
}

function makeWords(random: () => number, length: number) {
  return Array.from({ length }, () => makeWord(random)).join(" ");
}

function makeSection(random: () => number): Section {
  const [first, second] = [makeWords(random, WORDS / 2), makeWords(random, WORDS / 2)];
  return { title: makeWords(random, 3), heading: makeWords(random, 4), text: `${first}.\n\n${second}.` };
}

/** Of three to ten words: mostly common, some rare, one in eight misspelt, and now and then one that nobody has. */
function makeQuestion(random: () => number) {
  const words = Array.from({ length: 3 + Math.floor(random() * 8) }, () => {
    const word = makeWord(random);
    return random() < 1 / 8 ? `${word.slice(0, 3)}${word.slice(4)}` : word;
  });
  return `How do I ${words.join(" ")}?`;
}

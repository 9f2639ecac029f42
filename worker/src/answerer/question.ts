// A visitor's question as the built-in answerer reads it: the words that matter, and what kind of answer is wanted.
import { isArithmetic, kindOf, type Wanted } from "./kinds.ts";
import { isLeaning, withoutStatements } from "./parts.ts";
import { contentWords, type Lexicon, wordsOf } from "./words.ts";

export interface Question {
  lexicon: Lexicon; // that it was read with
  text: string;
  words: Set<string>;
  light: Set<string>; // of the words: those that many questions have, and that pages say in other ways
  aside: Set<string>; // of the words: those that only tell when or why it is asked, or come from the question before
  names: Set<string>; // of the words: proper names, which nothing else can stand for
  wants: Wanted | undefined;
  wantsList: boolean;
  wantsSteps: boolean;
  defines: boolean; // "What is X?", or X alone
  isBare: boolean; // no question, only what it is about
  counted: Set<string>; // of the words: "clocks" in "how many clocks"
  fresh: Set<string>; // of the words, in a follow-up: those that it brings itself
  counts: RegExp | undefined; // a number of those
  mayBeCode: boolean;
  isNow: boolean; // about today, of which pages do not know
  order: string[]; // all its words as they stand
  isUnanswerable: boolean; // whatever the pages say
}

const LIST =
  /\b(?:what|which) (?:are|(?:\w+ ){1,2}(?:are|do|does|can|is))\b|\bwhat (?:comes|is|'s) in\b|\bwhat (?:do|does|will|would) (?:\w+ ){1,3}(?:get|have|include|contain|offer|come with)\b|\blist\b|\bincluded?\b/i;
const STEPS = /\bhow (?:do|can|should|would|to)\b|\bsteps?\b|\bhow (?:is|are) .* (?:done|set up)\b/i;
const CODE =
  /\b(?:api|curl|code|json|http|requests?|responses?|commands?|examples?|snippets?|syntax|headers?|tokens?|url)\b/i;
const DEFINITION = /^\W*(?:what(?:'?s| is| are| does)|define|meaning of|explain)\b/i;
const ASKING =
  /\?|^\W*(?:and |or |but |so )?(?:how|what|whats|when|where|who|which|why|can|could|do|does|did|is|are|will|would|should|may|have|has|i|my|tell|show|give|write)\b/i;

const NOW =
  /\b(?:today|tonight|tomorrow|yesterday|right now|at the moment|when (?:is|are|does) the next|this (?:morning|afternoon|evening|week|month))\b/i;

const OPENING = /\b(?:open|opening|closed?|closing|hours|deliver\w*|ship\w*|order\w*)\b/i;

const LIGHT = contentWords(
  `method accept offer available kind type option work happen provide include support require information detail
service product customer company business item question problem exactly currently normally best new find ask cover mean sort
allow able care deal show explain learn people website site page everyday somewhere country inside stay wrong comes definition`,
);

/** Words that ask, in the usual haste. */
const TYPED: [RegExp, string][] = [
  [/\b(?:wat|waht|wht)\b/gi, "what"],
  [/\b(?:wen|whn|wehn)\b/gi, "when"],
  [/\b(?:wher|whre|wehre)\b/gi, "where"],
  [/\b(?:hw|hwo)\b/gi, "how"],
  [/\b(?:wil|pls|plz|ur|cn|teh)\b/gi, " "],
];

/** The asker's words where pages have others. */
const REPHRASED: [RegExp, string][] = [
  [/\b(?:end|stop|quit|leave)(?= (?:my|the|our|a)\b)/gi, "cancel"],
  [/\b(?:do|would|will) (?:you|they) charge\b/gi, "cost"],
  [/\b(company|business|firm)( \w+)? (?:start|started|begin|began)\b/gi, "$1 founded"],
  [/(?<=\bwho )(?:started|began|created|set up)\b/gi, "founded"],
  [
    /(?<=\bwhere )(?:are|r) (?:you|u)(?= (?:guys|exactly|all)\b|\W*$)|(?<=\bwhere )(?:can|do) (?:i|we) find you\b/gi,
    "address",
  ],
  [/\b(?:run|head|own)s? (?:the )?(company|business|firm|shop)\b/gi, "founded $1"],
  [/\bhow (?:much|many|long|often|soon|quickly|fast|far|big|large|tall|old|cold|hot)\b/gi, " "],
];

/** Pages say "5 or more" and "up to 10", and hardly ever the number that is asked for. But the 5 of "5 GHz" is a name's. */
const COUNT = /(?<!\S)\d+(?=\s\p{Ll})/gu;

/** "before I sell the clock", "because we are moving", "if I pay yearly", "instead of the old one" */
const ASIDE =
  /(?<=\S\s)(?:before|after|while|when|once|until|because|since|as|if)\s(?:(?:i|we|you|they|it|he|she|my|our|the|this)(?:'\w+)?|\w{2,20}ing)\s[^.?!,;]{1,200}|(?<=\S\s)(?:instead of|rather than|such as|,? like(?= \p{Lu}))\s[^.?!,;]{1,100}|(?<=\S\s)(?:that|which|who)?\s?(?:they|you|people|we)\s(?:talk|speak|write|mention|call)\s[^.?!,;]{1,100}/giu;

/** "Which model can stay outdoors?": the answer names one, and need not say "model". */
const WHICH =
  /(?<=\bwhich (?:of (?:the|your) )?)\w+(?= (?:can|is|are|has|have|do|does|will|would|should|fits?|works?)\b)/gi;

const HAS_OWN_KIND = /\b(?:how|what(?! about)|when|where|who|which|why|can|could|do|does|did|is|are|will|would|may)\b/i;
const SHORT = 3; // content words

/** `site`: its name, whose words say little on its own pages. `before`: the visitor's question before, whose subject it may lean on. */
export function readQuestion(said: string, site: string, lexicon: Lexicon, before?: string): Question {
  const { contentWords, contentList, light: common = LIGHT, own: tongue } = lexicon;
  const { list = LIST, steps = STEPS, definition = DEFINITION, asking = ASKING, now = NOW, opening = OPENING } = tongue;
  const text = rewrite(said, tongue.typed ?? TYPED);
  const own = contentWords(rewrite(text, tongue.rephrased ?? REPHRASED));
  const siteWords = contentWords(site);
  const counts = contentWords((text.match(COUNT) ?? []).join(" "));
  const isLight = (word: string) => common.has(word) || siteWords.has(word) || counts.has(word);
  const isOpen = isLeaning(text, lexicon) || (own.size <= 1 && asking.test(text));
  const earlier = before === undefined || !isOpen || own.size > SHORT ? undefined : subjectOf(before, site, lexicon);
  const named = contentWords(tongue.nounsAreCapital ? "" : properNames(text)); // "And the Mini?" is not about what was named before
  const words = new Set([...own, ...(earlier?.words ?? []).filter((word) => !named.size || !earlier?.names.has(word))]);
  const light = new Set([...words].filter(isLight));
  const asked = withoutStatements(text, lexicon);
  const main = contentWords(asked.replace(tongue.aside ?? ASIDE, " ").replace(tongue.which ?? WHICH, " "));
  const isAsking = [...main].some((word) => own.has(word) && !light.has(word));
  const aside = new Set([...words].filter((word) => (isAsking && !main.has(word)) || !own.has(word)));
  const counted = (tongue.howMany ?? HOW_MANY).exec(text)?.[1];
  const wants = kindOf(text, lexicon) ?? ((tongue.hasOwnKind ?? HAS_OWN_KIND).test(text) ? undefined : earlier?.wants);
  return {
    ...{ lexicon, text, words, light, aside, wants },
    names: new Set([...named].filter((word) => words.has(word) && !light.has(word) && !aside.has(word))),
    wantsList: list.test(text),
    wantsSteps: steps.test(text),
    defines: definition.test(text) || !asking.test(text),
    isBare: !asking.test(text),
    counted: new Set([...contentWords(counted ?? "")].filter((word) => words.has(word))),
    fresh: new Set(earlier ? [...own].filter((word) => words.has(word) && !light.has(word)) : []),
    counts: numberOf(counted, lexicon),
    mayBeCode: CODE.test(text),
    isNow: now.test(text) && !opening.test(text),
    order: contentList(text),
    isUnanswerable: isArithmetic(text),
  };
}

const rewrite = (text: string, ways: [RegExp, string][]) =>
  ways.reduce((said, [way, other]) => said.replace(way, other), text);

const NUMERAL =
  "\\d[\\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|no limit|any number";

const HOW_MANY = /\bhow many (\p{L}{3,})/iu;

function numberOf(counted: string | undefined, { own: { numerals = NUMERAL } }: Lexicon): RegExp | undefined {
  return counted === undefined
    ? undefined
    : new RegExp(`\\b(?:${numerals})\\s(?:(?:of|\\p{L}+)\\s){0,2}${counted.slice(0, -1)}`, "iu");
}

/** What the question before was about, and the kind of answer it wanted. */
function subjectOf(before: string, site: string, lexicon: Lexicon) {
  const { words, light, aside, wants, names } = readQuestion(before, site, lexicon);
  const isSubject = (word: string) => !light.has(word) && !aside.has(word) && !wants?.standsFor.has(word);
  return { words: [...words].filter(isSubject), wants, names };
}

/** Capitals inside a sentence, unless all of it is in capitals, or most of its words begin with one. */
function properNames(text: string) {
  if (!/\p{Ll}/u.test(text)) return "";
  const names = text.match(/(?<=[\p{L}\p{N},;)] {1,9})\p{Lu}[\p{L}\p{N}-]*/gu) ?? [];
  if (names.length > 2 && names.length > wordsOf(text).length / 2) return "";
  return `x ${names.join(" ")}`;
}

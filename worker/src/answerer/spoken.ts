// A vocabulary from what a language says: alternatives of an expression, each a word or several.
import { EMAIL, IDENTIFIER, type Kind, LENGTH, PHONE, TEMPERATURE, WEIGHT } from "./kinds.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface Spoken
  extends Pick<Vocabulary, "dropped" | "light" | "nounsAreCapital" | "nounsComeFirst" | "joinsWords"> {
  same: string; // one group a line; of the words with one stem, one
  general: string;
  alike: [string, string][]; // several words that are as good as one
  rewritten: [string, string][]; // what visitors write in one way and pages in another
  asked: Record<AskedKind, string>;
  standsFor: Partial<Record<AskedKind, string>>;
  answers: {
    money: string; // that something costs nothing
    moments: string; // days, months, "noon"
    units: string; // of time
    numerals: string;
    places: string; // also parts of words: "straße"
    people: string; // beginnings of words: who founded it
    today: string;
  };
  questionWords: string; // "how", "what"
  verbs: string; // that a question begins with
  openers: string; // what may stand before it: "and", "please"
  and: string;
  which: string;
  list: string;
  steps: string;
  definition: string;
  now: string;
  opening: string;
  aside: string; // "because", "instead of"
  leans: string;
  continues: string;
  dangling: string;
  reply: string;
  instruction: string;
  denied: string; // "there is no"
}

type AskedKind =
  | "weight"
  | "temperature"
  | "price"
  | "duration"
  | "size"
  | "when"
  | "email"
  | "phone"
  | "identifier"
  | "address"
  | "where"
  | "count"
  | "who";

const NATIONAL_PHONE = /(?<![\d€.,])[2-9]\d{1,2}(?:[\s.-]\d{2,4}){2,3}(?!\d)/;

/** "Gerberau 14", "79098 Freiburg" */
const ADDRESS = /\p{Lu}\p{L}+ \d{1,3}(?!\d)[^.!?]*\d{4}|\d{4,5}(?:-\d{3})? \p{Lu}\p{Ll}/u;

const SEPARATE = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";

const anywhere = (words: string) => new RegExp(`${SEPARATE}(?:${words})${END}`, "iu");
const atStart = (words: string) => new RegExp(`^[^\\p{L}\\p{N}]*(?:${words})${END}`, "iu");

const ways = (pairs: [string, string][]) =>
  pairs.map(([way, other]): [RegExp, string] => [new RegExp(anywhere(way).source, "giu"), other]);

export function toVocabulary(spoken: Spoken): Vocabulary {
  const { and, asked, questionWords, verbs, which, answers } = spoken;
  const lines = (text: string) => text.trim().split(/\s*\n\s*/);
  const asks = `(?:(?:${spoken.openers})${END},?\\s*)*(?:${questionWords}|${verbs})`;
  const [firstAnd = ""] = and.split("|");
  return {
    ...{ dropped: spoken.dropped, light: spoken.light, same: lines(spoken.same), general: lines(spoken.general) },
    ...(spoken.nounsAreCapital && { nounsAreCapital: spoken.nounsAreCapital }),
    ...(spoken.nounsComeFirst && { nounsComeFirst: spoken.nounsComeFirst }),
    ...(spoken.joinsWords && { joinsWords: spoken.joinsWords }),
    kinds: kindsOf(spoken),
    alike: ways(spoken.alike),
    typed: ways(spoken.rewritten),
    rephrased: [],
    list: anywhere(spoken.list),
    steps: anywhere(spoken.steps),
    definition: atStart(spoken.definition),
    asking: new RegExp(`\\?|${atStart(asks).source}`, "iu"),
    who: atStart(asked.who),
    now: anywhere(spoken.now),
    opening: anywhere(spoken.opening),
    aside: new RegExp(`(?<=\\S\\s)(?:${spoken.aside})${END}[^.?!,;]{1,200}`, "giu"),
    which: new RegExp(`(?<=${SEPARATE}(?:${which}) )\\p{L}+(?= (?:${verbs})${END})`, "giu"),
    hasOwnKind: anywhere(`${questionWords}|${verbs}`),
    howMany: new RegExp(`${SEPARATE}(?:${asked.count}) (\\p{L}{3,})`, "iu"),
    numerals: `\\d[\\d,.]*|${answers.numerals}`,
    asks: atStart(asks),
    breaks: new RegExp(
      `(?<=[?!.;])\\s+|,?\\s+(?:${and})\\s+(?=(?:${questionWords}|${verbs})${END})|,\\s+(?=(?:${questionWords})${END})`,
      "iu",
    ),
    and: ` ${firstAnd} `,
    leans: new RegExp(`${atStart(spoken.continues).source}|${anywhere(spoken.leans).source}`, "iu"),
    continues: atStart(spoken.continues),
    dangling: atStart(spoken.dangling),
    reply: atStart(spoken.reply),
    instruction: atStart(spoken.instruction),
    denied: new RegExp(`(?<=${SEPARATE}(?:${spoken.denied})(?: |(?<=['’])))[\\p{L}-]+(?= ?[.,;:!]|$)`, "giu"),
    today: anywhere(answers.today),
  };
}

/** The order decides: the first that a question asks for is what it wants. */
function kindsOf({ asked, standsFor, answers }: Spoken): Kind[] {
  const money = `[€£$¥]\\s?\\d|\\d\\s?(?:€|£|\\$|¥|(?:euros?|eur|chf|usd|gbp|cents?)${END})`;
  const clock = `${SEPARATE}\\d{1,2}\\s?(?:[:.h]\\s?\\d\\d|h|uhr|uur)${END}|${SEPARATE}(?:19|20)\\d\\d${END}`;
  const time = `${clock}|${anywhere(answers.moments).source}`;
  const count = `(?:\\d+(?:[.,]\\d+)?|${answers.numerals})`;
  const span = `${SEPARATE}${count}\\s(?:\\p{L}+\\s)?(?:${answers.units})${END}`;
  const place = new RegExp(`${SEPARATE}\\p{L}*(?:${answers.places})${END}|(?<!\\d)\\d{5}(?!\\d)`, "iu");
  const people = `${SEPARATE}(?:${answers.people})`;
  const name = "(?<=[\\p{Ll},] )\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+";
  const wants: Record<AskedKind, RegExp> = {
    weight: WEIGHT,
    temperature: TEMPERATURE,
    price: new RegExp(`${money}|${anywhere(answers.money).source}`, "iu"),
    duration: new RegExp(`${span}|${time}`, "iu"),
    size: LENGTH,
    when: new RegExp(time, "iu"),
    email: EMAIL,
    phone: new RegExp(`${PHONE.source}|${NATIONAL_PHONE.source}`),
    identifier: IDENTIFIER,
    address: place,
    where: place,
    count: new RegExp(`(?<![\\p{L}\\p{N}/])\\d|${anywhere(answers.numerals).source}`, "iu"),
    who: new RegExp(`${people}|${name}`, "u"),
  };
  const needs: Partial<Record<AskedKind, Kind["needs"]>> = {
    ...{ weight: "only it", email: "only it", phone: "only it", identifier: "only it" },
    ...{ temperature: "it", price: "it", duration: "it", size: "it", address: "it", count: "it", who: "it" },
  };
  const kinds = Object.keys(wants) as AskedKind[];
  return kinds.map((kind): Kind => {
    const [need, stands] = [needs[kind], standsFor[kind]];
    return {
      asked: kind === "who" ? atStart(`(?:\\p{L}+\\s)?(?:${asked.who})`) : anywhere(asked[kind]),
      wants: wants[kind],
      ...(stands !== undefined && { standsFor: stands }),
      ...(kind === "address" && { prefers: ADDRESS }),
      ...(need !== undefined && { needs: need }),
    };
  });
}

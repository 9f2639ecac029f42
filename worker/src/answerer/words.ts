// Words as the built-in answerer compares them: folded, without endings, without those that carry no meaning.
import type { Language } from "../language/language.ts";
import { stemOf } from "../language/stem.ts";
import { STOP_WORDS as STOP_WORDS_OF } from "../language/stop-words.ts";
import { toWords } from "../language/tokens.ts";
import { STOP_WORDS } from "../stop-words.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;

/** Also words that decide which passage is found, but not whether a sentence answers. */
const DROPPED = new Set([
  ...STOP_WORDS,
  ...`above across again almost already although always among anybody anytime aren't away below between both came can't cannot come
couldn't didn't doesn't don't down during each either else gave given enough etc even ever every everything few gets getting goes gone
hasn't haven't hers however i'd i'll i'm i've isn't it's itself keep kindly let's look lot made make makes many maybe mind mine
myself needs neither nobody none nor nothing often oh once only onto others ours per perhaps put quite rather right said says see
seem shall since soon sure take takes that's there's they're think though today together try upon used uses using usually via wait
cant couldnt didnt doesnt dont hasnt havent hows ill im isnt ive theres theyre wasnt werent whats whens wheres whos wont wouldnt youre
wants wasn't we're went weren't what's whatever where's who's whole within without won't wouldn't you'd you'll you're you've
yourself ok okay actually sometimes recommend suggest advise next`.split(/\s+/),
]);

/** Different words by which visitors and pages mean the same. */
const SAME = new Map(
  [
    ["price", "cost", "fee", "expensive", "cheap"],
    ["phone", "telephone", "call", "ring"],
    ["email", "mail"],
    ["refund", "reimburse"],
    ["cancel", "terminate", "unsubscribe"],
    ["ship", "deliver", "dispatch", "shipment", "postage", "courier"],
    ["pay", "payment", "invoice"],
    ["buy", "purchase", "order", "basket", "checkout"],
    ["address", "located", "directions", "based"],
    ["close", "shut"],
    ["expire", "expiry", "valid"],
    ["hours", "times"],
    ["broken", "damaged", "faulty", "defective", "dead", "died"],
    ["repair", "fix", "mend"],
    ["guarantee", "warranty"],
    ["founded", "began", "established", "founder"],
    ["accurate", "accuracy", "exact", "precise", "precision"],
    ["christmas", "xmas"],
    ["gift", "present"],
    ["tax", "vat"],
    ["signature", "sign"],
    ["light", "lamp", "led", "backlight", "backlit"],
    ["small", "little", "tiny", "compact"],
    ["big", "large", "huge"],
    ["quiet", "silent"],
    ["review", "rating", "testimonial"],
    ["stove", "fireplace", "burner", "oven", "heater"],
    ["shadow", "ghost"],
    ["adapter", "adaptor"],
    ["cable", "cord"],
    ["password", "passcode"],
    ["microphone", "mic"],
    ["calculate", "compute"],
    ["dimension", "size", "measurement"],
    ["request", "endpoint"],
    ["employee", "staff"],
    ["holiday", "vacation"],
    ["photo", "picture", "image"],
    ["delete", "remove", "erase", "wipe", "reset"],
    ["discount", "coupon", "reduction", "cheaper", "rebate"],
    ["job", "career", "vacancy", "hire"],
    ["signup", "register"],
    ["colleague", "teammate", "coworker"],
    ["wifi", "internet", "wlan", "online"],
    ["connect", "join", "pair"],
    ["screen", "display"],
    ["outside", "outdoor"],
    ["child", "kid"],
    ["last", "latest"],
    ["parcel", "package"],
    ["colour", "color"],
    ["heavy", "weight", "weigh"],
    ["update", "refresh"],
    ["design", "draw", "drawn"],
    ["month", "monthly"],
    ["year", "yearly", "annual"],
    ["week", "weekly"],
    ["change", "swap"],
    ["choose", "select", "pick"],
    ["hang", "mount"],
    ["sound", "noise", "loud", "noisy"],
  ].flatMap((group) => group.map((word): [string, string] => [stem(word), stem(group[0] ?? word)])),
);

/** What is written in several ways, brought to one. */
const PHRASES: [RegExp, string][] = [
  [/(?<![\p{L}\p{N}])(\p{L}{1,3})[-‐‑](?=\p{L})/gu, "$1"], // wi-fi, e-mail
  [/\b(?:money back|(?:get|see|have|receive) (?:my|our|the) money)\b/g, "refund"],
  [
    /\b(?:take|takes|taking|took|taken|hand|handing|post|posting)(?: (?:it|them|this|that|one|(?:a|an|the|my) \w+))? back\b/g,
    "return",
  ],
  [/\b(?:switch|turn)(?:e[ds]|ing)?(?: (?:it|them|this|(?:the|my) \w+))? on\b/g, "enable"],
  [/\bactivat(?:e|es|ed|ing)\b/g, "enable"],
  [/\bout of (?:guarantee|warranty)\b/g, "after guarantee"],
  [/\bruns? out\b/g, "expire"],
  [/\bset(?:s|ting)? (?:me|us|you|him|her|them|one) back\b/g, "cost"],
  [
    /\b(?:get|getting|have|receive) (?:anything|something|some|it|that|this|a part|the rest|(?:my|our|the) \w+) back\b/g,
    "refund",
  ],
  [/\bclocks? (?:(?:go|goes|going|went) (?:back|forward)|change)\b/g, "summertime"],
  [/\bnext to\b/g, "beside"],
  [/\b(?:\d|1[0-7])[- ]years?[- ]olds?\b/g, "child"],
  [/(?<=\d)(?=(?:ghz|mhz|mm|cm|kg|mb|gb|kb|mah|watts?|volts?)\b)/g, " "],
  [/(?<=\p{L}{2})[-‐‑](?=(?:up|out|on|off|in)\b)/gu, ""], // time-out, set-up
  [
    /\b(?:send|sending|sent|give|giving|bring|bringing)(?: (?:it|them|this|that|(?:a|an|the|my) \w+))? back\b/g,
    "return",
  ],
  [/\b(?:(?:the )?united states(?: of america)?|america|the states)\b/g, "usa"],
  [/\b(?:united kingdom|great britain)\b/g, "uk"],
  [/\b(?:european union|europe)\b/g, "eu"],
  [/(?:%|\bper ?cent) off\b/g, " discount"],
  [/\bset(?:ting)?(?: (?:it|this|that|(?:a|the|my|your) \w+))? up\b/g, "setup"],
  [/\bsign(?:ing)? up\b/g, "signup"],
  [/\b(?:sign|log)(?:s|ing|ged)?[- ]in\b/g, "signin"],
  [/\b(?:com(?:e|ing) (?:by|over|round|in person)|drop(?:ping)? (?:by|in))\b/g, "visit"],
  [/\bget(?:ting)? rid of\b/g, "remove"],
  [/\b(?:daylight[- ]savings?(?: time)?|summer[- ]time|winter[- ]time|dst)\b/g, "summertime"],
  [/\b(?:monthly (?:parts|payments)|pay(?:ing|able)? (?:in three|in parts|monthly|over time))\b/g, "pay instalment"],
  [/\bpick(?:ed|ing)?(?: (?:it|them|(?:a|the|my) (?:\w+ )?\w+))? up\b/g, "pickup"],
  [/\b(?:step[- ]free|without (?:a )?steps?|wheelchairs?)\b/g, "accessible"],
];

/** A visitor's general word, and what pages say instead: a question about wood is answered by ash. */
const GENERAL = new Map(
  [
    "wood ash beech oak pine walnut birch maple cherry bamboo teak timber",
    "metal steel aluminium aluminum brass iron copper titanium zinc",
    "colour black white red blue green yellow grey brown pink orange purple silver",
    "pet dog cat",
    "fruit apple pear cherry plum",
    "instalment interest monthly",
    "customs duties duty",
    "accessible stairs ramp",
    "weekend saturday sunday",
    "instructions manual",
    ...(
      "austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany greece hungary ireland italy latvia " +
      "lithuania luxembourg malta netherlands holland poland portugal romania slovakia slovenia spain sweden"
    )
      .split(" ")
      .map((country) => `${country} eu`),
    ...["england", "scotland", "wales", "britain"].map((country) => `${country} uk`),
    ..."usa canada australia zealand japan china india brazil mexico norway switzerland turkey israel korea singapore dubai africa asia"
      .split(" ")
      .map((country) => `${country} world worldwide everywhere abroad overseas international`),
    "close open",
    "waterproof ip65 seal rain spray",
    "language english french german spanish italian",
    "listen microphone",
    "spy microphone camera",
  ].map((line): [string, string[]] => {
    const [general = "", ...special] = line.split(" ").map((word) => SAME.get(stem(word)) ?? stem(word));
    return [general, special];
  }),
);

/** How texts of one language are read and compared. */
export interface Lexicon {
  language: Language;
  own: Partial<Vocabulary>; // what differs from English
  /** What a text is about: its words without endings, each once; different words for the same thing are one. */
  contentWords: (text: string) => Set<string>;
  contentList: (text: string) => string[]; // the same in order, as often as they come
  /** Whether a text's words have a word of a question, or what stands for it. */
  says: (said: Set<string>, word: string) => boolean;
  wordsOf: (text: string) => string[]; // all, as they are written but in small letters
  light?: Set<string>; // only if not as in English: words that many questions have, and that pages say in other ways
}

type WordsOnly = Omit<Lexicon, "language" | "own" | "contentWords">;

const lexicons = new Map<Language, Lexicon>();

export function lexiconOf(language: Language): Lexicon {
  const made = lexicons.get(language) ?? makeLexicon(language);
  lexicons.set(language, made);
  return made;
}

function makeLexicon(language: Language): Lexicon {
  const vocabulary = vocabularyOf(language);
  const words = vocabulary ? wordsBy(vocabulary, language) : english;
  return { ...words, language, own: vocabulary ?? {}, contentWords: (text) => new Set(words.contentList(text)) };
}

/** Every word of a text, folded to lower case without accents, in order. */
export const wordsOf = (text: string): string[] => (fold(text).match(WORD) ?? []).map((word) => word.replace("’", "'"));

const english: WordsOnly = {
  wordsOf,
  contentList: (text) =>
    wordsOf(markNames(text))
      .filter((word) => !DROPPED.has(word) && (word.length > 1 || /\d/.test(word)))
      .map((word) => stem(word.replace(/'s$|'$/, "")))
      .map((word) => SAME.get(word) ?? word),
  says: (said, word) => said.has(word) || GENERAL.get(word)?.some((special) => said.has(special)) === true,
};

/** The same for a language whose words come in lists. */
function wordsBy({ dropped, same, general, light, alike, joinsWords }: Vocabulary, language: Language): WordsOnly {
  const idle = new Set([...STOP_WORDS_OF[language], ...toWords(dropped)]);
  const stems = (line: string) => toWords(line).map((word) => stemOf(word, language));
  const first = new Map(
    same.map(stems).flatMap((group) => group.map((word): [string, string] => [word, group[0] ?? word])),
  );
  const one = (word: string) => first.get(word) ?? word;
  const special = new Map(
    general.map((line): [string, string[]] => {
      const [head = "", ...others] = stems(line).map(one);
      return [head, others];
    }),
  );
  return {
    wordsOf: toWords,
    light: new Set(stems(light).map(one)),
    contentList: (text) =>
      toWords(alike.reduce((told, [way, same]) => told.replace(way, same), text))
        .filter((word) => !idle.has(word) && (word.length > 1 || /\d/.test(word)))
        .map((word) => one(stemOf(word, language))),
    says: (said, word) =>
      said.has(word) ||
      special.get(word)?.some((other) => said.has(other)) === true ||
      (joinsWords === true && isPartOfOne(word, said)),
  };
}

const MIN_PART = 5; // letters of a word in another
const MIN_REST = 3; // and of what is beside it

const isPartOfOne = (word: string, said: Set<string>) =>
  word.length >= MIN_PART &&
  [...said].some((other) => other.length >= word.length + MIN_REST && (other.startsWith(word) || other.endsWith(word)));

/** For texts whose language does not matter: English. */
export const contentWords = (text: string): Set<string> => lexiconOf("en").contentWords(text);

/** "the One", "our Now": a word of every text that is a name here. The digit keeps it from being dropped. */
const markNames = (text: string) =>
  text.replace(/(?<=[\p{L}\p{N}],? )\p{Lu}\p{Ll}+(?![’'])/gu, (word) =>
    DROPPED.has(word.toLowerCase()) ? `${word}0` : word,
  );

function fold(text: string) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return PHRASES.reduce((folded, [phrase, same]) => folded.replace(phrase, same), plain);
}

function stem(word: string) {
  return word.length < 4 || /\d/.test(word) ? word : stemOf(word, "en");
}

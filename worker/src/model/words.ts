// Words as the built-in answerer compares them: folded, without endings, without those that carry no meaning.

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;

const STOP_WORDS = new Set(
  `a about above across after again all almost already also although always am among an and any anybody anyone anything anytime are aren't
as at away be because been before being below between both but by came can can't cannot come could couldn't did didn't do does
doesn't doing don't done down during each either else enough etc even ever every everything few for from further get gets getting
give given go goes going gone got had has hasn't have haven't having he hello help her here hers hi him his how however i i'd i'll i'm i've
if in into is isn't it it's its itself just keep kindly know let let's like look lot made make makes many may maybe me might mind
mine more most much must my myself need needs neither no nobody none nor not nothing now of off often oh on once one only onto or
other others our ours out over own per perhaps please possible put quite rather re really right said same say says see seem shall
she should since so some somebody someone something soon still such sure take takes tell than thank thanks that that's the their
them then there there's these they they're thing things think this those though through to today together too try under until up
upon us use used uses using usually very via wait want wants was wasn't way we we're well went were weren't what what's whatever
when where where's whether which while who who's whole whom whose why will with within without won't would wouldn't yes yet you
you'd you'll you're you've your yours yourself`.split(/\s+/),
);

/** Different words by which visitors and pages mean the same. */
const SAME = new Map(
  [
    ["price", "cost", "fee", "pricing", "expensive", "cheap"],
    ["phone", "telephone", "call", "ring"],
    ["email", "mail"],
    ["refund", "reimburse"],
    ["cancel", "terminate", "unsubscribe"],
    ["ship", "deliver", "dispatch", "shipment", "delivery"],
    ["pay", "payment", "paid", "invoice"],
    ["buy", "purchase", "order", "bought"],
    ["address", "located", "location", "directions", "based"],
    ["open", "opening", "opened"],
    ["hours", "times"],
    ["broken", "damaged", "faulty", "defective", "defect", "broke"],
    ["repair", "fix", "mend"],
    ["guarantee", "warranty"],
    ["founded", "began", "established", "founder"],
    ["holiday", "vacation"],
    ["photo", "picture", "image"],
    ["delete", "remove", "erase", "wipe", "reset"],
    ["discount", "coupon", "voucher", "reduction"],
    ["job", "career", "vacancy", "hire", "hiring"],
    ["signup", "register"],
    ["colleague", "teammate", "coworker"],
    ["wifi", "internet", "wlan", "online"],
    ["connect", "join", "pair"],
    ["screen", "display"],
    ["outside", "outdoor", "outdoors"],
    ["child", "children", "kid"],
    ["last", "latest"],
    ["parcel", "package"],
  ].flatMap((group) => group.map((word): [string, string] => [stem(word), stem(group[0] ?? word)])),
);

/** What is written in several ways, brought to one. */
const PHRASES: [RegExp, string][] = [
  [/(\p{L})[-‐‑](?=\p{L})/gu, "$1"], // wi-fi, e-mail
  [/\bmoney back\b/g, "refund"],
  [
    /\b(?:send|sending|sent|give|giving|bring|bringing)(?: (?:it|them|this|that|(?:a|an|the|my) \w+))? back\b/g,
    "return",
  ],
  [/\bunited states(?: of america)?\b/g, "usa"],
  [/\b(?:united kingdom|great britain)\b/g, "uk"],
  [/\b(?:european union|europe)\b/g, "eu"],
  [/(?:%|\bper ?cent) off\b/g, " discount"],
  [/\bset(?:ting)?(?: (?:it|this|that|(?:a|the|my|your) \w+))? up\b/g, "setup"],
  [/\bsign(?:ing)? up\b/g, "signup"],
  [/\b(?:com(?:e|ing) (?:by|over|round|in person)|drop(?:ping)? (?:by|in))\b/g, "visit"],
  [/\bget(?:ting)? rid of\b/g, "remove"],
];

/** Every word of a text, folded to lower case without accents, in order. */
export const wordsOf = (text: string): string[] => (fold(text).match(WORD) ?? []).map((word) => word.replace("’", "'"));

/** What a text is about: its words without endings, each once; different words for the same thing are one. */
export const contentWords = (text: string): Set<string> => new Set(contentList(text));

export const contentList = (text: string): string[] =>
  wordsOf(text)
    .filter((word) => !STOP_WORDS.has(word) && (word.length > 1 || /\d/.test(word)))
    .map((word) => stem(word.replace(/'s$|'$/, "")))
    .map((word) => SAME.get(word) ?? word);

function fold(text: string) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return PHRASES.reduce((folded, [phrase, same]) => folded.replace(phrase, same), plain);
}

/**
 * A light English stemmer: it need only bring the forms of one word together, so it cuts alike on both sides and does
 * not care what is left.
 */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const singular = word
    .replace(/ies$/, "y")
    .replace(/(s|x|z|ch|sh)es$/, "$1")
    .replace(/([^su])s$/, "$1");
  const cut = singular.replace(
    /(?:ations?|ments?|ness|ingly|edly|ings?|ed|ly|able|ible|ers?|ors?|ance|ence)$/,
    (ending, at: number) => (at >= 3 ? "" : ending),
  );
  const bare = cut.replace(/([b-df-hj-np-tv-z])\1$/, "$1");
  return bare.length > 3 ? bare.replace(/[eyi]$/, "") : bare;
}

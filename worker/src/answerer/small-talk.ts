// What the built-in answerer says to what is no question about the site. It never passes for a person or a model.
import { LANGUAGES, type Language } from "../language/language.ts";
import { type Saying, type SpokenTalk, type Talk, toSayings } from "./talk.ts";
import { GERMAN_TALK } from "./talks/de.ts";
import { SPANISH_TALK } from "./talks/es.ts";
import { FRENCH_TALK } from "./talks/fr.ts";
import { ITALIAN_TALK } from "./talks/it.ts";
import { DUTCH_TALK } from "./talks/nl.ts";
import { PORTUGUESE_TALK } from "./talks/pt.ts";

const hello = ({ site }: Talk) => `Hello! What would you like to know about ${site.name}?`;
const self = ({ site }: Talk) =>
  `I am the automatic answerer of ${site.name}: I look for your question on the pages of this site and quote what they say. I am not a person, and no language model writes these answers.`;
const abilities = ({ site }: Talk) =>
  `Ask me anything about ${site.name}: I look through the pages of this site, quote what answers you and show where it stands. If they do not say, I can pass your e-mail address on to the team. I can also come back to you: say “remind me tomorrow at 9”.`;
const person = ({ site }: Talk) =>
  `Nobody can take over this chat live yet. Type your e-mail address here, and I pass it on to the team at ${site.name}, so that a person can write back to you.`;
const yes = ({ invited }: Talk) =>
  invited
    ? "Good. Just type your e-mail address here, and I pass it on to the team."
    : "Good. What would you like to know?";

const insulted = () =>
  "I am sorry that I could not help. Tell me in a few words what you are looking for, or type your e-mail address here, so that a person can answer you.";

const RUDE =
  "stupid|useless|dumb|idiot(?:ic)?|moron(?:ic)?|worthless|rubbish|garbage|trash|crap|shit(?:ty)?|bullshit|pathetic|terrible|awful|horrible|" +
  "bad|lame|annoying|hopeless|ridiculous|the worst|a joke|a waste of time|no (?:help|use)|not (?:helpful|helping)|bastard|bitch|" +
  "arsehole|asshole|wanker|dickhead|retard(?:ed)?";
/** Words end with a space, lest "chatbot" be read in two ways: of many, that would take forever. */
const TO_YOU = `(?:(?:you|u|ur|this|that|it|the|are|r|is|was|chatbot|bot|chat|thing|answer|machine)(?:'re|'s)? )*`;

/** Nothing but abuse, or abuse and a complaint that it does not help. */
const INSULT = new RegExp(
  `^(?:oh |well |so |why |wow |man )*(?:f[u*]+c?[k*]+(?: (?:off|you|u|this|that|it|yourself|sake))*|(?:piss|sod|bugger|screw) (?:off|you)|go to hell|` +
    `shut (?:the \\w+ )?up|wtf|ffs|i hate (?:you|this|it)|${TO_YOU}(?:so |such |really |just |very |completely |totally |an? |fucking |bloody |damn )*` +
    `(?:${RUDE})(?: (?:bot|chatbot|robot|machine|program|chat|thing|answer|you|piece of \\w+))*)` +
    `(?: (?:you|it|this)(?: (?:bot|chat))? (?:never|don't|dont|can't|cant|do not|cannot|doesn't|didn't) (?:help|understand|know|answer|work|get)\\w*(?: (?:anyone|anybody|anything|me|it|at all|nothing))*)*$`,
);

const ENGLISH: Saying[] = [
  [
    /^(?:hi+|hello+|hey+|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings)(?: (?:there|all|everyone|team|again|you|foyer|bot))*$/,
    hello,
  ],
  [
    /^(?:(?:many |ok |okay |great |perfect |cool |super )*(?:thanks|thank you|thx|ty|cheers)|(?:much|very much) appreciated)(?: (?:a lot|so much|very much|you|again|for (?:your|the) (?:help|answer|info|information)|that helps|that helped|bye))*$/,
    () => "You are welcome. Is there anything else you would like to know?",
    "closing",
  ],
  [
    /^(?:ok |okay |thanks |great )*(?:bye+|bye bye|good ?bye|see you(?: later| soon)?|good night|cu|take care|have a (?:nice|good|great) (?:day|evening|one|weekend))$/,
    ({ site }) => `Goodbye, and thank you for visiting ${site.name}.`,
    "closing",
  ],
  [
    /^(?:so )?(?:who|what) (?:are|r) (?:you|u)(?: exactly| really)?$|^(?:who|what) am i (?:talking|speaking|chatting|writing) (?:to|with)$|^(?:what is|whats|what's) (?:your name|this|this chat)$/,
    self,
  ],
  [
    /^(?:so )?(?:are|r) (?:you|u) (?:really )?(?:an? )?(?:\w+ )?(?:human|person|robot|bot|chat ?bot|machine|ai|a\.?i\.?|computer|chat ?gpt|gpt|llm|language model|real|alive|automated|assistant|agent)(?: being| person| human)?(?: or (?:an? )?[\w ]+)?$|^is (?:this|it|there) (?:an? )?(?:real )?(?:human|person|robot|bot|ai|chat ?bot|chat ?gpt|gpt|llm|language model|machine|automated)(?: or (?:an? )?[\w ]+| here| there)?$|^am i (?:talking|speaking|chatting) (?:to|with) (?:an? )?(?:real )?(?:human|person|robot|bot|ai|machine|computer)(?: or (?:an? )?[\w ]+)?$|^do you use (?:an? )?(?:ai|chat ?gpt|gpt|llm)$|^which (?:ai |language )?model (?:are you|do you use|is this)$/,
    self,
  ],
  [
    /^(?:what|how) can (?:you|u) (?:do|help)(?: (?:for )?me)?(?: here| with)?$|^what (?:do you|can i) (?:do|know|ask)(?: you)?(?: here)?$|^how (?:does this|do you|does this chat) work$|^(?:can|could) you help(?: me)?(?: please)?$|^(?:i need |please )?help(?: me)?(?: please)?$|^(?:i have|i've got|may i ask|can i ask)(?: you)? (?:a|some|one) questions?$/,
    abilities,
  ],
  [
    /^(?:(?:can|could|may) i |i(?:'d| would)? (?:want|like|need|wish) to |let me |how (?:can|do) i |please )?(?:please )?(?:talk|speak|chat|connect(?: me)?|get|transfer(?: me)?|put me through|reach)(?: to| with| through)* (?:an? |the |your |some ?)?(?:real |live |actual |human )*(?:human|person|agent|someone|somebody|representative|rep|operator|colleague|employee|people|team|staff|support|manager|customer (?:service|support))(?: (?:being|person|agent|real|human|else|here|please|from (?:the|your) team|now))*$|^(?:an? |real |live )*(?:human|person|agent|operator|representative|live chat|real person)(?: please| now)?$|^(?:is (?:there )?(?:anyone|anybody|somebody|someone) (?:there|here|online|available)|anyone there|anybody there)$|^i (?:want|need|would like) (?:an? |some ?)?(?:real |live )?(?:human|person|agent|someone|somebody|operator)(?: please)?$/,
    person,
    "person",
  ],
  [
    /^(?:hi |hello |hey )?(?:how are (?:you|u|things)(?: doing)?(?: today)?|how's it going|hows it going|how do you do|what's up|whats up|sup)$/,
    () => "I am a program, so always the same, but thank you for asking. What would you like to know?",
  ],
  [/^(?:yes|yeah|yep|yup|sure|yes please|of course|please do|please)$/, yes],
  [
    /^(?:no|nope|nah|no thanks|no thank you|not now|that's all|thats all|that is all|nothing|nothing else|never ?mind)$/,
    () => "All right. I am here if something else comes up.",
    "closing",
  ],
  [
    /^(?:ok(?:ay)?|k|great|cool|fine|good|nice|perfect|alright|all right|got it|i see|understood|makes sense|wow|super|awesome|excellent|aha|ah|hm+|lol|sounds good|good to know|that helps|that helped)(?: (?:ok|okay|great|cool|good|then|got it))*$/,
    () => "Good. Is there anything else you would like to know?",
  ],
  [INSULT, insulted],
  [/^(?:sorry|my bad|oops|apologies)$/, () => "No harm done. What would you like to know?"],
  [/^(?:test|testing|ping|asdf+)(?: test| 123| 1 2 3)*$/, () => "It works. Ask me something about this site."],
];

const DONE =
  /^(?:and |so |but |ok |okay |yes |no |thanks |thank you |great )*(?:that(?:'s| is|s| was) (?:all|everything|it)(?: (?:i|we) (?:need|needed|wanted)(?: to know)?)?|(?:i|we)(?:'ve| have)? (?:got|have|found)(?: it| (?:all|everything|what) (?:i|we) (?:need|needed|wanted))|(?:i(?:'ll| will)|let me) (?:think about (?:it|that)|sleep on it|let you know|get back to you|come back|be in touch)|not interested|no longer (?:needed|interested)|(?:i(?:'m| am) |we(?:'re| are) )?(?:all )?(?:good|fine|set|sorted)(?: (?:thanks|thank you|now|for now))?)(?: (?:thanks|thank you|for now|now|then|bye|cheers))*$/;

const GREETING =
  /^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|dear (?:team|all))(?: (?:there|all|team|everyone))?\s*[,.!:–-]+\s*/i;

const OTHERS: Record<Exclude<Language, "en">, SpokenTalk> = {
  de: GERMAN_TALK,
  fr: FRENCH_TALK,
  es: SPANISH_TALK,
  it: ITALIAN_TALK,
  nl: DUTCH_TALK,
  pt: PORTUGUESE_TALK,
};

const SAYINGS = new Map<Language, Saying[]>(
  LANGUAGES.map((language) => [language, language === "en" ? ENGLISH : toSayings(OTHERS[language])]),
);

const OTHER_GREETING = new RegExp(
  `^[¡¿]?(?:${Object.values(OTHERS)
    .map(({ greeting }) => greeting)
    .join("|")})\\s*[,.!:–-]+\\s*`,
  "iu",
);

/** Undefined when it is more than small talk. `language`: that of the conversation, whose "ok" it may be. */
export function smallTalk(text: string, talk: Talk, language?: Language): string | undefined {
  if (!plain(text)) return `I did not catch that. ${hello(talk)}`;
  return talkIn(text, language)?.[1](talk);
}

export const isSmallTalk = (text: string) => !plain(text) || talkIn(text) !== undefined;

export const isAskingForPerson = (text: string) => talkIn(text)?.[2] === "person";

/** Thanks, a goodbye or a no, and nothing else but small talk beside it. */
export function isClosing(text: string) {
  const parts = text
    .replace(/\b(no thank)/gi, ". $1")
    .split(/[.,;:!?\n()–—-]+/)
    .filter((part) => plain(part));
  const isEnd = (part: string) => DONE.test(plain(part)) || talkIn(part)?.[2] === "closing";
  return parts.some(isEnd) && parts.every((part) => isEnd(part) || isSmallTalk(part));
}

function talkIn(text: string, language: Language = "en"): Saying | undefined {
  const said = plain(text);
  const others = LANGUAGES.filter((other) => other !== language);
  return [language, ...others].flatMap((tongue) => SAYINGS.get(tongue) ?? []).find(([pattern]) => pattern.test(said));
}

/** A question without the greeting before it. */
export const withoutGreeting = (text: string) => text.trim().replace(GREETING, "").replace(OTHER_GREETING, "") || text;

/** In small letters, without punctuation. */
export const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}'. -]+/gu, " ")
    .replace(/(?<!\.)\.+(?=\s|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim();

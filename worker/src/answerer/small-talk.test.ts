import { describe, expect, test } from "vitest";
import type { Language } from "../language/language.ts";
import { isAskingForPerson, isClosing, isSmallTalk, smallTalk, withoutGreeting } from "./small-talk.ts";

const talk = { site: { name: "Ebb", url: "https://ebb.example/" }, invited: false };

const SAID: [
  Language,
  Record<"hello" | "thanks" | "goodbye" | "self" | "person" | "help" | "insult" | "no", string>,
  Record<"hello" | "thanks" | "goodbye" | "self" | "person" | "help" | "insult" | "no", RegExp>,
][] = [
  [
    "en",
    {
      hello: "Hello!",
      thanks: "Thank you very much!",
      goodbye: "Bye",
      self: "Are you a person?",
      person: "I want to talk to a human",
      help: "Can you help me?",
      insult: "you are useless",
      no: "No, thanks.",
    },
    {
      hello: /^Hello!/,
      thanks: /^You are welcome/,
      goodbye: /^Goodbye/,
      self: /I am not a person/,
      person: /e-mail address/,
      help: /^Ask me anything/,
      insult: /^I am sorry/,
      no: /^All right/,
    },
  ],
  [
    "de",
    {
      hello: "Guten Tag!",
      thanks: "Danke für die Hilfe!",
      goodbye: "Tschüss",
      self: "Bist du ein Mensch?",
      person: "Ich möchte mit einem Menschen sprechen",
      help: "Können Sie mir helfen?",
      insult: "du bist echt nutzlos",
      no: "Nein danke.",
    },
    {
      hello: /^Hallo!/,
      thanks: /^Gern geschehen/,
      goodbye: /^Auf Wiedersehen/,
      self: /kein Mensch/,
      person: /E-Mail-Adresse/,
      help: /^Fragen Sie mich/,
      insult: /^Es tut mir leid/,
      no: /^In Ordnung/,
    },
  ],
  [
    "fr",
    {
      hello: "Bonjour",
      thanks: "Merci beaucoup !",
      goodbye: "Au revoir",
      self: "Êtes-vous un robot ?",
      person: "Je voudrais parler à une vraie personne",
      help: "J’ai besoin d’aide",
      insult: "tu es nul",
      no: "Non merci",
    },
    {
      hello: /^Bonjour !/,
      thanks: /^Je vous en prie/,
      goodbye: /^Au revoir/,
      self: /pas une personne/,
      person: /adresse e-mail/,
      help: /^Posez-moi/,
      insult: /^Je suis désolé/,
      no: /^Très bien/,
    },
  ],
  [
    "es",
    {
      hello: "¡Hola, buenas tardes!",
      thanks: "Muchas gracias",
      goodbye: "¡Adiós!",
      self: "¿Eres una persona real?",
      person: "Quiero hablar con una persona",
      help: "¿Puedes ayudarme?",
      insult: "eres inútil",
      no: "No, gracias",
    },
    {
      hello: /^¡Hola!/,
      thanks: /^De nada/,
      goodbye: /^Adiós/,
      self: /No soy una persona/,
      person: /correo electrónico/,
      help: /^Pregúnteme/,
      insult: /^Siento no haber/,
      no: /^De acuerdo/,
    },
  ],
  [
    "it",
    {
      hello: "Buongiorno",
      thanks: "Grazie mille!",
      goodbye: "Arrivederci",
      self: "Sei una persona vera?",
      person: "Vorrei parlare con un operatore",
      help: "Ho bisogno di aiuto",
      insult: "sei proprio inutile",
      no: "No grazie",
    },
    {
      hello: /^Buongiorno!/,
      thanks: /^Prego/,
      goodbye: /^Arrivederci/,
      self: /Non sono una persona/,
      person: /indirizzo e-mail/,
      help: /^Mi chieda/,
      insult: /^Mi dispiace/,
      no: /^Va bene/,
    },
  ],
  [
    "nl",
    {
      hello: "Goedemorgen",
      thanks: "Bedankt voor de hulp!",
      goodbye: "Tot ziens",
      self: "Ben je een mens?",
      person: "Ik wil met een medewerker spreken",
      help: "Kunt u mij helpen?",
      insult: "wat een waardeloze bot",
      no: "Nee, dank je",
    },
    {
      hello: /^Hallo!/,
      thanks: /^Graag gedaan/,
      goodbye: /^Tot ziens/,
      self: /geen mens/,
      person: /e-mailadres/,
      help: /^Vraag me iets/,
      insult: /^Het spijt me/,
      no: /^Prima/,
    },
  ],
  [
    "pt",
    {
      hello: "Boa tarde!",
      thanks: "Muito obrigada",
      goodbye: "Até logo",
      self: "És um robô?",
      person: "Quero falar com uma pessoa",
      help: "Preciso de ajuda",
      insult: "és inútil",
      no: "Não, obrigado",
    },
    {
      hello: /^Olá!/,
      thanks: /^De nada/,
      goodbye: /^Adeus/,
      self: /Não sou uma pessoa/,
      person: /endereço de e-mail/,
      help: /^Pergunte-me/,
      insult: /^Lamento/,
      no: /^Está bem/,
    },
  ],
];

const parts = <Name extends string>(said: Record<Name, string>) => Object.entries(said) as [Name, string][];

describe.each(SAID)("small talk in %s", (language, said, answered) => {
  test.each(parts(said))("%s: %s", (kind, text) => {
    expect(smallTalk(text, talk, language)).toMatch(answered[kind]);
    expect(isSmallTalk(text)).toBe(true);
    expect(isClosing(text)).toBe(["thanks", "goodbye", "no"].includes(kind));
    expect(isAskingForPerson(text)).toBe(kind === "person");
  });
});

test.each<[string, Language | undefined, RegExp]>([
  ["ok", "de", /^Gut\. Möchten/],
  ["ok", undefined, /^Good\./],
  ["no", "it", /^Va bene/],
  ["ja", "nl", /^Goed/],
  ["Danke", "en", /^Gern geschehen/],
])("%s in a conversation in %s", (text, language, answer) => {
  expect(smallTalk(text, talk, language)).toMatch(answer);
});

test.each([
  ["Hallo, was kostet die Lieferung?", "was kostet die Lieferung?"],
  ["Bonjour ! Où êtes-vous ?", "Où êtes-vous ?"],
  ["¡Hola! ¿Cuánto cuesta?", "¿Cuánto cuesta?"],
])("%s is asked without its greeting", (text, question) => {
  expect(withoutGreeting(text)).toBe(question);
});

test.each([
  "Bist du sonntags offen?",
  "Brauche ich einen Termin?",
  "Je voudrais un vélo",
  "¿Hay alguien en la tienda el sábado?",
  "Posso parlare di prezzi?",
  "Kan iemand mijn fiets ophalen?",
  "Quero falar de preços",
])("%s is more than small talk", (text) => {
  expect(isSmallTalk(text)).toBe(false);
});

test.each(["chatbot", "chat bot", "you are so stupid", "bist du", "no thanks", "good bye"])(
  "as many words as a message may have are read at once, if it is only %j",
  (words) => {
    expect(isSmallTalk(`${words} `.repeat(4000 / words.length))).toBeTypeOf("boolean");
    expect(isSmallTalk(`${`${words} `.repeat(4000 / words.length)}zebra`)).toBe(false);
  },
);

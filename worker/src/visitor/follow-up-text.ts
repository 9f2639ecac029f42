// What the built-in rule says to a silent visitor: a first word and a last one for each reason.
import type { Intent } from "../site/turn.ts";

interface Occasion {
  about: Exclude<Intent, "other"> | "nothing-found";
  topic: string; // the visitor's words; "" when none are fit to be shown
  site: string; // its name
  hasContact: boolean; // the visitor left an address or a number before
}

/** In the order in which they are said; there is no third. */
export function textsFor({ about, topic, site, hasContact }: Occasion): [first: string, last: string] {
  const asked = topic ? `You ${STATEMENT.test(topic) ? "wrote" : "asked"} “${topic}”` : ASKED[about];
  const still = topic ? `“${topic}”` : "your question";
  if (about === "nothing-found") {
    const again = hasContact ? "type your e-mail address here once more" : "type your e-mail address here";
    return [
      `${asked}, and I had no answer. If you ${again}, I pass your question on to the team at ${site}.`,
      `I could not help with ${still} myself. If it still matters to you, ${again}, and a person at ${site} can answer. If not, that is fine too.`,
    ];
  }
  const { offer, last } = OFFERS[about];
  return [
    `${asked}. ${offer(site)}`,
    `About ${still}: ${last(site)} Otherwise I leave you in peace, and this chat stays open for you.`,
  ];
}

const STATEMENT = /^(?:i|we|my|our|i(?:'|’)\p{L}+)\s/iu;

const ASKED = {
  price: "You asked about a price",
  date: "You asked about a date",
  person: "You asked for a person",
  "nothing-found": "You asked a question",
};

const OFFERS = {
  price: {
    offer: (site: string) =>
      `If you would like an exact price, a person at ${site} can send you a quote. Type your e-mail address here, and I pass it on.`,
    last: (site: string) => `should a quote still be useful, type your e-mail address, and ${site} can send you one.`,
  },
  date: {
    offer: (site: string) =>
      `If you would like to be sure of a date or time, a person at ${site} can confirm it. Type your e-mail address or phone number here, and I pass it on.`,
    last: (site: string) =>
      `should you still be looking for a date, type your e-mail address or phone number, and ${site} can get back to you.`,
  },
  person: {
    offer: (site: string) =>
      `If you still want to talk to somebody at ${site}, type your e-mail address or phone number here, and I pass it on, so that they can get back to you.`,
    last: (site: string) =>
      `a person at ${site} can still get back to you, if you type your e-mail address or phone number.`,
  },
};

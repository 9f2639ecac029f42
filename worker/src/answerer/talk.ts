// What is no question about the site, in the languages besides English: how it is said, and what is said to it.

/** What was said before, and where. */
export interface Talk {
  site: { name: string; url: string };
  invited: boolean; // the last answer asked for an e-mail address
}

type TalkKind = "closing" | "person"; // of those that other places ask about

/** A whole message in small letters, without punctuation; and what is answered. */
export type Saying = [pattern: RegExp, answer: (talk: Talk) => string, kind?: TalkKind];

/** `said`: alternatives of an expression for a whole message. */
export interface SpokenTalk {
  greeting: string; // before a question
  said: Record<
    "hello" | "thanks" | "goodbye" | "self" | "abilities" | "person" | "wellbeing" | "yes" | "no" | "fine" | "insult",
    string
  >;
  hello: (site: string) => string;
  welcome: string;
  goodbye: (site: string) => string;
  self: (site: string) => string;
  abilities: (site: string) => string;
  person: (site: string) => string;
  wellbeing: string;
  typeAddress: string; // after an invitation
  goOn: string;
  allRight: string;
  anythingElse: string;
  insulted: string;
}

export function toSayings(spoken: SpokenTalk): Saying[] {
  const { said } = spoken;
  const whole = (words: string) => new RegExp(`^(?:${words})$`, "u");
  return [
    [whole(`(?:${said.hello})(?: (?:${said.hello}))?`), ({ site }) => spoken.hello(site.name)],
    [whole(said.no), () => spoken.allRight, "closing"],
    [whole(said.thanks), () => spoken.welcome, "closing"],
    [whole(said.goodbye), ({ site }) => spoken.goodbye(site.name), "closing"],
    [whole(said.self), ({ site }) => spoken.self(site.name)],
    [whole(said.abilities), ({ site }) => spoken.abilities(site.name)],
    [whole(said.person), ({ site }) => spoken.person(site.name), "person"],
    [whole(said.wellbeing), () => spoken.wellbeing],
    [whole(said.yes), ({ invited }) => (invited ? spoken.typeAddress : spoken.goOn)],
    [whole(said.fine), () => spoken.anythingElse],
    [whole(said.insult), () => spoken.insulted],
  ];
}

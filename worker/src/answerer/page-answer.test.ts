import { describe, expect, test } from "vitest";
import type { ModelRequest, Passage, PromptMessage } from "../model/model.ts";
import { collect, requestFor } from "../model/test-upstream.ts";
import { retrieval, saysNothingFound } from "./retrieval.ts";

const page = (title: string, heading: string, text: string): Passage => ({
  ...{ title, heading, text, score: 1 },
  url: `https://ebb.example/${title.toLowerCase()}`,
});

const CLOCKS = [
  page(
    "Clocks",
    "Clocks › Ebb One",
    "Screen: 7 inches\nSize: 240 mm across, 1.1 kg\nWhere: Indoors, also in a bathroom",
  ),
  page("Clocks", "Clocks › Ebb Mini", "Screen: 4 inches\nSize: 130 mm square, 340 g\nWhere: Indoors"),
  page("Words", "", "Neap tide: A tide with a small range\nSpring tide: A tide with a large range"),
  page("Help", "Questions › Do I need an app?", "There is no app. You set the clock up in a browser."),
  page("Help", "Questions › Can I read it in the dark?", "No, the screen has no light of its own. Any lamp will do."),
  page(
    "Repairs",
    "Repairs",
    "After the guarantee a repair costs £45. We tell you first. A repair takes about 10 working days.",
  ),
  page("Prices", "Plans › Swell", "Swell costs £3 a month."),
  page("Prices", "Plans › Fleet", "£12 a month.\n\n- Notices on every screen\n- Ten people who post them"),
  page("Help", "Questions › How do I cancel Swell?", "Open Account, then Plan, and choose Stop."),
  page("Help", "Questions › Can I cancel an order?", "Yes, until the parcel is collected."),
  page(
    "People",
    "How it began",
    "By last autumn there were 14,200 clocks on walls. Most of the work is done in Port Ebb.",
  ),
  page("Contact", "", "Telephone: 01632 960142\nAddress: see below"),
  page("Contact", "Where we are", "The Loft stands at 4 Quay Row, Port Ebb, TR0 4EB."),
  page("About", "What they are made of", "The ash and beech come from a sawmill nearby."),
  page("Tide", "Ask for the tide", '```\n{ "station": "Port Ebb", "high": "18:07" }\n```'),
];

const ask = (question: string, over: Partial<ModelRequest> = {}) => collect(retrieval(requestFor(question, over)));

describe("what pages say is told so that it reads alone", () => {
  const tell = async (question: string, before?: string) => {
    const said = [before, question].flatMap((content): PromptMessage[] => (content ? [{ role: "user", content }] : []));
    return (await ask(question, { passages: CLOCKS, messages: said, site: { name: "Ebb", url: "https://e.example/" } }))
      .text;
  };

  test.each([
    ["a measure with what it is of", "How heavy is the One?", "**Ebb One**: Size: 240 mm across, 1.1 kg"],
    ["a definition with its word, and no other", "What is a neap tide?", "**Neap tide**: A tide with a small range"],
    ["a bare noun", "neap tide", "**Neap tide**: A tide with a small range"],
    ["a general word by the special one", "wood", "The ash and beech come from a sawmill nearby."],
    ["a denial of what was asked about more closely", "is there an iphone app", "There is no app."],
    ["a question full of typos", "how do i cancle swel", "Open Account, then Plan, and choose Stop."],
    ["a name that is a common word, in small letters", "dimensions of the one", "**Ebb One**: Size: 240 mm across"],
    ["what is asked, not the story beside it", "We pass through Kerry in May. What is Swell per month?", "£3 a month"],
    ["a question after a statement and a comma", "My aunt is in Kerry, can she cancel Swell?", "choose Stop"],
    ["a place without a word for it", "where are you?", "The Loft stands at 4 Quay Row"],
    ["a code by what it looks like", "What is your postcode?", "TR0 4EB"],
  ])("%s", async (_, question, text) => {
    expect(await tell(question)).toContain(text);
  });

  test("a yes or no to another question comes with that question", async () => {
    expect(await tell("Does the screen have a light?")).toBe(
      "**Can I read it in the dark?** No, the screen has no light of its own. Any lamp will do.",
    );
  });

  test("a question that says enough stands alone, whatever its 'it' points at", async () => {
    expect(await tell("Can I read it in the dark?", "What does a repair cost?")).toContain("no light of its own");
    expect(saysNothingFound(await tell("How long does it take?", "Do you sell kayaks?"))).toBe(true);
  });

  test("a question of two parts gets both", async () => {
    const text = await tell("What does a repair cost, and how long does it take?");
    expect(text).toContain("costs £45");
    expect(text).toContain("about 10 working days");
  });

  test("also with a statement beside them", async () => {
    const text = await tell("Mine is six years old. What does a repair cost, and how do I cancel Swell?");
    expect(text).toContain("costs £45");
    expect(text).toContain("choose Stop");
  });

  test("a statement tells what two questions beside it are about", async () => {
    const text = await tell("I bought a Mini. How heavy is it, and what does a repair cost?");
    expect(text).toContain("340 g");
    expect(text).toContain("costs £45");
  });

  test("what something comes with is told as the list under its name", async () => {
    expect(await tell("What do you get with Fleet?")).toMatch(
      /- .*Notices on every screen\n- .*Ten people who post them/,
    );
  });

  test("a part that the pages do not answer is named", async () => {
    expect(await tell("What does Swell cost, and can I pay with PayPal?")).toBe(
      "Swell costs £3 a month.\n\nThe pages do not say: “can I pay with PayPal”",
    );
  });

  test("a question that leans on the one before takes its subject from there", async () => {
    expect(await tell("And how do I cancel it?", "How much is Swell?")).toContain("choose Stop");
  });

  test("a question that names something else asks the same of that", async () => {
    expect(await tell("and the Mini?", "How heavy is the One?")).toContain("340 g");
  });

  test.each([
    "When is high tide at Port Ebb today?",
    "what's 12 times 9",
    "What is your VAT number?",
    "How many buttons does the screen of the One have?",
    "How many people have clocks on their walls?",
  ])("nothing near is told for: %s", async (question) => {
    expect(await tell(question)).toMatch(/^I did not find/);
  });
});

describe("pages in other languages", () => {
  const tell = async (question: string, ...passages: Passage[]) => (await ask(question, { passages })).text;

  test.each([
    ["Avez-vous une application iPhone ?", "Il n’y a pas d’application. Vous réglez tout dans le navigateur."],
    ["¿Tienen una aplicación iPhone?", "No hay aplicación. Usted lo configura todo en el navegador."],
    ["Avete una app iPhone?", "Non c’è nessuna app. Potete regolare tutto nel browser."],
    ["Vocês têm uma aplicação iPhone?", "Não há aplicação. Você configura tudo no navegador."],
  ])("a denial of what was asked about more closely: %s", async (question, text) => {
    expect(await tell(question, page("Aide", "", text))).toBe(text);
  });

  test("who tells where they are found leans on nothing", async () => {
    const where = page("Dove siamo", "Come raggiungerci", "Ci trovate in via dei Vasai 21, 50053 Empoli.");
    expect(await tell("Dove siete?", where)).toBe(where.text);
  });

  test("what is nearest stands in the marks of the language", async () => {
    const bread = page("Brot", "Unser Brot", "Wir backen das Brot jeden Tag und ohne Hefe.");
    expect(await tell("Habt ihr Brot mit Rosinen?", bread)).toContain("„Unser Brot“");
  });

  test("a question in no language is answered in that of the pages, however little they say", async () => {
    expect(await tell("Bitcoin?", page("Kasse", "", "Wir nehmen keine Schecks."))).toMatch(/^Dazu habe ich/);
  });
});

describe("what is said here is said in the visitor's language", () => {
  test.each([
    ["Wie lange hält der Akku?", "keine Antwort gefunden", "auf Englisch"],
    ["Combien coûte la livraison chez vous ?", "pas trouvé de réponse", "en anglais"],
    ["¿Cuánto cuesta el envío a España?", "No he encontrado", "en inglés"],
    ["Avete anche un negozio nella città di Milano?", "Non ho trovato", "in inglese"],
    ["Hebben jullie een winkel in Amsterdam?", "geen antwoord gevonden", "in het Engels"],
    ["Quanto custa o envio para vocês?", "Não encontrei", "em inglês"],
  ])("%s", async (question, notFound, language) => {
    const { text } = await ask(question, { passages: CLOCKS });
    expect(text).toContain(notFound);
    expect(text).toContain(language);
    expect(saysNothingFound(text)).toBe(true);
  });

  test.each(["you are useless", "fuck off", "stupid bot, you never help anyone", "This chat is rubbish"])(
    "%s is taken calmly",
    async (said) => {
      expect(await ask(said)).toMatchObject({ text: expect.stringMatching(/^I am sorry/), sources: [], calls: [] });
    },
  );
});

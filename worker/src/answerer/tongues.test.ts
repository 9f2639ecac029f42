import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { type Judged, verdictOn } from "../../../demo-site/judging.ts";
import type { PromptMessage } from "../model/model.ts";
import { collect, requestFor } from "../model/test-upstream.ts";
import { retrieval } from "./retrieval.ts";
import de from "./tongue-sites/de.json";
import es from "./tongue-sites/es.json";
import fr from "./tongue-sites/fr.json";
import it from "./tongue-sites/it.json";
import nl from "./tongue-sites/nl.json";
import pt from "./tongue-sites/pt.json";

interface Site {
  site: string;
  passages: { title: string; heading: string; text: string }[];
  questions: Omit<Judged, "set">[]; // without an answer no page has one
}

const START = "https://site.example/";

// The goal is none. Of "where are you" the search finds no page, since all its words are stop words.
const NOT_YET = ["E o jantar?", "A que distância fica o aeroporto?"];

test.each<[string, Site]>([
  ["German", de],
  ["French", fr],
  ["Spanish", es],
  ["Italian", it],
  ["Dutch", nl],
  ["Portuguese", pt],
])("a site in %s answers its visitors", async (language, { site, passages, questions }) => {
  const object = env.SITE.getByName(language);
  await object.put(language, { name: site, origins: [], start: START }, START);
  for (const [at, { title, heading, text }] of passages.entries()) {
    await object.putPage(`page-${at}`, { title, text: `## ${heading}\n\n${text}`, url: `${START}${at}` });
  }
  const ask = async ({ question, before }: Pick<Judged, "question" | "before">) => {
    const found = await object.beginTurn({ conversation: "c", question, ...(before && { before }) });
    const messages = [before, question].flatMap((content): PromptMessage[] =>
      content ? [{ role: "user", content }] : [],
    );
    const about = { passages: found.passages, site: { name: site, url: START } };
    return (await collect(retrieval(requestFor(question, { messages, ...about })))).text;
  };
  const told = await Promise.all(questions.map(async (asked) => ({ ...asked, text: await ask(asked) })));
  const missed = told.flatMap(({ text, ...asked }) => {
    const verdict = verdictOn({ set: "", ...asked }, text);
    return verdict === "right" ? [] : [{ question: asked.question, verdict, text }];
  });
  expect(missed.filter(({ question }) => !NOT_YET.includes(question))).toEqual([]);
});

// For tests: the knowledge of a new site, each passage a page of its own.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { PagePassage } from "../crawl/passages.ts";
import { migrate } from "../sql.ts";
import { Knowledge, type SearchSettings } from "./knowledge.ts";
import { MIGRATIONS } from "./schema.ts";
import { RANKING, type Ranking } from "./weights.ts";

let count = 0;

export interface KnownSite {
  settings?: SearchSettings;
  ranking?: Partial<Ranking>;
  isOnePage?: boolean;
}

/** Passages are given as "title | heading | text", or as a text alone. */
export const withKnowledge = (
  lines: readonly string[],
  run: (knowledge: Knowledge, storage: DurableObjectStorage) => void,
  { settings, ranking, isOnePage }: KnownSite = {},
) =>
  runInDurableObject(env.SITE.getByName(`knowledge-${count++}`), (_, { storage }) => {
    migrate(storage, MIGRATIONS);
    const knowledge = new Knowledge(storage, () => settings ?? null, { ...RANKING, ...ranking });
    const passages = lines.map((line, at): PagePassage => {
      const [text = "", heading = "", title = ""] = line.split(" | ").reverse();
      return { title, heading, text, url: `https://example.com/${at}` };
    });
    const pages = isOnePage ? [passages] : passages.map((passage) => [passage]);
    for (const [at, page] of pages.entries())
      knowledge.putPage({ url: `https://example.com/${at}`, hash: `${at}`, passages: page }, "first");
    run(knowledge, storage);
  });

export const textsOf = (knowledge: Knowledge, question: string) =>
  knowledge.search(question, 6).map(({ text }) => text);

// What the figures of search are taken from: a site's object that can be filled without a crawl and searched with parts of
// the ranking switched off. Never deployed.
import { PageTextBuilder } from "../src/crawl/page-text.ts";
import { toPassages } from "../src/crawl/passages.ts";
import { SiteAgent } from "../src/site/agent.ts";
import { Knowledge } from "../src/site/knowledge.ts";
import { RANKING, type Ranking } from "../src/site/weights.ts";
import type { Asked, Section } from "./asked.ts";

export class BenchSite extends SiteAgent {
  /** Cuts sections into passages as a crawl does; each is found under its number. */
  async fill(from: number, sections: Section[], ranking: Partial<Ranking>) {
    const knowledge = new Knowledge(this.ctx.storage, undefined, { ...RANKING, ...ranking });
    for (const [at, { title, heading, text }] of sections.entries()) {
      const page = new PageTextBuilder();
      page.heading(2, heading);
      for (const paragraph of text.split(/\n\s*\n/)) page.add("paragraph", paragraph);
      const url = new URL(`https://example.com/${from + at}`);
      const passages = toPassages({ title, blocks: page.blocks }, url);
      knowledge.putPage({ url: url.href, hash: url.href, passages }, "bench");
    }
    return knowledge.count();
  }

  async count() {
    return new Knowledge(this.ctx.storage).count();
  }

  async searchWith(question: string, limit: number, ranking: Partial<Ranking>) {
    const knowledge = new Knowledge(this.ctx.storage, undefined, { ...RANKING, ...ranking });
    return knowledge.search(question, limit).map(({ url }) => Number(new URL(url).pathname.slice(1)));
  }

  async size() {
    return this.ctx.storage.sql.databaseSize;
  }
}

const settings = { name: "Bench", origins: ["https://example.com"], start: "https://example.com/" };

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const name = new URL(request.url).pathname.slice(1);
    const site = (env.SITE as unknown as DurableObjectNamespace<BenchSite>).getByName(name);
    const asked = await request.json<Asked>();
    if (asked.ask === "put") return Response.json(await site.put(name, settings, "https://foyer.example"));
    if (asked.ask === "fill") return Response.json(await site.fill(asked.from, asked.sections, asked.ranking ?? {}));
    if (asked.ask === "count") return Response.json(await site.count());
    if (asked.ask === "size") return Response.json(await site.size());
    if (asked.ask === "found") return Response.json(await site.search(asked.question));
    if (asked.ask === "begin")
      return Response.json(await site.beginTurn({ conversation: "bench", question: asked.question }));
    return Response.json(await site.searchWith(asked.question, asked.limit, asked.ranking ?? {}));
  },
};

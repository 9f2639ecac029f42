// One site: its settings, what its pages say, its leads and its usage. The surface that operators and conversations
// call over RPC; the work is in the files beside it.
import { DurableObject } from "cloudflare:workers";
import { Lifecycle } from "agents/lifecycle";
import { logError } from "../log.ts";
import type { Passage } from "../model/model.ts";
import { migrate, schemaVersion } from "../sql.ts";
import { type Site, type SiteConfig, toDirectoryEntry } from "./config.ts";
import { CrawlRun, type CrawlStatus } from "./crawl-run.ts";
import { removeFromDirectory, writeDirectory } from "./directory.ts";
import { Knowledge } from "./knowledge.ts";
import { type LeadPage, Leads } from "./leads.ts";
import { MIGRATIONS } from "./schema.ts";
import type { BeginTurn, EndTurn, Lead, SiteForTurn, TurnGrant } from "./turn.ts";
import { Usage } from "./usage.ts";

const CRAWL = "crawl"; // the one job
const RETRY_MS = 5_000;
const PASSAGES = 6;
export const REMOVED = "site removed";

export class SiteAgent extends DurableObject<Env> implements SiteForTurn {
  readonly lifecycle = Lifecycle.install(this);
  readonly #knowledge = new Knowledge(this.ctx.storage);
  readonly #leads = new Leads(this.ctx.storage.sql);
  readonly #usage = new Usage(this.ctx.storage.sql);
  readonly #crawl = new CrawlRun(this.ctx.storage, this.#knowledge, Boolean(this.env.FOYER_DEV));

  /** A crawl that was cut off goes on at once, not when its job is found dead. Nothing is written for a site that was never put. */
  async onStart() {
    if (!schemaVersion(this.ctx.storage.sql)) return;
    migrate(this.ctx.storage, MIGRATIONS);
    if (this.#crawl.running) await this.#push();
  }

  /** Nothing may be thrown here: the job would be deleted after three tries, and the crawl would run for ever. */
  async onJob() {
    try {
      const site = this.#read();
      return site && (await this.#crawl.slice(site)) ? ("yield" as const) : undefined;
    } catch (error) {
      logError(`site ${this.lifecycle.name}, crawl`, error);
      return { rescheduleAt: Date.now() + RETRY_MS };
    }
  }

  /** Creates or replaces. */
  async put(id: string, config: SiteConfig): Promise<Site> {
    await this.lifecycle.start();
    migrate(this.ctx.storage, MIGRATIONS);
    const site: Site = { ...config, id };
    this.ctx.storage.sql.exec("insert or replace into state (key, value) values ('site', ?)", JSON.stringify(site));
    await writeDirectory(this.env.SITES, toDirectoryEntry(site));
    return site;
  }

  async get(): Promise<Site | null> {
    await this.lifecycle.start();
    return this.#read();
  }

  /** The Lifecycle remembers its tables, so the object must not go on: this ends by a throw of REMOVED, and the next call makes a new one. */
  async remove(): Promise<void> {
    await this.lifecycle.start();
    await removeFromDirectory(this.env.SITES, this.lifecycle.name);
    await this.lifecycle.disableAlarms();
    await this.#crawl.cancel();
    await this.ctx.storage.deleteAll();
    await this.ctx.storage.sync();
    this.ctx.abort(REMOVED, { retryAlarm: false });
  }

  /** The id of the crawl that runs now, which may have run before; null for a site that is gone. */
  async startCrawl(): Promise<string | null> {
    await this.lifecycle.start();
    if (!this.#read()) return null;
    const id = this.#crawl.start(Date.now());
    if (!this.lifecycle.jobs.get(CRAWL)) await this.#push();
    return id;
  }

  /** Null before the first crawl. */
  async crawlStatus(): Promise<CrawlStatus | null> {
    await this.lifecycle.start();
    return this.#read() && this.#crawl.status();
  }

  async search(query: string, limit = PASSAGES): Promise<Passage[]> {
    await this.lifecycle.start();
    return this.#read() ? this.#knowledge.search(query, limit) : [];
  }

  /** Null when there is no lead `after`. */
  async leads(after: string | undefined, limit: number): Promise<LeadPage | null> {
    await this.lifecycle.start();
    return this.#read() && this.#leads.list(after, limit);
  }

  async addLead(lead: Lead): Promise<void> {
    await this.lifecycle.start();
    this.#expect();
    this.#leads.add(lead);
  }

  async beginTurn({ question, before }: BeginTurn): Promise<TurnGrant> {
    await this.lifecycle.start();
    const { name, start, instructions, lang, model, limits } = this.#expect();
    return {
      site: {
        name,
        url: start,
        ...(instructions !== undefined && { instructions }),
        ...(lang !== undefined && { lang }),
      },
      model: {
        ...(model?.name !== undefined && { name: model.name }),
        ...(model?.temperature !== undefined && { temperature: model.temperature }),
        fallback: model?.fallback ?? "pages",
      },
      overBudget: this.#usage.begin(Date.now(), limits?.answersPerDay),
      passages: this.#knowledge.searchInContext(question, PASSAGES, before),
    };
  }

  async endTurn({ by }: EndTurn): Promise<void> {
    await this.lifecycle.start();
    if (this.#read()) this.#usage.end(Date.now(), by);
  }

  #read(): Site | null {
    if (!schemaVersion(this.ctx.storage.sql)) return null;
    const [row] = this.ctx.storage.sql.exec<{ value: string }>("select value from state where key = 'site'").toArray();
    return row ? JSON.parse(row.value) : null;
  }

  /** For conversations, which exist only with their site; one that outlives it gets an error. */
  #expect(): Site {
    const site = this.#read();
    if (!site) throw new Error(`there is no site ${this.lifecycle.name}`);
    return site;
  }

  #push() {
    return this.lifecycle.jobs.push({ id: CRAWL, fn: CRAWL, time: Date.now() });
  }
}

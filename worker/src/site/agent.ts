// One site: its settings, what its pages say, its leads and its usage. The surface that operators and conversations
// call over RPC; the work is in the files beside it.
import { DurableObject } from "cloudflare:workers";
import { Lifecycle } from "agents/lifecycle";
import type { PushTarget } from "protocol";
import { checkAddress } from "../crawl/address-guard.ts";
import { logError } from "../log.ts";
import type { Passage } from "../model/model.ts";
import { migrate, schemaVersion } from "../sql.ts";
import { type Site, type SiteConfig, toDirectoryEntry, toPolicy } from "./config.ts";
import { type ConversationPage, type ConversationQuery, Conversations } from "./conversations.ts";
import { CrawlRun, type CrawlStatus } from "./crawl-run.ts";
import { removeFromDirectory, writeDirectory } from "./directory.ts";
import { type FollowUpCounts, FollowUps, type KeptFollowUp } from "./follow-ups.ts";
import { Knowledge } from "./knowledge.ts";
import { type LeadPage, Leads } from "./leads.ts";
import { PushTargets } from "./push-targets.ts";
import { MIGRATIONS } from "./schema.ts";
import type { BeginTurn, EndTurn, FollowUpGrant, Lead, SettledFollowUp, SiteForTurn, TurnGrant } from "./turn.ts";
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
  readonly #conversations = new Conversations(this.ctx.storage.sql);
  readonly #followUps = new FollowUps(this.ctx.storage.sql);
  readonly #pushTargets = new PushTargets(this.ctx.storage.sql);
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

  async beginTurn({ conversation, question, before }: BeginTurn): Promise<TurnGrant> {
    await this.lifecycle.start();
    const site = this.#expect();
    this.#followUps.answer(conversation);
    return this.#grant(site, question, before);
  }

  async endTurn({ by, news }: EndTurn): Promise<void> {
    await this.lifecycle.start();
    if (!this.#read()) return;
    this.#usage.end(Date.now(), by);
    this.#conversations.put(news);
  }

  async beginFollowUp({ conversation, question, before }: BeginTurn): Promise<FollowUpGrant> {
    await this.lifecycle.start();
    const site = this.#expect();
    const hasLead = this.#leads.has(conversation);
    const { followUps } = site;
    if (!followUps || followUps.on === false)
      return { ...toTerms(site), overBudget: false, passages: [], policy: null, hasLead };
    return { ...this.#grant(site, question, before), policy: toPolicy(followUps), hasLead };
  }

  async settleFollowUp(settled: SettledFollowUp): Promise<void> {
    await this.lifecycle.start();
    if (!this.#read()) return;
    this.ctx.storage.transactionSync(() => {
      if (this.#followUps.settle(settled) && settled.by) this.#usage.end(Date.now(), settled.by);
    });
  }

  async addPushTarget(conversation: string, target: PushTarget): Promise<boolean> {
    await this.lifecycle.start();
    this.#expect();
    const url = URL.parse(target.endpoint);
    const dev = Boolean(this.env.FOYER_DEV);
    if (!url || checkAddress(url, dev) || (url.protocol !== "https:" && !dev)) return false;
    this.#pushTargets.add(conversation, target);
    return true;
  }

  async removePushTarget(conversation: string, endpoint: string): Promise<void> {
    await this.lifecycle.start();
    if (this.#read()) this.#pushTargets.remove(conversation, endpoint);
  }

  async forget(conversation: string): Promise<void> {
    await this.lifecycle.start();
    if (!this.#read()) return;
    this.ctx.storage.transactionSync(() => {
      for (const kept of [this.#conversations, this.#followUps, this.#pushTargets]) kept.forget(conversation);
    });
  }

  async conversations(query: ConversationQuery): Promise<ConversationPage | null> {
    await this.lifecycle.start();
    return this.#read() && this.#conversations.list(query);
  }

  /** What was settled, newest first; null for a conversation that the list does not have. */
  async followUps(conversation: string): Promise<KeptFollowUp[] | null> {
    await this.lifecycle.start();
    return this.#read() && this.#conversations.has(conversation) ? this.#followUps.list(conversation) : null;
  }

  async followUpTotals(): Promise<FollowUpCounts | null> {
    await this.lifecycle.start();
    return this.#read() && this.#followUps.totals();
  }

  #grant(site: Site, question: string, before: string | undefined): TurnGrant {
    return {
      ...toTerms(site),
      overBudget: this.#usage.begin(Date.now(), site.limits?.answersPerDay),
      passages: this.#knowledge.searchInContext(question, PASSAGES, before),
    };
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

/** The part of a grant that the settings alone decide. */
const toTerms = ({ name, start, instructions, lang, model }: Site): Pick<TurnGrant, "site" | "model"> => ({
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
});

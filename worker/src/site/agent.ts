// One site: its settings, what its pages say, its leads and its usage. The surface that operators and conversations
// call over RPC; the work is in the files beside it.
import { DurableObject } from "cloudflare:workers";
import { Lifecycle, type LifecycleJobContext } from "agents/lifecycle";
import type { PushTarget } from "protocol";
import { checkAddress } from "../crawl/address-guard.ts";
import { toLanguage } from "../language/language.ts";
import { logError } from "../log.ts";
import type { Passage } from "../model/model.ts";
import { migrate, schemaVersion } from "../sql.ts";
import { Addresses, toAddressKey } from "./addresses.ts";
import { Carrier, type Sender } from "./carrier.ts";
import { type Site, type SiteConfig, toDirectoryEntry, toPolicy } from "./config.ts";
import { type ConversationPage, type ConversationQuery, Conversations } from "./conversations.ts";
import { CrawlRun, type CrawlStatus } from "./crawl-run.ts";
import { CrawlJobs } from "./crawl-run-jobs.ts";
import { Deliveries, type DeliveryPage, type DeliveryQuery } from "./deliveries.ts";
import { removeFromDirectory, writeDirectory } from "./directory.ts";
import { type FollowUpCounts, FollowUps, type KeptFollowUp } from "./follow-ups.ts";
import { type GapPlace, Gaps, type UnansweredPage } from "./gaps.ts";
import { Knowledge } from "./knowledge.ts";
import { type LeadPage, Leads } from "./leads.ts";
import { DELIVER, Outbox } from "./outbox.ts";
import { type ListedPage, type OwnPage, type OwnPageList, Pages } from "./pages.ts";
import { type GapAnswer, type Pair, type PairPage, Pairs } from "./pairs.ts";
import { PushTargets } from "./push-targets.ts";
import { MIGRATIONS } from "./schema.ts";
import type { BeginTurn, EndTurn, FollowUpGrant, Lead, SettledFollowUp, SiteForTurn, TurnGrant } from "./turn.ts";
import { Usage } from "./usage.ts";
import { userAgentOf } from "./user-agent.ts";

const INDEX = "index"; // the job that indexes what was stored before there was such an index
const RETRY_MS = 5_000;
const PASSAGES = 10; // for a turn: among six, every tenth answer that is there would be missing (judged.test.ts)
export const REMOVED = "site removed";

export class SiteAgent extends DurableObject<Env> implements SiteForTurn {
  readonly lifecycle = Lifecycle.install(this);
  readonly #knowledge = new Knowledge(this.ctx.storage, () => this.#read());
  readonly #pages = new Pages(this.ctx.storage, this.#knowledge);
  readonly #pairs = new Pairs(this.ctx.storage.sql, () => toLanguage(this.#read()?.lang));
  readonly #gaps = new Gaps(this.ctx.storage.sql, () => toLanguage(this.#read()?.lang));
  readonly #leads = new Leads(this.ctx.storage.sql);
  readonly #usage = new Usage(this.ctx.storage.sql);
  readonly #conversations = new Conversations(this.ctx.storage.sql);
  readonly #followUps = new FollowUps(this.ctx.storage.sql);
  readonly #pushTargets = new PushTargets(this.ctx.storage.sql);
  readonly #addresses = new Addresses(this.ctx.storage.sql);
  readonly #deliveries = new Deliveries(this.ctx.storage.sql);
  readonly #outbox = new Outbox({
    deliveries: this.#deliveries,
    addresses: this.#addresses,
    carrier: new Carrier({
      storage: this.ctx.storage,
      deliveries: this.#deliveries,
      addresses: this.#addresses,
      pushTargets: this.#pushTargets,
      env: this.env,
      sender: () => this.#sender(),
    }),
    jobs: this.lifecycle.jobs,
  });
  readonly #crawl = new CrawlRun({
    storage: this.ctx.storage,
    knowledge: this.#knowledge,
    dev: Boolean(this.env.FOYER_DEV),
    userAgent: () => userAgentOf(this.#value("origin")),
  });
  readonly #crawlJobs = new CrawlJobs(this.#crawl, this.lifecycle.jobs);

  /**
   * A crawl that was cut off goes on at once, not when its job is found dead, and so does what is due to be delivered.
   * Nothing is written for a site that was never put.
   */
  async onStart() {
    if (!schemaVersion(this.ctx.storage.sql)) return;
    migrate(this.ctx.storage, MIGRATIONS);
    await this.#crawlJobs.recover();
    await this.#outbox.recover();
    if (!this.#knowledge.isIndexed()) await this.lifecycle.jobs.push({ id: INDEX, fn: INDEX, time: Date.now() });
  }

  /** Nothing may be thrown here: the job would be deleted after three tries, and what it was for would never end. */
  async onJob({ job }: LifecycleJobContext) {
    try {
      if (job.id === DELIVER) return this.#outbox.run();
      if (job.id === INDEX) return this.#knowledge.fill() ? undefined : ("yield" as const);
      const site = this.#read();
      return site ? await this.#crawlJobs.run(job.id, site) : undefined;
    } catch (error) {
      logError(`site ${this.lifecycle.name}, ${job.id}`, error);
      return { rescheduleAt: Date.now() + RETRY_MS };
    }
  }

  /** Creates or replaces. `origin`: where Foyer is reached, for the links in e-mails. */
  async put(id: string, config: SiteConfig, origin: string): Promise<Site> {
    await this.lifecycle.start();
    migrate(this.ctx.storage, MIGRATIONS);
    const site: Site = { ...config, id };
    this.ctx.storage.sql.exec(
      "insert or replace into state (key, value) values ('site', ?), ('origin', ?)",
      JSON.stringify(site),
      origin,
    );
    await this.#crawlJobs.plan(site);
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
    this.#outbox.end();
    await this.lifecycle.disableAlarms();
    await this.#crawl.cancel();
    await this.ctx.storage.deleteAll();
    await this.ctx.storage.sync();
    this.ctx.abort(REMOVED, { retryAlarm: false });
  }

  /** The id of the crawl that runs now, which may have run before; null for a site that is gone. */
  async startCrawl(): Promise<string | null> {
    await this.lifecycle.start();
    const site = this.#read();
    return site && this.#crawlJobs.start(site);
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

  async beginTurn({ conversation, question, before, ticket }: BeginTurn): Promise<TurnGrant> {
    await this.lifecycle.start();
    const site = this.#expect();
    this.#followUps.answer(conversation);
    const mailedTo = ticket === undefined ? undefined : this.#deliveries.mailedTo(ticket, conversation);
    if (mailedTo !== undefined) this.#addresses.confirm(await toAddressKey(mailedTo), conversation);
    return this.#grant(site, question, before);
  }

  async endTurn({ by, news, gap }: EndTurn): Promise<void> {
    await this.lifecycle.start();
    if (!this.#read()) return;
    this.#usage.end(Date.now(), by);
    this.#conversations.put(news);
    if (gap) this.#gaps.add(news.conversation, gap);
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
    const { outgoing, state, by } = settled;
    const email = outgoing?.email;
    const addressKey = email === undefined ? undefined : await toAddressKey(email);
    if (!this.#read()) return;
    this.ctx.storage.transactionSync(() => {
      if (!this.#followUps.settle(settled)) return;
      if (by) this.#usage.end(Date.now(), by);
      if (state === "sent" && outgoing) this.#outbox.add(settled, outgoing, addressKey);
    });
    await this.#outbox.start();
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
      for (const kept of [this.#conversations, this.#followUps, this.#pushTargets, this.#outbox, this.#gaps])
        kept.forget(conversation);
    });
  }

  async putPage(id: string, page: OwnPage): Promise<ListedPage | "empty" | "too-many" | null> {
    await this.lifecycle.start();
    const site = this.#read();
    return site && this.#pages.put(id, page, { start: site.start, at: Date.now() });
  }

  async getPage(id: string): Promise<(ListedPage & { text: string }) | null> {
    await this.lifecycle.start();
    return this.#read() && this.#pages.get(id);
  }

  /** False when there is none. */
  async removePage(id: string): Promise<boolean> {
    await this.lifecycle.start();
    return this.#read() !== null && this.#pages.remove(id);
  }

  async listPages(after: string | undefined, limit: number): Promise<OwnPageList | null> {
    await this.lifecycle.start();
    return this.#read() && this.#pages.list(after, limit);
  }

  /** Null when the site has all the pairs it may have. */
  async putPair(pair: Omit<Pair, "at">): Promise<Pair | null> {
    await this.lifecycle.start();
    const put: Pair = { ...pair, at: Date.now() };
    return this.#read() && this.#pairs.put(put) ? put : null;
  }

  async getPair(id: string): Promise<Pair | null> {
    await this.lifecycle.start();
    return this.#read() && this.#pairs.get(id);
  }

  /** False when there is none. */
  async removePair(id: string): Promise<boolean> {
    await this.lifecycle.start();
    return this.#read() !== null && this.#pairs.remove(id);
  }

  async listPairs(after: string | undefined, limit: number): Promise<PairPage | null> {
    await this.lifecycle.start();
    return this.#read() && this.#pairs.list(after, limit);
  }

  async unanswered(after: GapPlace | undefined, limit: number): Promise<UnansweredPage | null> {
    await this.lifecycle.start();
    return this.#read() && this.#gaps.list(after, limit);
  }

  /** Makes it a pair, which works at once. Null when there is none of this id. */
  async answerGap(id: string, answer: GapAnswer): Promise<Pair | "too-many" | null> {
    await this.lifecycle.start();
    const gap = this.#read() && this.#gaps.get(id);
    if (!gap) return null;
    const pair: Pair = { id, questions: gap.questions, ...answer, at: Date.now() };
    return this.ctx.storage.transactionSync(() => {
      if (!this.#pairs.put(pair)) return "too-many";
      this.#gaps.remove(id);
      return pair;
    });
  }

  /** False when it is not on the list. */
  async dismissGap(id: string): Promise<boolean> {
    await this.lifecycle.start();
    return this.#read() !== null && this.#gaps.dismiss(id);
  }

  async conversations(query: ConversationQuery): Promise<ConversationPage | null> {
    await this.lifecycle.start();
    return this.#read() && this.#conversations.list(query);
  }

  async hasConversation(id: string): Promise<boolean> {
    await this.lifecycle.start();
    return this.#read() !== null && this.#conversations.has(id);
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

  /** Null when there is no delivery `after`. */
  async deliveries(query: DeliveryQuery): Promise<DeliveryPage | null> {
    await this.lifecycle.start();
    return this.#read() && this.#deliveries.list(query);
  }

  /** Null when there is none, false when it is under way or has arrived. */
  async tryAgain(delivery: string): Promise<boolean | null> {
    await this.lifecycle.start();
    const again = this.#read() && this.#deliveries.tryAgain(delivery, Date.now());
    if (again) await this.#outbox.start();
    return again;
  }

  /** No e-mail goes to this address from here any more. */
  async unsubscribe(email: string): Promise<void> {
    await this.lifecycle.start();
    const key = await toAddressKey(email);
    if (this.#read()) this.#addresses.unsubscribe(key);
  }

  #sender(): Sender | null {
    const site = this.#read();
    return site && { site, origin: this.#value("origin") ?? "" };
  }

  #grant(site: Site, question: string, before: string | undefined): TurnGrant {
    const pair = this.#pairs.findInContext(question, before);
    return {
      ...toTerms(site),
      overBudget: this.#usage.begin(Date.now(), site.limits?.answersPerDay),
      passages: this.#knowledge.searchInContext(question, PASSAGES, before),
      ...(pair && { pair }),
    };
  }

  #read(): Site | null {
    if (!schemaVersion(this.ctx.storage.sql)) return null;
    const site = this.#value("site");
    return site === undefined ? null : JSON.parse(site);
  }

  #value(key: string) {
    const [row] = this.ctx.storage.sql.exec<{ value: string }>("select value from state where key = ?", key).toArray();
    return row?.value;
  }

  /** For conversations, which exist only with their site; one that outlives it gets an error. */
  #expect(): Site {
    const site = this.#read();
    if (!site) throw new Error(`there is no site ${this.lifecycle.name}`);
    return site;
  }
}

/** The part of a grant that the settings alone decide. */
const toTerms = ({ name, start, origins, instructions, lang, model }: Site): Pick<TurnGrant, "site" | "model"> => ({
  site: {
    name,
    url: start,
    origins,
    ...(instructions !== undefined && { instructions }),
    ...(lang !== undefined && { lang }),
  },
  model: {
    ...(model?.name !== undefined && { name: model.name }),
    ...(model?.temperature !== undefined && { temperature: model.temperature }),
    fallback: model?.fallback ?? "pages",
  },
});

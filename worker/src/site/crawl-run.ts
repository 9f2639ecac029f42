// A site's crawl, in slices: what is found, fetched and skipped is on disk after every page, so a crawl that is cut off
// goes on where it was. Knows when to ask for what; what a page is and where it may look is the crawl folder's.
import { FETCH_RULES, type FetchRules, NotFetched } from "../crawl/fetch-text.ts";
import { delayOf, Pace } from "../crawl/pace.ts";
import { parseRobots } from "../crawl/robots.ts";
import type { Ground } from "../crawl/visit.ts";
import { VERSION } from "../version.ts";
import { DEFAULT_CONCURRENCY, DEFAULT_PAGES, type Site } from "./config.ts";
import { openGround, sitemapsOf } from "./crawl-run-ground.ts";
import { NEW_HOST, type Run, RunRecord } from "./crawl-run-record.ts";
import { retryAt, Stops } from "./crawl-run-stops.ts";
import { Frontier } from "./frontier.ts";
import type { Knowledge } from "./knowledge.ts";

export interface CrawlStatus {
  id: string;
  state: "running" | "done" | "failed";
  found: number; // pages of the site, known by link or sitemap
  fetched: number;
  passages: number; // that the site has now
  errors: string[]; // what was skipped and why, the first ones
}

interface CrawlRunParts {
  storage: DurableObjectStorage;
  knowledge: Knowledge;
  dev: boolean;
  userAgent: () => string;
}

const SLICE_MS = 20_000;
const SLICE_PAGES = 200;
const SHORT_WAIT_MS = 1_000; // a longer one is slept through
const MAX_MS = 6 * 3_600_000; // of a whole crawl
const LLMS_TXT = "/llms.txt";

export class CrawlRun {
  readonly #parts: CrawlRunParts;
  readonly #frontier: Frontier;
  readonly #record: RunRecord;
  #requests = new AbortController(); // of the crawl that runs
  #cancelled = false;
  #walking: Promise<number | null> | undefined; // the newest slice

  constructor(parts: CrawlRunParts) {
    this.#parts = parts;
    this.#frontier = new Frontier(parts.storage.sql);
    this.#record = new RunRecord(parts.storage.sql);
  }

  /** Of the newest crawl; null before the first. */
  status(): CrawlStatus | null {
    const run = this.#record.run;
    if (!run) return null;
    this.#frontier.of(run.number);
    const { pages, fetched } = this.#frontier.count();
    const { id, state, errors } = run;
    return { id, state, found: pages, fetched, passages: this.#parts.knowledge.count(), errors };
  }

  get running(): boolean {
    return this.#record.run?.state === "running";
  }

  /** Of the newest crawl. */
  get id(): string | undefined {
    return this.#record.run?.id;
  }

  get startedAt(): number | undefined {
    return this.#record.run?.startedAt;
  }

  /** The id of the crawl that runs now: the one that ran already, unless the site has moved since, or a new one. */
  start(site: Site, now: number): string {
    const before = this.#record.run;
    const reader = JSON.stringify([VERSION, site.start, site.name]);
    if (before?.state === "running" && before.reader === reader) return before.id;
    const run: Run = {
      ...{ id: crypto.randomUUID(), number: (before?.number ?? 0) + 1, state: "running", startedAt: now, errors: [] },
      ...{ incomplete: false, attempts: 0, pausedUntil: 0, ...NEW_HOST, reader },
    };
    this.#requests.abort();
    this.#requests = new AbortController();
    this.#parts.storage.transactionSync(() => {
      this.#frontier.begin(run.number, before?.reader === reader);
      this.#record.put(run);
    });
    return run.id;
  }

  /** Nothing is fetched or stored after this. */
  async cancel() {
    this.#cancelled = true;
    this.#requests.abort();
    await this.#walking?.catch(() => {}); // its failure is the job's to log
  }

  /** Walks on for a while. When to walk on, in ms since 1970; null when the crawl has ended. */
  slice(site: Site): Promise<number | null> {
    this.#walking = this.#slice(site);
    return this.#walking;
  }

  #isOver(run: Run) {
    return this.#cancelled || !this.#record.isNewest(run);
  }

  async #slice(site: Site): Promise<number | null> {
    const run = this.#record.run;
    if (run?.state !== "running") return null;
    this.#frontier.resume(run.number);
    const now = Date.now();
    const until = Math.min(now + SLICE_MS, run.startedAt + MAX_MS);
    if (!run.ground && now < until) {
      const again = await this.#open(run, site);
      if (again !== null) return again;
    }
    const next = run.ground && now < until ? await this.#walk(run, run.ground, site, until) : null;
    if (this.#isOver(run)) return this.#cancelled ? null : Date.now();
    if (next !== null && Date.now() < run.startedAt + MAX_MS) return next;
    if (next !== null) this.#record.skip(run, `after ${MAX_MS / 3_600_000} hours: the rest of the site`, true);
    this.#end(run);
    return null;
  }

  async #walk(run: Run, { origin, robots: text }: { origin: string; robots: string }, site: Site, until: number) {
    const robots = parseRobots(origin, text);
    const ground: Ground = { origin, robots, siteName: site.name, rules: this.#rules() };
    const { concurrency = DEFAULT_CONCURRENCY, delayMs = 0 } = site.crawl ?? {};
    const pace = new Pace(delayOf(delayMs, robots.crawlDelay), run.pausedUntil);
    const parts = { ...this.#parts, frontier: this.#frontier, record: this.#record };
    const stops = new Stops({ ...parts, isOver: (of) => this.#isOver(of) }, run, ground);
    const open = new Set<Promise<void>>();
    const pages = site.limits?.pages ?? DEFAULT_PAGES;
    for (let started = 0; ; ) {
      if (this.#isOver(run) || run.isLost) break;
      pace.pause(run.pausedUntil);
      const now = Date.now();
      const next = this.#next(pages - open.size, now, pace);
      if (next === null && !open.size) {
        if (this.#frontier.count().fetched < pages && this.#frontier.revive()) continue;
        return null;
      }
      const isFull = started === SLICE_PAGES || now >= until;
      if (isFull && !open.size) return now;
      if (typeof next === "object" && next && !isFull && open.size < concurrency) {
        started++;
        pace.started(now);
        const work: Promise<void> = stops.look(next).finally(() => open.delete(work));
        open.add(work);
        continue;
      }
      const wait = typeof next === "number" && !isFull ? next - now : Number.POSITIVE_INFINITY;
      if (!open.size && wait > SHORT_WAIT_MS) return now + wait;
      await Promise.race([...open, ...(wait <= SHORT_WAIT_MS ? [pause(wait)] : [])]);
    }
    await Promise.allSettled(open);
    return null;
  }

  /** The next stop, or when there will be one, or null when the crawl is through. */
  #next(pages: number, now: number, pace: Pace) {
    const next = this.#frontier.count().fetched < pages ? this.#frontier.next(now) : null;
    if (next === null) return null;
    if (typeof next === "number") return Math.max(next, pace.next);
    return pace.next > now ? pace.next : next;
  }

  /** Looks where the site really is. When to try again; null when it is known, or never will be. */
  async #open(run: Run, site: Site): Promise<number | null> {
    try {
      const opened = await openGround(site.start, this.#rules());
      if (this.#isOver(run)) return null;
      this.#parts.storage.transactionSync(() => {
        run.ground = { origin: opened.origin, robots: opened.robots };
        if (!this.#frontier.addSitemaps(sitemapsOf(opened), "sitemap"))
          this.#record.skip(run, `${opened.origin}/robots.txt names more sitemaps than are read`, false);
        this.#frontier.addPages([opened.start]);
        this.#frontier.addPages([`${opened.origin}${LLMS_TXT}`], "hint");
        this.#record.write(run);
      });
      return null;
    } catch (error) {
      if (!(error instanceof NotFetched)) throw error;
      const again = retryAt(error, run.attempts, Date.now());
      if (again === null) this.#record.skip(run, `${site.start} ${error.message}`, error.passing);
      run.attempts++;
      this.#record.write(run);
      return again;
    }
  }

  /** A crawl that read no text has failed, whether nothing answered or only empty shells did, and what the site said before stays. */
  #end(run: Run) {
    this.#parts.storage.transactionSync(() => {
      const isDone = this.#frontier.count().withText > 0;
      run.state = isDone ? "done" : "failed";
      const isGone = (url: string) => !run.incomplete || this.#frontier.isDone(url);
      if (isDone) this.#parts.knowledge.removeUnseen(run.id, isGone);
      this.#record.write(run);
    });
  }

  #rules(): FetchRules {
    const { dev, userAgent } = this.#parts;
    return { ...FETCH_RULES, dev, userAgent: userAgent(), signal: this.#requests.signal };
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms)));

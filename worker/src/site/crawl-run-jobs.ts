// When a site is crawled: the job that walks on, and the one that begins anew on a schedule.
import type { LifecycleJobOutcome, LifecycleJobs } from "agents/lifecycle";
import type { Site } from "./config.ts";
import type { CrawlRun } from "./crawl-run.ts";

const CRAWL = "crawl";
const RECRAWL = "recrawl";
const HOUR_MS = 3_600_000;

export class CrawlJobs {
  readonly #crawl: CrawlRun;
  readonly #jobs: LifecycleJobs;

  constructor(crawl: CrawlRun, jobs: LifecycleJobs) {
    this.#crawl = crawl;
    this.#jobs = jobs;
  }

  /** A crawl that was cut off goes on at once, not when its job is found dead. */
  async recover() {
    if (this.#crawl.running) await this.#push();
  }

  /** The id of the crawl that runs now, which may have run before. */
  async start(site: Site): Promise<string> {
    const before = this.#crawl.id;
    const id = this.#crawl.start(site, Date.now());
    if (id !== before || !this.#jobs.get(CRAWL)) await this.#push(); // the job of one before may wait for its own host, or end now
    return id;
  }

  /** Follows the site's settings: every so many hours since the last crawl began, or never. */
  async plan({ crawl }: Site) {
    const hours = crawl?.everyHours;
    if (hours !== undefined) {
      const time = (this.#crawl.startedAt ?? Date.now()) + hours * HOUR_MS;
      await this.#jobs.push({ id: RECRAWL, fn: RECRAWL, time });
    } else if (this.#jobs.get(RECRAWL)) await this.#jobs.cancel(RECRAWL);
  }

  /** What is to become of the job. */
  async run(job: string, site: Site): Promise<LifecycleJobOutcome> {
    if (job === RECRAWL) return this.#again(site);
    const next = await this.#crawl.slice(site);
    if (next === null) return undefined;
    return next <= Date.now() ? "yield" : { rescheduleAt: next };
  }

  async #again(site: Site): Promise<LifecycleJobOutcome> {
    const hours = site.crawl?.everyHours;
    if (hours === undefined) return undefined;
    await this.start(site);
    return { rescheduleAt: Date.now() + hours * HOUR_MS };
  }

  #push() {
    return this.#jobs.push({ id: CRAWL, fn: CRAWL, time: Date.now() });
  }
}

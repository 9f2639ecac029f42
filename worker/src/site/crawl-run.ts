// A site's crawl, in slices: what is found, fetched and skipped is on disk after every page, so a crawl that is cut off
// goes on where it was. Knows how to walk a site; what a page is and where it may look is the crawl folder's.
import { checkAddress } from "../crawl/address-guard.ts";
import { FETCH_RULES, type FetchRules, fetchText, NotFetched } from "../crawl/fetch-text.ts";
import { toPageAddress } from "../crawl/page-address.ts";
import { fetchRobots, parseRobots } from "../crawl/robots.ts";
import { fetchSitemap } from "../crawl/sitemap.ts";
import { type Ground, visitPage } from "../crawl/visit.ts";
import { logError } from "../log.ts";
import { DEFAULT_PAGES, type Site } from "./config.ts";
import { Frontier, type Stop } from "./frontier.ts";
import type { Knowledge } from "./knowledge.ts";

export interface CrawlStatus {
  id: string;
  state: "running" | "done" | "failed";
  found: number; // pages of the site, known by link or sitemap
  fetched: number;
  passages: number; // that the site has now
  errors: string[]; // what was skipped and why, the first ones
}

interface Run extends Omit<CrawlStatus, "found" | "passages"> {
  startedAt: number;
  withText: number; // of the pages that were fetched
  ground?: { origin: string; robots: string }; // once the start address has answered
  incomplete: boolean; // something could not be asked: what was not found may still be there
}

const PARALLEL = 4;
const SLICE_MS = 20_000;
const MAX_MS = 600_000; // of a whole crawl
const MAX_ERRORS = 50;

export class CrawlRun {
  readonly #storage: DurableObjectStorage;
  readonly #knowledge: Knowledge;
  readonly #frontier: Frontier;
  readonly #rules: FetchRules;
  readonly #cancel = new AbortController();
  #walking: Promise<boolean> | undefined; // the newest slice

  constructor(storage: DurableObjectStorage, knowledge: Knowledge, dev: boolean) {
    this.#storage = storage;
    this.#knowledge = knowledge;
    this.#frontier = new Frontier(storage.sql);
    this.#rules = { ...FETCH_RULES, dev, signal: this.#cancel.signal };
  }

  /** Of the newest crawl; null before the first. */
  status(): CrawlStatus | null {
    const run = this.#read();
    if (!run) return null;
    const { id, state, fetched, errors } = run;
    return { id, state, found: this.#frontier.pages(), fetched, passages: this.#knowledge.count(), errors };
  }

  get running(): boolean {
    return this.#read()?.state === "running";
  }

  /** The id of the crawl that runs now: the one that ran already, or a new one. */
  start(now: number): string {
    const run = this.#read();
    if (run?.state === "running") return run.id;
    const id = crypto.randomUUID();
    this.#storage.transactionSync(() => {
      this.#frontier.clear();
      this.#write({ id, state: "running", fetched: 0, withText: 0, errors: [], startedAt: now, incomplete: false });
    });
    return id;
  }

  /** Nothing is fetched or stored after this. */
  async cancel() {
    this.#cancel.abort();
    await this.#walking?.catch(() => {}); // its failure is the job's to log
  }

  /** Walks on for a while. True when there is more to do. */
  slice(site: Site): Promise<boolean> {
    this.#walking = this.#slice(site);
    return this.#walking;
  }

  get #cancelled() {
    return this.#cancel.signal.aborted;
  }

  async #slice(site: Site): Promise<boolean> {
    const run = this.#read();
    if (run?.state !== "running") return false;
    this.#frontier.release();
    const until = Math.min(Date.now() + SLICE_MS, run.startedAt + MAX_MS);
    const ground = await this.#ground(run, site);
    if (ground) await this.#walk(run, ground, site.limits?.pages ?? DEFAULT_PAGES, until);
    if (this.#cancelled) return false;
    const late = Date.now() >= run.startedAt + MAX_MS;
    const more = ground !== null && this.#next(run, site.limits?.pages ?? DEFAULT_PAGES) !== undefined;
    if (more && !late) return true;
    if (more) this.#skip(run, `after ${MAX_MS / 60_000} minutes: the rest of the site`, true);
    this.#end(run);
    return false;
  }

  async #walk(run: Run, ground: Ground, pages: number, until: number) {
    const open = new Set<Promise<void>>();
    while (!this.#cancelled) {
      while (open.size < PARALLEL && Date.now() < until) {
        const stop = this.#next(run, pages - open.size);
        if (!stop) break;
        this.#frontier.take(stop.id);
        const work: Promise<void> = this.#stop(run, ground, stop).finally(() => open.delete(work));
        open.add(work);
      }
      if (!open.size) return;
      await Promise.race(open);
    }
    await Promise.allSettled(open);
  }

  #next(run: Run, pages: number): Stop | undefined {
    return run.fetched < pages ? this.#frontier.next() : undefined;
  }

  /** Where the site really is (its start may redirect to another origin), and what its robots.txt says; null ends the crawl. */
  async #ground(run: Run, site: Site): Promise<Ground | null> {
    if (!run.ground) {
      try {
        await this.#open(run, site);
      } catch (error) {
        if (!(error instanceof NotFetched)) throw error;
        this.#skip(run, `${site.start} ${error.message}`, error.passing);
        return null;
      }
    }
    if (!run.ground || this.#cancelled) return null;
    const { origin, robots } = run.ground;
    return { origin, robots: parseRobots(origin, robots), siteName: site.name, rules: this.#rules };
  }

  async #open(run: Run, site: Site) {
    const start = toPageAddress(site.start) ?? new URL(site.start);
    const refused = checkAddress(start, this.#rules.dev);
    if (refused) throw new NotFetched(`is ${refused}`);
    const read = new Map<string, string>(); // the robots.txt of each origin on the way
    const mayVisit = async (url: URL) => {
      const text = read.get(url.origin) ?? (await this.#robots(url.origin));
      read.set(url.origin, text);
      if (!parseRobots(url.origin, text).mayFetch(url))
        throw new NotFetched(
          `${url.origin === start.origin ? "" : `redirects to ${url.href}, which `}is forbidden by robots.txt`,
        );
    };
    const { url } = await fetchText(start, this.#rules, { mayVisit });
    const robots = read.get(url.origin) ?? "";
    if (this.#cancelled) return;
    this.#storage.transactionSync(() => {
      run.ground = { origin: url.origin, robots };
      const sitemaps = ["/sitemap.xml", ...parseRobots(url.origin, robots).sitemaps];
      const addresses = sitemaps.flatMap((address) => URL.parse(address, url.origin)?.href ?? []);
      if (!this.#frontier.addSitemaps(addresses, "sitemap"))
        this.#skip(run, `${url.origin}/robots.txt names more sitemaps than are read`, false);
      this.#frontier.addPages([(toPageAddress(url.href) ?? url).href]);
      this.#write(run);
    });
  }

  async #robots(origin: string) {
    try {
      return await fetchRobots(origin, this.#rules);
    } catch (error) {
      if (error instanceof NotFetched)
        throw new NotFetched(`is not crawled: ${origin}/robots.txt ${error.message}`, { passing: true });
      throw error;
    }
  }

  async #stop(run: Run, ground: Ground, stop: Stop) {
    try {
      if (stop.kind === "page") await this.#visit(run, ground, stop);
      else await this.#readSitemap(run, ground, stop);
    } catch (error) {
      if (this.#cancelled) return;
      this.#missed(run, stop, error);
    }
    if (!this.#cancelled) this.#frontier.done(stop.id);
  }

  /** What is our own bug costs its page, not the crawl. */
  #missed(run: Run, stop: Stop, error: unknown) {
    if (!(error instanceof NotFetched)) logError(`crawl of ${stop.url}`, error);
    const { message, passing } =
      error instanceof NotFetched ? error : new NotFetched("could not be read", { passing: true });
    if (passing) this.#knowledge.keepPage(stop.url, run.id);
    if (stop.kind !== "page" && !passing) return; // most sites have no sitemap.xml
    this.#skip(run, `${stop.url} ${message}`, passing);
  }

  async #visit(run: Run, ground: Ground, stop: Stop) {
    const visit = await visitPage(new URL(stop.url), ground);
    if (this.#cancelled) return;
    this.#storage.transactionSync(() => {
      this.#frontier.addPages(visit.links);
      if (visit.url !== stop.url && !this.#frontier.addDone(visit.url)) return; // another address led here before
      run.fetched++;
      if (visit.passages.length) {
        run.withText++;
        this.#knowledge.putPage(visit, run.id);
      } else this.#skip(run, `${visit.url} has no text`, false);
      this.#write(run);
    });
  }

  async #readSitemap(run: Run, { origin }: Ground, stop: Stop) {
    const { index, locations } = await fetchSitemap(new URL(stop.url), this.#rules);
    if (this.#cancelled) return;
    const addresses = locations.map((location) => (index ? URL.parse(location) : toPageAddress(location)));
    const own = addresses.flatMap((url) => (url?.origin === origin ? url.href : []));
    this.#storage.transactionSync(() => {
      if (!index) this.#frontier.addPages(own);
      else if (stop.kind === "sitemap" && !this.#frontier.addSitemaps(own, "part"))
        // an index may name no other index
        this.#skip(run, `${stop.url} names more sitemaps than are read`, false);
    });
  }

  #skip(run: Run, what: string, passing: boolean) {
    run.incomplete ||= passing;
    if (run.errors.length < MAX_ERRORS) run.errors.push(what);
    this.#write(run);
  }

  /** A crawl that read no text has failed, whether nothing answered or only empty shells did, and what the site said before stays. */
  #end(run: Run) {
    this.#storage.transactionSync(() => {
      run.state = run.withText ? "done" : "failed";
      if (run.withText) this.#knowledge.removeUnseen(run.id, { onlyVisited: run.incomplete });
      this.#write(run);
    });
  }

  #read(): Run | undefined {
    const [row] = this.#storage.sql.exec<{ value: string }>("select value from state where key = 'crawl'").toArray();
    return row && JSON.parse(row.value);
  }

  #write(run: Run) {
    this.#storage.sql.exec("insert or replace into state (key, value) values ('crawl', ?)", JSON.stringify(run));
  }
}

// What a crawl has found and has still to look at: on disk, with what the next crawl needs to know of each address.
// Mirrored in memory, since each link of each page is looked up here.
import type { FeedEntry } from "../crawl/feed.ts";
import type { Validators } from "../crawl/fetch-text.ts";

/**
 * hint: a page that may well not exist. own: one that is read whatever it says is its canonical address. part: a sitemap
 * that another one names.
 */
export type Kind = "page" | "own" | "hint" | "sitemap" | "part";

export interface Stop {
  id: number;
  url: string;
  kind: Kind;
  attempts: number; // that failed
}

export const NOTHING = 0;
export const READ = 1;
export const WITH_TEXT = 2;
export type Outcome = typeof NOTHING | typeof READ | typeof WITH_TEXT;

interface Entry extends Stop {
  found: boolean; // in this crawl; else in an earlier one
  done: boolean;
  outcome: Outcome;
  due: number; // not to be asked before, ms since 1970
}

export interface Looked {
  outcome: Outcome;
  validators?: Validators;
  links?: string[];
  canonical?: string | undefined;
}

const MAX_PAGES = 10_000; // a calendar has a page for every day there is
const MAX_SITEMAPS = 50; // with their parts
/** Pages in the order in which they were found: what is near the start is worth most. Parts last: a large sitemap must not use up the crawl's time. */
const ORDER: readonly Kind[][] = [["sitemap"], ["page", "own", "hint"], ["part"]];

export class Frontier {
  readonly #sql: SqlStorage;
  readonly #taken = new Set<string>(); // being looked at now; a crawl that is cut off finds them waiting again
  #run = 0;
  #entries: Map<string, Entry> | undefined;
  #waiting: Map<string, Entry>[] = []; // by ORDER
  #nextId = 1;
  #place = 0;
  #counts = { pages: 0, sitemaps: 0, fetched: 0, withText: 0 }; // of what this crawl has found

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * From now on it is this crawl's. What the one before found is remembered, what only an earlier one did is not.
   * `holds`: pages that have not changed since need not be read again.
   */
  begin(run: number, holds: boolean) {
    this.#sql.exec("delete from frontier where run < ?", run - 1);
    if (!holds)
      this.#sql.exec("update frontier set etag = null, modified = null where etag is not null or modified is not null");
    this.resume(run);
  }

  /** Nothing is being looked at: what was left half done waits again. */
  resume(run: number) {
    this.#run = run;
    this.#taken.clear();
    this.#entries = undefined;
  }

  /** Which crawl is meant, after a start of the object. */
  of(run: number) {
    if (this.#run !== run) this.resume(run);
  }

  count() {
    this.#known();
    const { pages, fetched, withText } = this.#counts;
    return { pages, fetched, withText };
  }

  isFound(url: string): boolean {
    return this.#known().get(url)?.found === true;
  }

  isDone(url: string): boolean {
    const entry = this.#known().get(url);
    return entry?.found === true && entry.done;
  }

  /** Of the pages that this crawl has found, in that order. */
  *found(): Iterable<string> {
    for (const { url, found, kind } of this.#known().values()) if (found && kind === "page") yield url;
  }

  addPages(urls: Iterable<string>, kind: "page" | "hint" = "page") {
    this.#add(urls, kind, MAX_PAGES);
  }

  /** False when there are more of them than a crawl reads. */
  addSitemaps(urls: Iterable<string>, kind: "sitemap" | "part"): boolean {
    return this.#add(urls, kind, MAX_SITEMAPS);
  }

  #add(urls: Iterable<string>, kind: Kind, limit: number): boolean {
    for (const url of urls) {
      if (this.isFound(url)) continue;
      if ((isSitemap(kind) ? this.#counts.sitemaps : this.#counts.pages) >= limit) return false;
      this.#find(url, kind);
    }
    return true;
  }

  /** A hint counts once it is read: it may well not exist. */
  #tally({ kind, outcome }: Entry) {
    if (isSitemap(kind)) this.#counts.sitemaps++;
    else if (kind !== "hint" || outcome > NOTHING) this.#counts.pages++;
    if (outcome >= READ) this.#counts.fetched++;
    if (outcome === WITH_TEXT) this.#counts.withText++;
  }

  #find(url: string, kind: Kind) {
    const known = this.#known().get(url);
    const id = known?.id ?? this.#nextId++;
    const entry: Entry = { id, url, kind, attempts: 0, found: true, done: false, outcome: NOTHING, due: 0 };
    this.#sql.exec(
      `insert into frontier (url, id, place, kind, run, done, outcome, attempts, due) values (?, ?, ?, ?, ?, 0, 0, 0, 0)
      on conflict (url) do update set place = excluded.place, kind = excluded.kind, run = excluded.run, done = 0,
        outcome = 0, attempts = 0, due = 0, canonical = null, entry = null`,
      ...[url, id, this.#place++, kind, this.#run],
    );
    this.#entries?.set(url, entry);
    this.#queueOf(kind).set(url, entry);
    if (!known?.found) this.#tally(entry);
  }

  /** What may be looked at now; else, when something is to be looked at later, that time; else null. */
  next(now: number): Stop | number | null {
    this.#known();
    let soonest: number | null = null;
    for (const queue of this.#waiting) {
      for (const entry of queue.values()) {
        if (this.#taken.has(entry.url)) continue;
        if (entry.due <= now) return entry;
        soonest = Math.min(soonest ?? entry.due, entry.due);
      }
    }
    return soonest;
  }

  take({ url }: Stop) {
    this.#taken.add(url);
  }

  release({ url }: Stop) {
    this.#taken.delete(url);
  }

  /** For a page that was reached by another address. False when it was looked at, or is being looked at, already. */
  claim(url: string): boolean {
    const entry = this.#known().get(url);
    if (entry?.found) return !entry.done && !this.#taken.has(url);
    this.#find(url, "page");
    return true;
  }

  /** The page was looked at, and this is what is to be known of it. */
  finish(url: string, { outcome, validators = {}, links = [], canonical }: Looked) {
    const ids = new Uint32Array(links.flatMap((link) => this.#known().get(link)?.id ?? []));
    this.#sql.exec(
      `update frontier set done = 1, outcome = ?, etag = ?, modified = ?, canonical = ?, entry = null, links = ? where url = ?`,
      ...[outcome, validators.etag ?? null, validators.modified ?? null, canonical ?? null],
      ...[ids.length ? ids.buffer : null, url],
    );
    this.#close(url, outcome);
  }

  /** It could not be looked at, or is as it was: what is known of it holds. */
  keep(url: string, outcome: Outcome) {
    this.#sql.exec("update frontier set done = 1, outcome = ?, entry = null where url = ?", outcome, url);
    this.#close(url, outcome);
  }

  #close(url: string, outcome: Outcome) {
    const entry = this.#known().get(url);
    if (!entry) return;
    this.#queueOf(entry.kind).delete(url);
    if (entry.kind === "hint" && outcome > NOTHING) this.#counts.pages++;
    if (outcome >= READ) this.#counts.fetched++;
    if (outcome === WITH_TEXT) this.#counts.withText++;
    entry.done = true;
    entry.outcome = outcome;
  }

  retry(url: string, due: number) {
    this.#sql.exec("update frontier set attempts = attempts + 1, due = ? where url = ?", due, url);
    const entry = this.#known().get(url);
    if (!entry) return;
    entry.attempts++;
    entry.due = due;
  }

  /** Of the version that an earlier crawl read. */
  validatorsOf(url: string): Validators | undefined {
    const [row] = this.#sql
      .exec<{ etag: string | null; modified: string | null }>("select etag, modified from frontier where url = ?", url)
      .toArray();
    return (
      row && { ...(row.etag !== null && { etag: row.etag }), ...(row.modified !== null && { modified: row.modified }) }
    );
  }

  /** The pages that a page linked to when it was last read. */
  linksOf(url: string): string[] {
    const [row] = this.#sql
      .exec<{ links: ArrayBuffer | null }>("select links from frontier where url = ?", url)
      .toArray();
    if (!row?.links) return [];
    const ids = new Set(new Uint32Array(row.links));
    return [...this.#known().values()].filter(({ id }) => ids.has(id)).map((entry) => entry.url);
  }

  /** What a feed says of a page, for when the page itself cannot be had. */
  offer(entry: FeedEntry) {
    if (!this.isDone(entry.url))
      this.#sql.exec("update frontier set entry = ? where url = ?", JSON.stringify(entry), entry.url);
  }

  offered(url: string): FeedEntry | undefined {
    const [row] = this.#sql.exec<{ entry: string | null }>("select entry from frontier where url = ?", url).toArray();
    return row?.entry ? JSON.parse(row.entry) : undefined;
  }

  /** Pages that said they are another one, which could not be read: now they are to be read themselves. False when there are none. */
  revive(): boolean {
    const orphans = this.#sql
      .exec<{ url: string }>(
        `select url from frontier as page where run = ?1 and canonical is not null and not exists
          (select 1 from frontier where url = page.canonical and run = ?1 and outcome = ${WITH_TEXT})`,
        this.#run,
      )
      .toArray();
    for (const { url } of orphans) this.#find(url, "own");
    return orphans.length > 0;
  }

  #known(): Map<string, Entry> {
    if (this.#entries) return this.#entries;
    this.#waiting = ORDER.map(() => new Map());
    this.#counts = { pages: 0, sitemaps: 0, fetched: 0, withText: 0 };
    const entries = new Map<string, Entry>();
    const rows = this.#sql.exec<
      Stop & Record<"run" | "done" | "due" | "place", number> & { outcome: Outcome } & Record<string, SqlStorageValue>
    >("select url, id, place, kind, run, done, outcome, attempts, due from frontier order by place");
    for (const { id, url, kind, attempts, run, done, outcome, due, place } of rows) {
      const entry = { id, url, kind, attempts, found: run === this.#run, done: done === 1, outcome, due };
      entries.set(url, entry);
      if (entry.found) this.#tally(entry);
      if (entry.found && !entry.done) this.#queueOf(kind).set(url, entry);
      this.#nextId = Math.max(this.#nextId, id + 1);
      this.#place = Math.max(this.#place, place + 1);
    }
    this.#entries = entries;
    return entries;
  }

  #queueOf(kind: Kind): Map<string, Entry> {
    const queue = this.#waiting[ORDER.findIndex((kinds) => kinds.includes(kind))];
    if (!queue) throw new Error(`a stop of no known kind: ${kind}`);
    return queue;
  }
}

const isSitemap = (kind: Kind) => kind === "sitemap" || kind === "part";

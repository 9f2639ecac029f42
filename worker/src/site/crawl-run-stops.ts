// What a crawl does at each of its stops, and what of it stays. A stop's page, its links and its mark are one
// transaction: a crawl that is cut off finds it either whole or still waiting.
import { NotFetched } from "../crawl/fetch-text.ts";
import { toPageAddress } from "../crawl/page-address.ts";
import { fetchSitemap } from "../crawl/sitemap.ts";
import { Traps, trapOf } from "../crawl/traps.ts";
import { type Ground, readEntry, type Visit, visitPage } from "../crawl/visit.ts";
import { logError } from "../log.ts";
import { Host } from "./crawl-run-host.ts";
import type { Run, RunRecord } from "./crawl-run-record.ts";
import { type Frontier, NOTHING, READ, type Stop, WITH_TEXT } from "./frontier.ts";
import type { Knowledge } from "./knowledge.ts";

const RETRIES = 2;
const RETRY_MS = 500; // four times as long before each next one
const MAX_RETRY_AFTER_MS = 600_000; // who asks for more is left for the next crawl

/** When to ask again for what could not be had; null when that is over. */
export function retryAt(error: NotFetched, attempts: number, now: number): number | null {
  if (!error.retry || attempts >= RETRIES) return null;
  const asked = error.retryAfterMs ?? 0;
  return asked > MAX_RETRY_AFTER_MS ? null : now + Math.max(RETRY_MS * 4 ** attempts, asked);
}

export interface StopsParts {
  storage: DurableObjectStorage;
  knowledge: Knowledge;
  frontier: Frontier;
  record: RunRecord;
  isOver: (run: Run) => boolean; // nothing may be stored for it any more
}

/** The stops of one slice of a crawl. */
export class Stops {
  readonly #parts: StopsParts;
  readonly #run: Run;
  readonly #ground: Ground;
  readonly #host: Host;
  readonly #traps = new Traps();
  readonly #told = new Set<string>(); // traps

  constructor(parts: StopsParts, run: Run, ground: Ground) {
    this.#parts = parts;
    this.#run = run;
    this.#ground = ground;
    this.#host = new Host(run, parts.record, ground.rules);
    for (const url of parts.frontier.found()) this.#traps.admit(new URL(url));
  }

  /** Never throws for what the site does. */
  async look(stop: Stop): Promise<void> {
    const { frontier, isOver } = this.#parts;
    frontier.take(stop);
    try {
      if (stop.kind === "sitemap" || stop.kind === "part") await this.#readSitemap(stop);
      else await this.#visit(stop);
      this.#host.answered();
    } catch (error) {
      if (!isOver(this.#run)) await this.#miss(stop, error);
    } finally {
      frontier.release(stop);
    }
  }

  async #visit(stop: Stop) {
    const { frontier } = this.#parts;
    const visit = await visitPage(new URL(stop.url), this.#ground, {
      textOnly: stop.kind === "hint",
      known: (url) => frontier.validatorsOf(url.href),
      daring: () => this.#dare(stop),
    });
    this.#store(stop, visit);
  }

  /** What the object dies of is not tried for ever. */
  #dare(stop: Stop) {
    if (stop.attempts > RETRIES) throw new NotFetched("takes too much to read", { passing: true, retry: false });
    this.#parts.frontier.retry(stop.url, Date.now());
  }

  #store(stop: Stop, visit: Visit) {
    const { storage, frontier, isOver } = this.#parts;
    if (isOver(this.#run)) return;
    storage.transactionSync(() => {
      if (visit.url !== stop.url) {
        const isNew = frontier.claim(visit.url);
        frontier.finish(stop.url, { outcome: NOTHING });
        if (!isNew) return; // another address led here before
      }
      if (visit.unchanged) this.#keep(visit.url);
      else this.#put(stop, visit);
    });
  }

  /** As it was: so are its links. */
  #keep(url: string) {
    const { frontier, knowledge } = this.#parts;
    this.#found(frontier.linksOf(url));
    frontier.keep(url, knowledge.keepPage(url, this.#run.id) ? WITH_TEXT : READ);
  }

  #put(stop: Stop, visit: Visit) {
    const { frontier, knowledge, record } = this.#parts;
    const { url, passages, links, notes, validators } = visit;
    const canonical = this.#canonicalOf(stop, visit);
    this.#found(canonical ? [canonical, ...links] : links);
    for (const entry of visit.entries) frontier.offer(entry);
    if (canonical) return frontier.finish(url, { outcome: NOTHING, links, canonical });
    for (const note of notes) record.skip(this.#run, `${url} ${note}`, false);
    // What was withheld or has another page's content is looked at as a whole next time.
    if (!passages.length) return frontier.finish(url, { outcome: visit.counts ? READ : NOTHING, links });
    const isStored = knowledge.putPage(visit, this.#run.id);
    frontier.finish(url, { outcome: WITH_TEXT, links, ...(isStored && { validators }) });
  }

  #canonicalOf({ kind }: Stop, { canonical }: Visit) {
    return canonical && kind !== "own" && this.#ground.robots.mayFetch(new URL(canonical)) ? canonical : undefined;
  }

  /** A sitemap's pages need not come through here: somebody listed them. */
  #found(urls: string[]) {
    const { frontier, record } = this.#parts;
    const admitted = urls.filter((url) => {
      if (frontier.isFound(url)) return false;
      const address = new URL(url);
      if (this.#traps.admit(address)) return true;
      const trap = trapOf(address);
      if (!this.#told.has(trap)) record.skip(this.#run, `${trap} has too many addresses: the rest is left out`, false);
      this.#told.add(trap);
      return false;
    });
    frontier.addPages(admitted);
  }

  async #readSitemap(stop: Stop) {
    const { storage, frontier, record, isOver } = this.#parts;
    const { origin, rules } = this.#ground;
    const { index, locations } = await fetchSitemap(new URL(stop.url), rules);
    if (isOver(this.#run)) return;
    const addresses = locations.map((location) => (index ? URL.parse(location) : toPageAddress(location)));
    const own = addresses.flatMap((url) => (url?.origin === origin ? url.href : []));
    storage.transactionSync(() => {
      if (!index) frontier.addPages(own);
      else if (stop.kind === "sitemap" && !frontier.addSitemaps(own, "part"))
        // an index may name no other index
        record.skip(this.#run, `${stop.url} names more sitemaps than are read`, false);
      frontier.finish(stop.url, { outcome: NOTHING });
    });
  }

  /** What is our own bug costs its page, not the crawl. */
  async #miss(stop: Stop, thrown: unknown) {
    if (!(thrown instanceof NotFetched)) logError(`crawl of ${stop.url}`, thrown);
    const error =
      thrown instanceof NotFetched ? thrown : new NotFetched("could not be read", { passing: true, retry: false });
    const { frontier, record } = this.#parts;
    const now = Date.now();
    if (thrown instanceof NotFetched) await this.#host.missed(thrown, now);
    if (this.#run.isLost || this.#parts.isOver(this.#run)) return; // the stop waits for the next crawl
    const again = retryAt(error, stop.attempts, now);
    if (error.retryAfterMs && again) {
      this.#run.pausedUntil = again;
      record.write(this.#run);
    }
    if (again) return frontier.retry(stop.url, again);
    const entry = error.passing || error.status !== undefined ? frontier.offered(stop.url) : undefined;
    const visit = entry && (await readEntry(entry, this.#ground.siteName));
    if (!this.#parts.isOver(this.#run)) this.#giveUp(stop, error, visit);
  }

  #giveUp(stop: Stop, { message, passing }: NotFetched, visit: Visit | undefined) {
    const { storage, frontier, knowledge, record } = this.#parts;
    storage.transactionSync(() => {
      const isKept = passing && knowledge.keepPage(stop.url, this.#run.id);
      if (visit?.passages.length && !isKept) return this.#put(stop, { ...visit, notes: [] });
      if (passing) frontier.keep(stop.url, NOTHING);
      else frontier.finish(stop.url, { outcome: NOTHING });
      if (stop.kind === "page" || stop.kind === "own" || passing)
        record.skip(this.#run, `${stop.url} ${message}`, passing); // most sites have no sitemap.xml and no llms.txt
    });
  }
}

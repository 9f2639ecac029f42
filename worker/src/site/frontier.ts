// What a crawl has found and has still to look at, on disk.

export interface Stop {
  id: number;
  url: string;
  kind: "page" | "sitemap" | "part"; // part: a sitemap that another one names
}

const MAX_PAGES = 10_000; // a calendar has a page for every day there is
const MAX_SITEMAPS = 50; // with their parts

export class Frontier {
  readonly #sql: SqlStorage;
  readonly #taken = new Set<number>(); // being looked at now; a crawl that is cut off finds them waiting again

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  clear() {
    this.#taken.clear();
    this.#sql.exec("delete from frontier");
  }

  /** Nothing is being looked at: what was left half done by a slice that failed waits again. */
  release() {
    this.#taken.clear();
  }

  /** How many pages were found. */
  pages(): number {
    return this.#sql.exec<{ count: number }>("select count(*) as count from frontier where kind = 'page'").one().count;
  }

  addPages(urls: Iterable<string>) {
    this.#add(urls, "page", MAX_PAGES - this.pages());
  }

  /** False when there are more of them than a crawl reads. */
  addSitemaps(urls: Iterable<string>, kind: "sitemap" | "part"): boolean {
    const { count } = this.#sql
      .exec<{ count: number }>("select count(*) as count from frontier where kind <> 'page'")
      .one();
    return this.#add(urls, kind, MAX_SITEMAPS - count);
  }

  #add(urls: Iterable<string>, kind: Stop["kind"], room: number): boolean {
    let left = room;
    for (const url of urls) {
      if (left <= 0 && !this.#has(url)) return false;
      left -= this.#sql
        .exec("insert into frontier (url, kind) values (?, ?) on conflict (url) do nothing returning id", url, kind)
        .toArray().length;
    }
    return true;
  }

  #has(url: string) {
    return this.#sql.exec("select 1 from frontier where url = ?", url).toArray().length > 0;
  }

  /** A page that was reached by another address. False when it was looked at, or is being looked at, already. */
  addDone(url: string): boolean {
    const [known] = this.#sql
      .exec<{ id: number; done: number }>("select id, done from frontier where url = ?", url)
      .toArray();
    if (known && (known.done || this.#taken.has(known.id))) return false;
    this.#sql.exec(
      "insert into frontier (url, kind, done) values (?, 'page', 1) on conflict (url) do update set done = 1",
      url,
    );
    return true;
  }

  /**
   * Sitemaps first, then pages in the order in which they were found: what is near the start is worth most. The parts of
   * a sitemap only when no page waits, so that a large one does not use up the crawl's time.
   */
  next(): Stop | undefined {
    return this.#sql
      .exec<{ id: number; url: string; kind: Stop["kind"] }>(
        "select id, url, kind from frontier where not done order by kind = 'part', kind = 'page', id limit ?",
        this.#taken.size + 1,
      )
      .toArray()
      .find(({ id }) => !this.#taken.has(id));
  }

  take(id: number) {
    this.#taken.add(id);
  }

  done(id: number) {
    this.#taken.delete(id);
    this.#sql.exec("update frontier set done = 1 where id = ?", id);
  }
}

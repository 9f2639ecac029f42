// What a site's pages say: stored by page, found by question. SQLite's full-text index stems and counts; the score is ours.
import type { PagePassage } from "../crawl/passages.ts";
import type { Passage } from "../model/model.ts";
import { toIndexText, toQueryWords } from "./query.ts";
import { synonymsOf } from "./synonyms.ts";

const TITLE_WEIGHT = 3;
const HEADING_WEIGHT = 4;
const TEXT_WEIGHT = 1;
const NEAR = 4; // words between two of the question's words that still belong together
const NEAR_BONUS = 0.5; // of the rarer word's weight
const SYNONYM_FIT = 0.7; // of the visitor's own word
const EARLIER_WEIGHT = 0.4; // of words that come from the question before
const LEANS = /^(?:and|or|but|so|also|(?:what|how) about)\b|\b(?:its?|they|them|their|that|this|those|these|there)\b/i;
const SHORT_QUESTION = 3; // content words
const MAX_BONUS_PAIRS = 8;

/** A word of the question, and how well each passage that has it fits it. */
interface Term {
  word: string;
  weight: number; // rare words weigh more
  fits: Map<number, number>; // passage id -> 0 to about 2.2: how often, how prominent, in how long a passage
}

export class Knowledge {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  get #sql() {
    return this.#storage.sql;
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("select count(*) as count from passage").one().count;
  }

  /** Stores a page as a crawl found it. False when the same content was found under another address before. */
  putPage({ url, hash, passages }: { url: string; hash: string; passages: PagePassage[] }, crawl: string): boolean {
    return this.#storage.transactionSync(() => {
      const [twin] = this.#sql
        .exec("select id from page where hash = ? and crawl = ? and url <> ?", hash, crawl, url)
        .toArray();
      if (twin) return false;
      const [known] = this.#sql
        .exec<{ id: number; hash: string }>("select id, hash from page where url = ?", url)
        .toArray();
      if (known?.hash === hash) {
        this.#sql.exec("update page set crawl = ? where id = ?", crawl, known.id);
        return true;
      }
      if (known) this.#removePages([known.id]);
      const { id } = this.#sql
        .exec<{ id: number }>("insert into page (url, hash, crawl) values (?, ?, ?) returning id", url, hash, crawl)
        .one();
      for (const passage of passages) this.#insert(id, passage);
      return true;
    });
  }

  /** The page could not be asked this time, so it stays as it was. */
  keepPage(url: string, crawl: string) {
    this.#sql.exec("update page set crawl = ? where url = ?", crawl, url);
  }

  /** Removes what the crawl did not find; with `onlyVisited`, only where it looked. */
  removeUnseen(crawl: string, { onlyVisited }: { onlyVisited: boolean }) {
    this.#storage.transactionSync(() => {
      const unseen = this.#sql.exec<{ id: number }>(
        `select id from page where crawl <> ? ${onlyVisited ? "and url in (select url from frontier where done)" : ""}`,
        crawl,
      );
      this.#removePages(unseen.toArray().map(({ id }) => id));
    });
  }

  #insert(page: number, { title, heading, url, text }: PagePassage) {
    const { id } = this.#sql
      .exec<{ id: number }>(
        "insert into passage (page, title, heading, url, text) values (?, ?, ?, ?, ?) returning id",
        ...[page, title, heading, url, text],
      )
      .one();
    const indexed = [title, heading, text].map(toIndexText);
    this.#sql.exec("insert into passage_index (rowid, title, heading, text) values (?, ?, ?, ?)", id, ...indexed);
  }

  #removePages(ids: number[]) {
    for (const id of ids) {
      this.#sql.exec("delete from passage_index where rowid in (select id from passage where page = ?)", id);
      this.#sql.exec("delete from passage where page = ?", id);
      this.#sql.exec("delete from page where id = ?", id);
    }
  }

  /**
   * The passages that have words of the question, best first. A score is between 0 and 1: the share of the question that
   * the passage covers (rare words count more, and a word that no page has counts most), times how well it fits compared to the best
   * match. So the first score says how much of the question the site speaks of at all, whatever the site's size. `before` is an earlier
   * question, whose words count less. Nothing when the question has only stop words.
   */
  search(question: string, limit: number, before = ""): Passage[] {
    const words = toQueryWords(question);
    const earlier = toQueryWords(before).filter((word) => !words.includes(word));
    const total = this.count();
    if (!total) return [];
    const terms = [
      ...words.map((word) => this.#lookUp(word, total, 1)),
      ...earlier.map((word) => this.#lookUp(word, total, EARLIER_WEIGHT)),
    ];
    const asked = terms.reduce((sum, { weight }) => sum + weight, 0);
    const fit = new Map<number, number>();
    const covered = new Map<number, number>();
    for (const { weight, fits } of terms) {
      for (const [id, strength] of fits) {
        fit.set(id, (fit.get(id) ?? 0) + weight * strength);
        covered.set(id, (covered.get(id) ?? 0) + weight / asked);
      }
    }
    for (const [id, bonus] of this.#pairBonuses(terms.slice(0, words.length))) {
      fit.set(id, (fit.get(id) ?? 0) + bonus);
    }
    const best = Math.max(...fit.values());
    const scored = Array.from(fit, ([id, value]) => ({ id, score: (value / best) * (covered.get(id) ?? 0) }));
    scored.sort((a, b) => b.score - a.score || a.id - b.id);
    return this.#read(scored, limit);
  }

  /** A question of few words that leans on the one before takes its subject from there: "And on Sundays?" */
  searchInContext(question: string, limit: number, before?: string): Passage[] {
    const leans = LEANS.test(question) && toQueryWords(question).length <= SHORT_QUESTION;
    return this.search(question, limit, leans ? before : undefined);
  }

  /** A word that no page has is taken for the start of one, which also finds what the stemmer keeps apart. */
  #lookUp(word: string, total: number, share: number): Term {
    let fits = this.#match(`"${word}"`, total);
    for (const synonym of synonymsOf(word)) {
      for (const [id, fit] of this.#match(`"${synonym}"`, total)) {
        fits.set(id, Math.max(fits.get(id) ?? 0, fit * SYNONYM_FIT));
      }
    }
    if (!fits.size && word.length >= 4) fits = this.#match(`"${word}"*`, total);
    const weight = share * Math.log(1 + (total - fits.size + 0.5) / (fits.size + 0.5));
    return { word, weight, fits };
  }

  /** SQLite's bm25 without its idf, which is zero for words that half of a small site's passages have. */
  #match(query: string, total: number): Map<number, number> {
    const rows = this.#sql
      .exec<{ id: number; rank: number }>(
        "select rowid as id, bm25(passage_index, ?, ?, ?) as rank from passage_index where passage_index match ?",
        ...[TITLE_WEIGHT, HEADING_WEIGHT, TEXT_WEIGHT, query],
      )
      .toArray();
    const idf = Math.log((total - rows.length + 0.5) / (rows.length + 0.5));
    return new Map(rows.map(({ id, rank }) => [id, -rank / (idf > 0 ? idf : 1e-6)]));
  }

  /** Two words that follow each other in the question and stand near each other in a passage mean what they mean together. */
  #pairBonuses(terms: Term[]): Map<number, number> {
    const bonuses = new Map<number, number>();
    for (const [at, term] of terms.slice(0, MAX_BONUS_PAIRS).entries()) {
      const next = terms[at + 1];
      if (!next?.fits.size || !term.fits.size) continue;
      const rows = this.#sql.exec<{ id: number }>(
        "select rowid as id from passage_index where passage_index match ?",
        `NEAR("${term.word}" "${next.word}", ${NEAR})`,
      );
      const bonus = NEAR_BONUS * Math.max(term.weight, next.weight);
      for (const { id } of rows) bonuses.set(id, (bonuses.get(id) ?? 0) + bonus);
    }
    return bonuses;
  }

  /** Texts that a site repeats from page to page are one result. */
  #read(scored: { id: number; score: number }[], limit: number): Passage[] {
    const found: Passage[] = [];
    for (const { id, score } of scored) {
      if (found.length === limit) break;
      const passage = this.#sql
        .exec<Omit<Passage, "score"> & Record<string, string>>(
          "select title, heading, url, text from passage where id = ?",
          id,
        )
        .one();
      if (!found.some(({ text }) => text === passage.text)) found.push({ ...passage, score });
    }
    return found;
  }
}

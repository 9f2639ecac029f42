// What a site's pages say: stored by page, found by question.
import type { PagePassage } from "../crawl/passages.ts";
import { detectLanguage, type Language, toLanguage } from "../language/language.ts";
import { toWords } from "../language/tokens.ts";
import type { Passage } from "../model/model.ts";
import { leans, placeAskedFor, type QueryWord, readQuery, type Tongue } from "./query.ts";
import { Ranker } from "./ranking.ts";
import { languageOf, type PassageText, StemIndex, toStemmed } from "./stem-index.ts";
import { synonymsFor } from "./synonyms.ts";
import { type Term, Terms } from "./terms.ts";
import { isTwin, type Print, toPrint } from "./twins.ts";
import { RANKING, type Ranking } from "./weights.ts";

const CANDIDATES = 100; // passages that are looked at closely
const RARE_ROWS = 1500; // passages that the rarest words of a question may have together
const PLACES = 2; // passages
const FILLED_AT_ONCE = 200; // passages

/** Stands for a crawl's id where the site's owner gave the page: no crawl removes it. */
export const OWN = "own";

/** What an owner says of the site that its search goes by. */
export interface SearchSettings {
  name?: string | undefined;
  lang?: string | undefined; // BCP 47
  synonyms?: string[][] | undefined; // groups of phrases
}

export interface StoredPage {
  url: string;
  hash: string; // the same hash, the same passages
  passages: PagePassage[];
  lang?: string | undefined; // BCP 47, as the page states it
}

export class Knowledge {
  readonly #storage: DurableObjectStorage;
  readonly #index: StemIndex;
  readonly #settings: () => SearchSettings | null;
  readonly #ranking: Ranking;
  #synonyms: { key: string; made: Tongue["synonyms"] } | undefined;

  constructor(
    storage: DurableObjectStorage,
    settings: () => SearchSettings | null = () => null,
    ranking: Ranking = RANKING,
  ) {
    this.#storage = storage;
    this.#index = new StemIndex(storage.sql);
    this.#settings = settings;
    this.#ranking = ranking;
  }

  get #sql() {
    return this.#storage.sql;
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("select count(*) as count from passage").one().count;
  }

  /** Stores a page as a crawl found it. False when the same content, or one of the API's, has its place. */
  putPage({ url, hash, passages, lang }: StoredPage, crawl: string): boolean {
    return this.#storage.transactionSync(() => {
      const [twin] = this.#sql
        .exec("select id from page where hash = ? and crawl = ? and url <> ?", hash, crawl, url)
        .toArray();
      if (twin || this.#isOwn(url)) return false;
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
      const language = this.#expected(lang, passages);
      for (const passage of passages) this.#insert(id, passage, language);
      return true;
    });
  }

  /** The page is as it was, or could not be asked this time. False when there is none. */
  keepPage(url: string, crawl: string): boolean {
    return this.#sql.exec("update page set crawl = ? where url = ? returning id", crawl, url).toArray().length > 0;
  }

  /** Of the API: nothing when there is none. */
  removePage(url: string) {
    const pages = this.#sql.exec<{ id: number }>("select id from page where url = ?", url).toArray();
    this.#removePages(pages.map(({ id }) => id));
  }

  /** Removes the pages that the crawl did not find, of those that it knows to be gone. */
  removeUnseen(crawl: string, isGone: (url: string) => boolean) {
    this.#storage.transactionSync(() => {
      const unseen = this.#sql.exec<{ id: number; url: string }>(
        "select id, url from page where crawl not in (?, ?)",
        ...[crawl, OWN],
      );
      const gone = unseen.toArray().filter(({ url }) => isGone(url));
      this.#removePages(gone.map(({ id }) => id));
    });
  }

  isIndexed(): boolean {
    return this.#index.missing(1).length === 0;
  }

  /** Indexes passages that are not yet, as they are after an upgrade. True when none is left. */
  fill(most = FILLED_AT_ONCE): boolean {
    return this.#storage.transactionSync(() => {
      const missing = this.#index.missing(most);
      const language = this.#expected(undefined, missing);
      for (const { id, ...passage } of missing) this.#index.addMissing(id, this.#toStemmed(passage, language));
      return missing.length < most;
    });
  }

  #toStemmed(passage: PassageText, language: Language | undefined) {
    return toStemmed(passage, this.#ranking.stems ? languageOf(passage, language) : undefined);
  }

  /** What the page says of its language, or the site, or what the site's first page is in. */
  #expected(lang: string | undefined, passages: { text: string }[]): Language | undefined {
    const stated = lang ?? this.#settings()?.lang;
    if (stated !== undefined) return toLanguage(stated);
    const [met] = this.#index.languages();
    return met ?? detectLanguage(passages.map(({ text }) => text).join("\n"), 1) ?? "en";
  }

  #isOwn(address: string) {
    return this.#sql.exec("select 1 from own_page where address = ?", address).toArray().length > 0;
  }

  #insert(page: number, { title, heading, url, text }: PagePassage, language: Language | undefined) {
    const stemmed = this.#toStemmed({ title, heading, text }, language);
    const { id } = this.#sql
      .exec<{ id: number }>(
        "insert into passage (page, title, heading, url, text, stems) values (?, ?, ?, ?, ?, ?) returning id",
        ...[page, title, heading, url, text, stemmed.stems],
      )
      .one();
    this.#index.add(id, stemmed);
  }

  #removePages(ids: number[]) {
    for (const id of ids) {
      this.#index.remove(id);
      this.#sql.exec("delete from passage where page = ?", id);
      this.#sql.exec("delete from page where id = ?", id);
    }
  }

  /**
   * The passages that have words of the question, best first. A score is between 0 and 1: the share of the question that
   * the best passage covers (rare words count more, and a word that no page has counts most), times how well this one fits
   * compared to the best. So the first score says how much of the question the site speaks of at all, whatever the site's
   * size. `before` is an earlier question, whose words count less. Nothing when the question has only stop words.
   */
  search(question: string, limit: number, before = ""): Passage[] {
    const total = this.count();
    if (!total) return [];
    this.fill();
    const tongue = this.#tongue();
    const words = readQuery(question, tongue);
    const earlier = readQuery(before, tongue).filter((word) => !words.some((own) => isSameWord(own, word)));
    const terms = new Terms(this.#index, tongue, this.#ranking, total).of(words, earlier);
    return this.#read(this.#rank(terms), limit);
  }

  /**
   * A question of few words that leans on the one before takes its subject from there: "And on Sundays?" One that asks where
   * may have no word that an address has: what has one comes last.
   */
  searchInContext(question: string, limit: number, before?: string): Passage[] {
    const tongue = this.#tongue();
    const found = this.search(question, limit, before !== undefined && leans(question, tongue) ? before : undefined);
    const place = placeAskedFor(question, tongue);
    const places = place
      ? this.search(place, PLACES).filter(({ url }) => !found.some((other) => other.url === url))
      : [];
    return [...found.slice(0, limit - places.length), ...places];
  }

  #tongue(): Tongue {
    const { lang, name = "", synonyms = [] } = this.#settings() ?? {};
    const stated = toLanguage(lang);
    const languages = this.#index.languages();
    const all = [...new Set([...languages.filter((language) => language === stated), ...languages])];
    return { languages: all, synonyms: this.#synonymsFor(all, synonyms), name: new Set(toWords(name)) };
  }

  /** Stemming hundreds of phrases takes longer than the search. */
  #synonymsFor(languages: Tongue["languages"], own: string[][]): Tongue["synonyms"] {
    const key = JSON.stringify([languages, own]);
    if (this.#synonyms?.key !== key) this.#synonyms = { key, made: synonymsFor(languages, own) };
    return this.#synonyms.made;
  }

  #rank(terms: Term[]): Ranked[] {
    const ids = this.#candidates(terms);
    const ranker = new Ranker(terms, this.#ranking);
    const fits = Array.from(this.#index.stemsOf(ids), ([id, stems]) => ({ id, stems, ...ranker.fit(stems) }));
    fits.sort((a, b) => b.value - a.value || a.id - b.id);
    const [best] = fits;
    return fits.map(({ id, stems, value }) => ({ id, stems, score: best ? (best.covered * value) / best.value : 0 }));
  }

  /**
   * Passages that have the question's rare words, likeliest first. Words that half of a large site has find nothing alone, but
   * help to choose among those.
   */
  #candidates(terms: Term[]): number[] {
    const forms = terms.flatMap((term) => term.forms).sort((a, b) => a.count - b.count);
    const [rarest] = forms;
    if (!rarest) return [];
    let rows = 0;
    const rare = forms.filter(({ count }) => {
      rows += count;
      return rows <= RARE_ROWS;
    });
    const all = toQuery(forms);
    const match = (query: string) => this.#index.match(query, this.#ranking.fields, CANDIDATES);
    if (rare.length) return match(rare.length === forms.length ? all : `(${toQuery(rare)}) AND (${all})`);
    const headed = match(`{title heading} : (${toQuery([rarest])})`);
    const [one = rarest, other] = terms.flatMap((term) => term.forms[0] ?? []).sort((a, b) => a.count - b.count);
    return [...new Set([...headed, ...match(other ? `${toQuery([one])} AND ${toQuery([other])}` : toQuery([one]))])];
  }

  #read(ranked: Ranked[], limit: number): Passage[] {
    const chosen: (Ranked & { print: Print })[] = [];
    for (const one of ranked) {
      if (chosen.length === limit) break;
      const print = toPrint(one.stems);
      if (!this.#ranking.twins || !chosen.some((other) => isTwin(other.print, print))) chosen.push({ ...one, print });
    }
    return chosen.map(({ id, score }) => ({
      ...this.#sql
        .exec<Omit<Passage, "score"> & Record<string, string>>(
          "select title, heading, url, text from passage where id = ?",
          id,
        )
        .one(),
      score,
    }));
  }
}

interface Ranked {
  id: number;
  stems: string;
  score: number;
}

const isSameWord = (one: QueryWord, other: QueryWord) => one.stems.some((stem) => other.stems.includes(stem));

/** The stems have neither quotes nor spaces. */
const toQuery = (forms: { stems: string[] }[]) =>
  [...new Set(forms.map(({ stems }) => `"${stems.join(" ")}"`))].join(" OR ");

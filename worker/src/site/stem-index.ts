// Which passages have which stems: SQLite's full-text index over text that was stemmed before. The stems of a passage are
// kept beside it too, in order, because what ranks passages looks at where they stand.
import { detectLanguage, type Language, toLanguage } from "../language/language.ts";
import { stemOf } from "../language/stem.ts";
import { toWords, withJoinedCompounds } from "../language/tokens.ts";
import { toIndexTokens } from "./query.ts";

export interface PassageText {
  title: string;
  heading: string;
  text: string;
}
export type Field = keyof PassageText;
export const FIELDS: readonly Field[] = ["title", "heading", "text"];

/** Of a passage: title, heading and text, a line each, with spaces between the stems. */
export type Stems = string;

export interface Stemmed {
  language: Language | undefined;
  stems: Stems;
}

const PLAIN_LANGUAGE = 4; // stop words that make a passage's language plain, whatever is said of its page
const FIRST_ROWS = 3000; // that a search looks at
const BETWEEN_TERMS = 200; // stems of the vocabulary

export class StemIndex {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(id: number, { language, stems }: Stemmed) {
    const fields = stems.split("\n");
    this.#sql.exec("insert into stem_index (rowid, title, heading, text) values (?, ?, ?, ?)", id, ...fields);
    this.#meet(language ?? "");
  }

  remove(page: number) {
    this.#sql.exec("delete from stem_index where rowid in (select id from passage where page = ?)", page);
  }

  /** Passages that were stored before there was this index, so many of them. */
  missing(most: number): (PassageText & { id: number })[] {
    return this.#sql
      .exec<{ id: number; title: string; heading: string; text: string }>(
        "select id, title, heading, text from passage where stems is null limit ?",
        most,
      )
      .toArray();
  }

  addMissing(id: number, stemmed: Stemmed) {
    this.#sql.exec("update passage set stems = ? where id = ?", stemmed.stems, id);
    this.add(id, stemmed);
  }

  /** Of the passages, in the order in which they were met; undefined stands for some other. */
  languages(): (Language | undefined)[] {
    const [row] = this.#sql.exec<{ value: string }>("select value from state where key = 'languages'").toArray();
    return row ? row.value.split(",").map((tag) => toLanguage(tag)) : [];
  }

  #meet(language: string) {
    this.#sql.exec(
      `insert into state (key, value) values ('languages', ?1)
       on conflict (key) do update set value = value || ',' || ?1 where instr(',' || value || ',', ',' || ?1 || ',') = 0`,
      language,
    );
  }

  /** In how many passages each stem is; stems that are in none are left out. */
  frequencies(stems: string[]): Map<string, number> {
    const rows = this.#sql.exec<{ term: string; doc: number }>(
      "select term, doc from stem_count where term in (select value from json_each(?))",
      JSON.stringify(stems),
    );
    return new Map(rows.toArray().map(({ term, doc }) => [term, doc]));
  }

  /** Stems that begin so, the most frequent first. */
  startingWith(start: string): string[] {
    return this.#between(start, `${start}\u{10ffff}`)
      .sort((a, b) => b.doc - a.doc)
      .map(({ term }) => term);
  }

  /** The vocabulary from one stem to before another. */
  vocabulary(from: string, to: string): Map<string, number> {
    const rows = this.#sql.exec<{ term: string; doc: number }>(
      "select term, doc from stem_count where term >= ? and term < ?",
      ...[from, to],
    );
    return new Map(rows.toArray().map(({ term, doc }) => [term, doc]));
  }

  #between(from: string, to: string) {
    return this.#sql
      .exec<{ term: string; doc: number }>(
        "select term, doc from stem_count where term >= ? and term < ? limit ?",
        ...[from, to, BETWEEN_TERMS],
      )
      .toArray();
  }

  /**
   * Passages that match, the likeliest first by SQLite's own bm25: at most so many, of the first rows that it finds.
   * What is rare must be in the query for that to be sensible.
   */
  match(query: string, weights: readonly number[], most: number): number[] {
    const rows = this.#sql
      .exec<{ id: number; rank: number }>(
        "select rowid as id, bm25(stem_index, ?, ?, ?) as rank from stem_index where stem_index match ? limit ?",
        ...[...weights, query, FIRST_ROWS],
      )
      .toArray();
    return rows
      .sort((a, b) => a.rank - b.rank || a.id - b.id)
      .slice(0, most)
      .map(({ id }) => id);
  }

  stemsOf(ids: number[]): Map<number, Stems> {
    const rows = this.#sql.exec<{ id: number; stems: string }>(
      "select id, stems from passage where id in (select value from json_each(?))",
      JSON.stringify(ids),
    );
    return new Map(rows.toArray().map(({ id, stems }) => [id, stems]));
  }
}

/** `expected`, unless it is plainly in another one. */
export const languageOf = ({ heading, text }: PassageText, expected: Language | undefined): Language | undefined =>
  detectLanguage(`${heading} ${text}`, PLAIN_LANGUAGE) ?? expected;

export const toStemmed = (passage: PassageText, language: Language | undefined): Stemmed => ({
  language,
  stems: FIELDS.map((field) => toStems(passage[field], language)).join("\n"),
});

const toStems = (text: string, language: Language | undefined) =>
  toIndexTokens(toWords(withJoinedCompounds(text)))
    .map((word) => stemOf(word, language))
    .join(" ");

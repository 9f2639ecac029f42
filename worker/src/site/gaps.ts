// What visitors asked and the site could not say: near-duplicates together, with the conversations they come from, so that
// one that is erased leaves none of its words. What could tell who asked is masked before anything is stored.
import type { Language } from "../language/language.ts";
import { mask } from "./masking.ts";
import { type Asked, likeness, readAsked, SAME } from "./same-question.ts";
import type { Gap } from "./turn.ts";

export interface Unanswered {
  id: string;
  questions: string[]; // in the visitors' words, each once, the newest first
  count: number; // how often it was asked
  conversations: string[]; // the newest first
  at: number; // asked last, ms since 1970
}

export interface UnansweredPage {
  unanswered: Unanswered[]; // asked last comes first
  more: boolean;
}

/** The last of a page. */
export interface GapPlace {
  at: number;
  id: string;
}

const NEAR = 0.6;
const NEAR_STEMS = 3; // of each: two words in common are chance
const MAX_GAPS = 1000;
const MAX_ASKED = 500; // of one gap; older ones are only counted
const MAX_QUESTION = 500; // UTF-16 units
const SHOWN = 10;
const COMES_BACK = 5; // times asked after it was dismissed

type Row = { id: string; count: number; at: number };

interface Known {
  gap: string;
  asked: Asked;
}

export class Gaps {
  readonly #sql: SqlStorage;
  readonly #language: () => Language | undefined;
  #known: Known[] | undefined; // read at the first look

  /** `language`: the site's own. */
  constructor(sql: SqlStorage, language: () => Language | undefined) {
    this.#sql = sql;
    this.#language = language;
  }

  /** Telling the same visitor's message again changes nothing. */
  add(conversation: string, { id: message, question, at }: Gap) {
    const text = mask(question.replace(/\s+/g, " ")).trim().slice(0, MAX_QUESTION).toWellFormed();
    const asked = readAsked(text, this.#language());
    if (!asked.stems.size || this.#has(conversation, message)) return;
    const gap = this.#like(asked) ?? this.#make(at);
    this.#sql.exec(
      "insert into gap_asked (conversation, message, gap, question, at) values (?, ?, ?, ?, ?)",
      ...[conversation, message, gap, text, at],
    );
    this.#sql.exec(
      `update gap set count = count + 1, at = max(at, ?), dismissed = case
         when dismissed is null or dismissed + 1 >= ${COMES_BACK} then null else dismissed + 1 end where id = ?`,
      at,
      gap,
    );
    this.#sql.exec(
      "delete from gap_asked where gap = ?1 and at < (select at from gap_asked where gap = ?1 order by at desc limit 1 offset ?2)",
      gap,
      MAX_ASKED - 1,
    );
    this.#known?.push({ gap, asked });
  }

  list(after: GapPlace | undefined, limit: number): UnansweredPage {
    const { at, id } = after ?? { at: Number.MAX_SAFE_INTEGER, id: "" };
    const rows = this.#sql
      .exec<Row>(
        "select id, count, at from gap where dismissed is null and (at, id) < (?, ?) order by at desc, id desc limit ?",
        ...[at, id, limit + 1],
      )
      .toArray();
    return { unanswered: rows.slice(0, limit).map((row) => this.#toUnanswered(row)), more: rows.length > limit };
  }

  get(id: string): Unanswered | null {
    const [row] = this.#sql.exec<Row>("select id, count, at from gap where id = ? and dismissed is null", id).toArray();
    return row ? this.#toUnanswered(row) : null;
  }

  /** It is off the list until it is asked so many times more. False when it is not on it. */
  dismiss(id: string): boolean {
    const dismissed = "update gap set dismissed = 0 where id = ? and dismissed is null returning id";
    return this.#sql.exec(dismissed, id).toArray().length > 0;
  }

  /** It has an answer now. */
  remove(id: string) {
    this.#sql.exec("delete from gap_asked where gap = ?", id);
    this.#sql.exec("delete from gap where id = ?", id);
    this.#known = undefined;
  }

  forget(conversation: string) {
    const asked = this.#sql
      .exec<{ gap: string; count: number }>(
        "select gap, count(*) as count from gap_asked where conversation = ? group by gap",
        conversation,
      )
      .toArray();
    this.#sql.exec("delete from gap_asked where conversation = ?", conversation);
    for (const { gap, count } of asked) {
      const [last] = this.#sql
        .exec<{ at: number | null }>("select max(at) as at from gap_asked where gap = ?", gap)
        .toArray();
      if (last?.at == null) this.#sql.exec("delete from gap where id = ?", gap);
      else this.#sql.exec("update gap set count = count - ?, at = ? where id = ?", count, last.at, gap);
    }
    if (asked.length) this.#known = undefined;
  }

  #has(conversation: string, message: string) {
    const query = "select 1 from gap_asked where conversation = ? and message = ?";
    return this.#sql.exec(query, conversation, message).toArray().length > 0;
  }

  #like(asked: Asked): string | undefined {
    this.#known ??= this.#read();
    let best: { gap: string; like: number } | undefined;
    for (const { gap, asked: known } of this.#known) {
      const isLong = Math.min(known.stems.size, asked.stems.size) >= NEAR_STEMS;
      const like = likeness(known, asked);
      if (like >= (isLong ? NEAR : SAME) && like > (best?.like ?? 0)) best = { gap, like };
    }
    return best?.gap;
  }

  /** A site with too many loses the one that was asked least, of those the oldest. */
  #make(at: number): string {
    const { count } = this.#sql.exec<{ count: number }>("select count(*) as count from gap").one();
    if (count >= MAX_GAPS) {
      const { id } = this.#sql.exec<{ id: string }>("select id from gap order by count, at limit 1").one();
      this.remove(id);
    }
    const id = crypto.randomUUID();
    this.#sql.exec("insert into gap (id, count, at) values (?, 0, ?)", id, at);
    return id;
  }

  #read(): Known[] {
    const rows = this.#sql.exec<{ gap: string; question: string }>("select distinct gap, question from gap_asked");
    return rows.toArray().map(({ gap, question }) => ({ gap, asked: readAsked(question, this.#language()) }));
  }

  #toUnanswered({ id, count, at }: Row): Unanswered {
    const newest = (column: "question" | "conversation") =>
      this.#sql
        .exec<{ value: string }>(
          `select ${column} as value from gap_asked where gap = ? group by ${column} order by max(at) desc, ${column} limit ?`,
          id,
          column === "question" ? SHOWN : MAX_ASKED,
        )
        .toArray()
        .map(({ value }) => value);
    return { id, questions: newest("question"), count, conversations: newest("conversation"), at };
  }
}

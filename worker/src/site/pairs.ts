// Questions that the site's owner has answered: an answer for all that ask the same, in other words of the same stems.
import type { Language } from "../language/language.ts";
import { isMasked, mask } from "./masking.ts";
import { type Asked, likeness, readAsked, SAME } from "./same-question.ts";
import type { OwnAnswer } from "./turn.ts";

export interface Pair {
  id: string;
  questions: string[];
  answer: string; // Markdown
  url?: string; // where it is cited
  at: number; // when it was put, ms since 1970
}

/** The owner's answer to a gap; without `questions` the visitors' own stay. */
export type GapAnswer = Pick<Pair, "answer" | "url"> & Partial<Pick<Pair, "questions">>;

export interface PairPage {
  pairs: Pair[]; // by id
  more: boolean;
}

export const MAX_PAIRS = 1000;

type Row = { id: string; questions: string; answer: string; url: string | null; at: number };

/** A question of a pair, ready to be compared. */
interface Known {
  pair: string;
  question: string;
  asked: Asked;
  masked: boolean; // it came from visitors: numbers and addresses stand for any
}

export class Pairs {
  readonly #sql: SqlStorage;
  readonly #language: () => Language | undefined;
  #known: Known[] | undefined; // read at the first question

  /** `language`: the site's own. */
  constructor(sql: SqlStorage, language: () => Language | undefined) {
    this.#sql = sql;
    this.#language = language;
  }

  /** Creates or replaces. False when the site has all the pairs it may have. */
  put({ id, questions, answer, url, at }: Pair): boolean {
    const { count } = this.#sql.exec<{ count: number }>("select count(*) as count from pair where id <> ?", id).one();
    if (count >= MAX_PAIRS) return false;
    this.#sql.exec(
      "insert or replace into pair (id, questions, answer, url, at) values (?, ?, ?, ?, ?)",
      ...[id, JSON.stringify(questions), answer, url ?? null, at],
    );
    this.#known = undefined;
    return true;
  }

  get(id: string): Pair | null {
    const [row] = this.#sql.exec<Row>("select id, questions, answer, url, at from pair where id = ?", id).toArray();
    return row ? toPair(row) : null;
  }

  /** False when there is none. */
  remove(id: string): boolean {
    this.#known = undefined;
    return this.#sql.exec("delete from pair where id = ? returning id", id).toArray().length > 0;
  }

  list(after: string | undefined, limit: number): PairPage {
    const rows = this.#sql
      .exec<Row>(
        "select id, questions, answer, url, at from pair where id > ? order by id limit ?",
        after ?? "",
        limit + 1,
      )
      .toArray();
    return { pairs: rows.slice(0, limit).map(toPair), more: rows.length > limit };
  }

  /** The answer to this very question: of several the one whose words are most alike, of equals the newest. */
  find(question: string): OwnAnswer | undefined {
    this.#known ??= this.#read();
    if (!this.#known.length) return undefined;
    const asked = readAsked(question, this.#language());
    const masked = readAsked(mask(question), this.#language());
    let best: { known: Known; like: number } | undefined;
    for (const known of this.#known) {
      const like = likeness(known.asked, known.masked ? masked : asked);
      if (like >= SAME && like > (best?.like ?? 0)) best = { known, like };
    }
    const pair = best && this.get(best.known.pair);
    if (!best || !pair) return undefined;
    return { question: best.known.question, answer: pair.answer, ...(pair.url !== undefined && { url: pair.url }) };
  }

  /** Also to a follow-up, read with the question `before` it. Thanks for an answer do not ask for it again. */
  findInContext(question: string, before: string | undefined): OwnAnswer | undefined {
    const own = this.find(question);
    if (own || before === undefined) return own;
    const joined = this.find(`${before} ${question}`);
    return joined?.answer === this.find(before)?.answer ? undefined : joined;
  }

  #read(): Known[] {
    const rows = this.#sql.exec<Row>("select id, questions, answer, url, at from pair order by at desc, id");
    return rows.toArray().flatMap((row) =>
      toPair(row).questions.map((question) => ({
        ...{ pair: row.id, question, asked: readAsked(question, this.#language()), masked: isMasked(question) },
      })),
    );
  }
}

const toPair = ({ questions, url, ...row }: Row): Pair => ({
  ...row,
  questions: JSON.parse(questions),
  ...(url !== null && { url }),
});

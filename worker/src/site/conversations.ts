// What the operators' list shows of each conversation, newest first, and how it is searched.
import type { ConversationNews, Intent, Urgency } from "./turn.ts";

export type ListedConversation = Omit<ConversationNews, "conversation"> & { id: string };

/** The last conversation of a page; the next page goes on after it, whatever has come in on top. */
export interface Place {
  at: number;
  id: string;
}

export interface ConversationQuery {
  q?: string;
  intent?: Intent;
  urgency?: Urgency;
  after?: Place;
  limit: number;
}

export interface ConversationPage {
  conversations: ListedConversation[]; // newest first
  more: boolean;
}

type Row = Omit<ListedConversation, "summary"> & { summary: string | null } & Record<string, SqlStorageValue>;

const MAX_WORDS = 10;

export class Conversations {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  has(id: string): boolean {
    return this.#sql.exec("select 1 from conversation where id = ?", id).toArray().length > 0;
  }

  /** Two ends of turns may overtake each other: the one that knows of fewer messages changes nothing. */
  put({ conversation, at, messages, last, topic, intent, urgency, summary }: ConversationNews) {
    const words = toWords(`${topic} ${last} ${summary ?? ""}`);
    this.#sql.exec(
      `insert into conversation (id, at, messages, last, topic, intent, urgency, summary, words)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (id) do update set at = excluded.at, messages = excluded.messages, last = excluded.last,
         topic = excluded.topic, intent = excluded.intent, urgency = excluded.urgency, summary = excluded.summary,
         words = excluded.words
       where excluded.messages >= messages or excluded.at > at`,
      ...[conversation, at, messages, last, topic, intent, urgency, summary ?? null, ` ${words.join(" ")}`],
    );
  }

  /** With `q`, those that have each of its words, or a word that begins so. */
  list({ q, intent, urgency, after, limit }: ConversationQuery): ConversationPage {
    const words = q === undefined ? [] : toWords(q).slice(0, MAX_WORDS);
    if (q !== undefined && !words.length) return { conversations: [], more: false };
    const conditions: [string, SqlStorageValue[]][] = words.map((word) => ["instr(words, ?)", [toNeedle(word)]]);
    if (intent) conditions.push(["intent = ?", [intent]]);
    if (urgency) conditions.push(["urgency = ?", [urgency]]);
    if (after) conditions.push(["(at, id) < (?, ?)", [after.at, after.id]]);
    const where = conditions.length ? `where ${conditions.map(([condition]) => condition).join(" and ")}` : "";
    const rows = this.#sql
      .exec<Row>(
        `select id, at, messages, last, topic, intent, urgency, summary from conversation ${where}
         order by at desc, id desc limit ?`,
        ...conditions.flatMap(([, values]) => values),
        limit + 1,
      )
      .toArray();
    return { conversations: rows.slice(0, limit).map(toListed), more: rows.length > limit };
  }

  forget(id: string) {
    this.#sql.exec("delete from conversation where id = ?", id);
  }
}

const toListed = ({ summary, ...rest }: Row): ListedConversation => ({ ...rest, ...(summary !== null && { summary }) });

/** Without case and accents. Upper case folds more than lower: "ß" is "SS", and Greek has one sigma. */
const toWords = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toUpperCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** A script without spaces has no beginnings of words that could be seen. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const toNeedle = (word: string) => (UNSPACED.test(word) ? word : ` ${word}`);

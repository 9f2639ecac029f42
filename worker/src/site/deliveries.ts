// The table of what is on its way out of the chat, and what became of it. It knows no adapter and no clock.
import type { Delivery } from "../delivery/adapter.ts";

export type Adapter = "webhook" | "email" | "push";
export type DeliveryState = "pending" | "delivered" | "dead" | "failed" | "unknown";

export interface Outgoing {
  id: string;
  conversation: string;
  message: string; // its id
  kind: "step" | "reminder";
  adapter: Adapter;
  target: string; // its address
  host: string; // of the address: what is slow there holds up its own; "" of an e-mail
  content: { text: string; contact: Delivery["contact"]; page?: string; lang?: string };
  at: number; // of the message, ms since 1970
}

export interface Due extends Outgoing {
  attempts: number; // before this one
}

/** As operators see it. */
export interface ListedDelivery {
  id: string;
  conversation: string;
  message: string;
  by: Adapter;
  to: string; // a host, or a masked address
  state: DeliveryState;
  attempts: number; // since it was made, or since an operator tried it again
  error?: string; // of the last attempt
  at: number; // ms since 1970
  nextAt?: number; // only while it is pending
}

export interface DeliveryQuery {
  state?: DeliveryState;
  after?: string;
  limit: number;
}

export interface DeliveryPage {
  deliveries: ListedDelivery[]; // newest first
  more: boolean;
}

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  conversation: string;
  message: string;
  kind: "step" | "reminder";
  adapter: Adapter;
  target: string;
  host: string;
  content: string;
  state: DeliveryState | "handing";
  attempts: number;
  error: string | null;
  at: number;
  next_at: number | null;
}

const DAY_MS = 86_400_000;
const KEEP_DELIVERED_MS = 30 * DAY_MS;
const KEEP_OTHERS_MS = 90 * DAY_MS;
const INTERRUPTED = "may have been handed over: it was interrupted";

export class Deliveries {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add({ id, conversation, message, kind, adapter, target, host, content, at }: Outgoing, now: number) {
    this.#sql.exec(
      `insert into delivery (id, conversation, message, kind, adapter, target, host, content, state, at, changed_at, next_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?)`,
      ...[id, conversation, message, kind, adapter, target, host, JSON.stringify(content), at, now, now],
    );
  }

  /** At most `each` of one adapter and host, the longest due first. */
  due(now: number, each: number): Due[] {
    return this.#sql
      .exec<Row>(
        `select * from (
           select *, row_number() over (partition by adapter, host order by next_at, seq) as place
           from delivery where next_at <= ?
         ) where place <= ? order by next_at, seq`,
        now,
        each,
      )
      .toArray()
      .map(toDue);
  }

  /** The earliest but those; undefined when there is none. */
  nextAt(but: ReadonlySet<string>): number | undefined {
    const rows = this.#sql.exec<Row>(
      "select id, next_at from delivery where next_at is not null order by next_at, seq limit ?",
      but.size + 1,
    );
    return rows.toArray().find(({ id }) => !but.has(id))?.next_at ?? undefined;
  }

  isPending(id: string): boolean {
    return this.#sql.exec("select 1 from delivery where id = ? and state = 'pending'", id).toArray().length > 0;
  }

  readdress(id: string, { target, host }: Pick<Outgoing, "target" | "host">) {
    this.#sql.exec("update delivery set target = ?, host = ? where id = ?", target, host, id);
  }

  /** From here on nobody can say whether it was sent, until its outcome is known. */
  hand(id: string, now: number) {
    this.#sql.exec("update delivery set state = 'handing', changed_at = ?, next_at = null where id = ?", now, id);
  }

  /** What was being handed over when the object ended. */
  interrupt(now: number) {
    this.#sql.exec(
      `update delivery set state = 'unknown', error = ?, attempts = attempts + 1, changed_at = ? where state = 'handing'`,
      INTERRUPTED,
      now,
    );
  }

  /** Changes nothing when it was forgotten meanwhile. */
  end(id: string, state: Exclude<DeliveryState, "pending">, now: number, error?: string) {
    this.#sql.exec(
      `update delivery set state = ?, error = ?, attempts = attempts + 1, changed_at = ?, next_at = null where id = ?`,
      ...[state, error ?? null, now, id],
    );
  }

  postpone(id: string, nextAt: number, now: number, error: string) {
    this.#sql.exec(
      "update delivery set error = ?, attempts = attempts + 1, changed_at = ?, next_at = ? where id = ?",
      ...[error, now, nextAt, id],
    );
  }

  /** Null when there is none, false when it is under way or has arrived. */
  tryAgain(id: string, now: number): boolean | null {
    const [row] = this.#sql.exec<{ state: string }>("select state from delivery where id = ?", id).toArray();
    if (!row) return null;
    if (!["dead", "failed", "unknown"].includes(row.state)) return false;
    this.#sql.exec(
      "update delivery set state = 'pending', attempts = 0, changed_at = ?, next_at = ? where id = ?",
      ...[now, now, id],
    );
    return true;
  }

  /** Null when there is no delivery `after`. */
  list({ state, after, limit }: DeliveryQuery): DeliveryPage | null {
    const below = after === undefined ? Number.MAX_SAFE_INTEGER : this.#seq(after);
    if (below === undefined) return null;
    const states = state === "pending" ? ["pending", "handing"] : state ? [state, state] : [];
    const rows = this.#sql
      .exec<Row>(
        `select * from delivery where seq < ? ${states.length ? "and state in (?, ?)" : ""} order by seq desc limit ?`,
        ...[below, ...states, limit + 1],
      )
      .toArray();
    return { deliveries: rows.slice(0, limit).map(toListed), more: rows.length > limit };
  }

  /** Where the ticket of this id was mailed to. */
  mailedTo(id: string, conversation: string): string | undefined {
    const [row] = this.#sql
      .exec<{ target: string }>(
        "select target from delivery where id = ? and conversation = ? and adapter = 'email'",
        id,
        conversation,
      )
      .toArray();
    return row?.target;
  }

  /** Whom e-mails were for since then, once for each. */
  mailedSince(since: number): string[] {
    return this.#targets("adapter = 'email' and at > ?", since);
  }

  /** Whom the conversation's e-mails were for, once for each. */
  mailedFrom(conversation: string): string[] {
    return this.#targets("adapter = 'email' and conversation = ?", conversation);
  }

  removeOld(now: number) {
    this.#sql.exec("delete from delivery where state = 'delivered' and changed_at < ?", now - KEEP_DELIVERED_MS);
    this.#sql.exec(
      "delete from delivery where state in ('dead', 'failed', 'unknown') and changed_at < ?",
      now - KEEP_OTHERS_MS,
    );
  }

  /** Answers the e-mails that were never handed over. */
  forget(conversation: string): string[] {
    const unsent = this.#sql
      .exec<Row>(
        "select id from delivery where conversation = ? and adapter = 'email' and state = 'pending' and error is null",
        conversation,
      )
      .toArray()
      .map(({ id }) => id);
    this.#sql.exec("delete from delivery where conversation = ?", conversation);
    return unsent;
  }

  #targets(where: string, value: string | number) {
    const rows = this.#sql.exec<{ target: string }>(`select target from delivery where ${where}`, value);
    return rows.toArray().map(({ target }) => target);
  }

  #seq(id: string) {
    const [row] = this.#sql.exec<{ seq: number }>("select seq from delivery where id = ?", id).toArray();
    return row?.seq;
  }
}

const toDue = ({ id, conversation, message, kind, adapter, target, host, content, attempts, at }: Row): Due => ({
  ...{ id, conversation, message, kind, adapter, target, host, attempts, at },
  content: JSON.parse(content),
});

const toListed = ({ id, conversation, message, adapter, target, host, ...row }: Row): ListedDelivery => ({
  ...{ id, conversation, message, by: adapter, to: host || mask(target) },
  state: row.state === "handing" ? "pending" : row.state,
  attempts: row.attempts,
  ...(row.error !== null && { error: row.error }),
  at: row.at,
  ...(row.next_at !== null && { nextAt: row.next_at }),
});

/** ada@example.com: a…@example.com */
const mask = (email: string) => email.replace(/^(.)[^@]*/u, "$1…");

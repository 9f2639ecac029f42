// The browsers that a conversation's follow-ups are pushed to.
import type { PushTarget } from "protocol";

const MAX_TARGETS = 5; // of one conversation

type Row = { endpoint: string; p256dh: string; auth: string };

export class PushTargets {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The newest are kept; one that is told again is the newest. Nothing is written for what is known. */
  add(conversation: string, { endpoint, keys: { p256dh, auth } }: PushTarget) {
    const [newest] = this.#sql
      .exec<Row>(
        "select endpoint, p256dh, auth from push_target where conversation = ? order by seq desc limit 1",
        conversation,
      )
      .toArray();
    if (newest?.endpoint === endpoint && newest.p256dh === p256dh && newest.auth === auth) return;
    this.#sql.exec(
      "insert or replace into push_target (conversation, endpoint, p256dh, auth) values (?, ?, ?, ?)",
      ...[conversation, endpoint, p256dh, auth],
    );
    this.#sql.exec(
      `delete from push_target where conversation = ? and seq not in
         (select seq from push_target where conversation = ? order by seq desc limit ?)`,
      ...[conversation, conversation, MAX_TARGETS],
    );
  }

  endpoints(conversation: string): string[] {
    return this.#sql
      .exec<Row>("select endpoint from push_target where conversation = ? order by seq", conversation)
      .toArray()
      .map(({ endpoint }) => endpoint);
  }

  /** Undefined when the visitor took it back. */
  get(conversation: string, endpoint: string): PushTarget | undefined {
    const [row] = this.#sql
      .exec<Row>(
        "select endpoint, p256dh, auth from push_target where conversation = ? and endpoint = ?",
        conversation,
        endpoint,
      )
      .toArray();
    return row && { endpoint, keys: { p256dh: row.p256dh, auth: row.auth } };
  }

  remove(conversation: string, endpoint: string) {
    this.#sql.exec("delete from push_target where conversation = ? and endpoint = ?", conversation, endpoint);
  }

  /** The browser takes nothing any more, in no conversation. */
  removeEverywhere(endpoint: string) {
    this.#sql.exec("delete from push_target where endpoint = ?", endpoint);
  }

  forget(conversation: string) {
    this.#sql.exec("delete from push_target where conversation = ?", conversation);
  }
}

// Whom this site may send e-mail: an address that nobody has confirmed gets one ever, one that unsubscribed gets none.
import { base64url } from "jose";

interface Known {
  mailed: string | null;
  confirmed: number;
  unsubscribed: number;
}
type Row = Known & Record<string, SqlStorageValue>;

export class Addresses {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** `delivery`: the one to be sent, which may be the one e-mail that an unconfirmed address gets. */
  mayMail(key: string, delivery?: string): boolean {
    const { mailed = null, confirmed = 0, unsubscribed = 0 } = this.#read(key) ?? {};
    return !unsubscribed && (Boolean(confirmed) || mailed === null || mailed === delivery);
  }

  /** It is the address's one e-mail, if there was none before. */
  mail(key: string, delivery: string) {
    this.#sql.exec(
      `insert into address (key, mailed) values (?, ?)
       on conflict (key) do update set mailed = coalesce(mailed, excluded.mailed)`,
      key,
      delivery,
    );
  }

  /** It was never sent, and never will be. */
  takeBack(delivery: string) {
    this.#sql.exec("update address set mailed = null where mailed = ?", delivery);
  }

  /** Somebody came back to the conversation by a link that was mailed there. */
  confirm(key: string, conversation: string) {
    this.#sql.exec(
      "insert into address (key, confirmed) values (?, 1) on conflict (key) do update set confirmed = 1",
      key,
    );
    this.#sql.exec(
      "insert into confirmation (conversation, address) values (?, ?) on conflict do nothing",
      conversation,
      key,
    );
  }

  /** Else whoever writes there may have given the address of somebody else, who confirmed it for a conversation of their own. */
  isConfirmedIn(conversation: string, key: string): boolean {
    const query = "select 1 from confirmation where conversation = ? and address = ?";
    return this.#sql.exec(query, conversation, key).toArray().length > 0;
  }

  forget(conversation: string) {
    this.#sql.exec("delete from confirmation where conversation = ?", conversation);
  }

  unsubscribe(key: string) {
    this.#sql.exec(
      "insert into address (key, unsubscribed) values (?, 1) on conflict (key) do update set unsubscribed = 1",
      key,
    );
  }

  #read(key: string): Known | undefined {
    const [row] = this.#sql
      .exec<Row>("select mailed, confirmed, unsubscribed from address where key = ?", key)
      .toArray();
    return row;
  }
}

/** The same for all ways to write one address. */
export const foldAddress = (email: string) => email.trim().normalize("NFC").toLowerCase();

/** What stands for an address here, whatever its case: what is kept outlives the conversation that it was given in. */
export async function toAddressKey(email: string): Promise<string> {
  const bytes = new TextEncoder().encode(foldAddress(email));
  return base64url.encode(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

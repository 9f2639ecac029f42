// People who left an address to be answered at.
import type { Lead } from "./turn.ts";

export interface LeadPage {
  leads: Lead[]; // oldest first
  more: boolean;
}

type Row = { [Field in keyof Required<Lead>]: Lead[Field] | null } & Record<string, SqlStorageValue>;

export class Leads {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add({ id, conversation, name, email, phone, note, at }: Lead) {
    this.#sql.exec(
      `insert into lead (id, conversation, name, email, phone, note, at) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (id) do nothing`,
      ...[id, conversation, name ?? null, email ?? null, phone ?? null, note, at],
    );
  }

  has(conversation: string): boolean {
    return this.#sql.exec("select 1 from lead where conversation = ? limit 1", conversation).toArray().length > 0;
  }

  /** What came after the lead `after`, or all from the first. Null when there is no such lead. */
  list(after: string | undefined, limit: number): LeadPage | null {
    const seq = after === undefined ? 0 : this.#seq(after);
    if (seq === undefined) return null;
    const rows = this.#sql
      .exec<Row>(
        "select id, conversation, name, email, phone, note, at from lead where seq > ? order by seq limit ?",
        seq,
        limit + 1,
      )
      .toArray();
    return { leads: rows.slice(0, limit).map(toLead), more: rows.length > limit };
  }

  #seq(id: string) {
    const [row] = this.#sql.exec<{ seq: number }>("select seq from lead where id = ?", id).toArray();
    return row?.seq;
  }
}

const toLead = (row: Row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Lead;

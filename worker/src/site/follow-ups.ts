// Follow-ups that were settled: what became of each, and how many there were of each kind in the whole site.
import type { SettledFollowUp } from "./turn.ts";

export interface KeptFollowUp {
  id: string; // of the message
  kind: "step" | "reminder";
  state: "sent" | "answered" | "declined" | "cancelled"; // answered: sent, and the visitor wrote afterwards
  at: number; // ms since 1970
}

export interface FollowUpCounts {
  sent: number; // answered ones too
  answered: number;
  cancelled: number;
  declined: number;
}

type Counted = { state: KeptFollowUp["state"]; count: number };
type Row = KeptFollowUp & Record<string, SqlStorageValue>;

export class FollowUps {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** False when it was settled before. */
  settle({ conversation, id, kind, state, at }: SettledFollowUp): boolean {
    const { rowsWritten } = this.#sql.exec(
      "insert into follow_up (conversation, id, kind, state, at) values (?, ?, ?, ?, ?) on conflict do nothing",
      ...[conversation, id, kind, state, at],
    );
    if (rowsWritten) this.#count(state);
    return rowsWritten > 0;
  }

  /** The visitor wrote: that answers the newest that was sent, and none before it. */
  answer(conversation: string) {
    const [newest] = this.#sql
      .exec<{ id: string; state: string }>(
        `select id, state from follow_up where conversation = ? and state in ('sent', 'answered')
         order by at desc, state desc limit 1`,
        conversation,
      )
      .toArray();
    if (newest?.state !== "sent") return;
    this.#sql.exec(
      "update follow_up set state = 'answered' where conversation = ? and id = ?",
      conversation,
      newest.id,
    );
    this.#count("answered");
  }

  /** The newest first. */
  list(conversation: string): KeptFollowUp[] {
    return this.#sql
      .exec<Row>("select id, kind, state, at from follow_up where conversation = ? order by at desc, id", conversation)
      .toArray();
  }

  /** Of the whole site, conversations that were erased too. */
  totals(): FollowUpCounts {
    const rows = this.#sql.exec<Counted & Record<string, SqlStorageValue>>("select state, count from follow_up_total");
    const {
      sent = 0,
      answered = 0,
      cancelled = 0,
      declined = 0,
    } = Object.fromEntries(rows.toArray().map(({ state, count }) => [state, count]));
    return { sent, answered, cancelled, declined };
  }

  forget(conversation: string) {
    this.#sql.exec("delete from follow_up where conversation = ?", conversation);
  }

  #count(state: KeptFollowUp["state"]) {
    this.#sql.exec(
      `insert into follow_up_total (state, count) values (?, 1)
       on conflict (state) do update set count = count + 1`,
      state,
    );
  }
}

export function toCounts(followUps: KeptFollowUp[]): FollowUpCounts {
  const of = (wanted: KeptFollowUp["state"]) => followUps.filter(({ state }) => state === wanted).length;
  const answered = of("answered");
  return { sent: of("sent") + answered, answered, cancelled: of("cancelled"), declined: of("declined") };
}

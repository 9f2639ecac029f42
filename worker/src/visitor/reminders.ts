// What a visitor asked to be reminded of: rows, made at the first one. A row goes when its message has been told to all who
// need to know. It knows no words and sends nothing.
import type { Reminder, Reminders } from "../tools/reminder.ts";

const MAX_OPEN = 20;

export interface KeptReminder extends Reminder {
  question: string; // of whose answer it was set
  made: number; // 1, 2, 3: the newest is the highest
}

type Row = KeptReminder & Record<string, SqlStorageValue>;

export class KeptReminders {
  readonly #sql: SqlStorage;
  #rows: KeptReminder[] | undefined; // read at the first look

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The earliest first. */
  get all(): readonly KeptReminder[] {
    this.#rows ??= this.#exists() ? this.#read() : [];
    return this.#rows;
  }

  add({ id, question, at, what, made }: KeptReminder) {
    const others = this.all.filter((reminder) => reminder.id !== id);
    if (!others.length) this.#sql.exec(TABLE);
    const values = [id, question, at, what, made];
    this.#sql.exec("insert or replace into reminder (id, question, at, what, made) values (?, ?, ?, ?, ?)", ...values);
    this.#rows = inOrder([...others, { id, question, at, what, made }]);
  }

  remove(id: string) {
    this.#sql.exec("delete from reminder where id = ?", id);
    this.#rows = this.all.filter((reminder) => reminder.id !== id);
  }

  #exists() {
    return (
      this.#sql.exec("select 1 from sqlite_master where type = 'table' and name = 'reminder'").toArray().length > 0
    );
  }

  #read(): KeptReminder[] {
    return this.#sql.exec<Row>("select id, question, at, what, made from reminder order by at").toArray();
  }
}

export interface DraftParts {
  question: string; // the id of the one that is answered
  kept: KeptReminders;
  isTaken(id: string): boolean; // a message has this id
  latest: number; // when the last reminder may be, ms since 1970
}

/** What one answer sets and cancels. It is written with the answer's end, so that one that dies has done nothing. */
export class ReminderDraft implements Reminders {
  readonly #parts: DraftParts;
  #added: KeptReminder[] = [];
  readonly #cancelled = new Set<string>();

  constructor(parts: DraftParts) {
    this.#parts = parts;
  }

  open(): readonly KeptReminder[] {
    const { kept, isTaken } = this.#parts;
    const before = kept.all.filter(({ id }) => !isTaken(id) && !this.#cancelled.has(id));
    return inOrder([...before, ...this.#added]);
  }

  set({ at, what }: Omit<Reminder, "id">) {
    const { question, latest } = this.#parts;
    if (at <= Date.now()) return "past";
    if (at > latest) return "too-late";
    if (this.#added.some((reminder) => reminder.at === at && reminder.what === what)) return "set";
    if (this.open().length >= MAX_OPEN) return "too-many";
    const made = Math.max(0, ...[...this.#parts.kept.all, ...this.#added].map((reminder) => reminder.made)) + 1;
    this.#added.push({ id: this.#newId(), question, at, what, made });
    return "set";
  }

  cancelNewest() {
    const newest = this.open().toSorted((one, other) => other.made - one.made)[0];
    if (!newest) return undefined;
    if (this.#added.includes(newest)) this.#added = this.#added.filter((reminder) => reminder !== newest);
    else this.#cancelled.add(newest.id);
    return newest;
  }

  /** Answers with the ids of those that were cancelled. Call it in the transaction that writes the answer. */
  write(): string[] {
    const { kept, isTaken } = this.#parts;
    const cancelled = [...this.#cancelled].filter((id) => !isTaken(id)); // an operator may have sent it meanwhile
    for (const reminder of this.#added) kept.add(reminder);
    for (const id of cancelled) kept.remove(id);
    return cancelled;
  }

  /** An answer that is tried again may find that an earlier one's reminder came already. */
  #newId() {
    const { question, kept, isTaken } = this.#parts;
    const used = new Set([...kept.all, ...this.#added].map(({ id }) => id));
    for (let number = 1; ; number++) {
      const id = `r.${question}.${number}`;
      if (!used.has(id) && !isTaken(id)) return id;
    }
  }
}

const inOrder = (reminders: KeptReminder[]) => reminders.sort((one, other) => one.at - other.at);

const TABLE = `create table if not exists reminder (
  id text primary key, -- of the message that it will be
  question text not null,
  at integer not null,
  what text not null,
  made integer not null
) without rowid`;

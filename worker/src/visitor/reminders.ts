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
  #rows: KeptReminder[] | undefined; // earliest first; read at the first look

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The earliest first. */
  get all(): readonly KeptReminder[] {
    this.#rows ??= this.#exists() ? this.#read() : [];
    return this.#rows;
  }

  remove(id: string) {
    this.#sql.exec("delete from reminder where id = ?", id);
    this.#rows = this.all.filter((reminder) => reminder.id !== id);
  }

  /** For one answer's tools. `isOpen` leaves out those whose message is already there. */
  forAnswer({ question, now, latest, isOpen, cancelled }: ForAnswer): Reminders {
    const open = () => this.all.filter(({ id }) => isOpen(id));
    let set = 0; // ids of this answer's reminders that are taken
    return {
      open,
      set: ({ at, what }) => {
        if (at <= now()) return "past";
        if (at > latest()) return "too-late";
        if (open().some((each) => each.question === question && each.at === at && each.what === what)) return "set";
        if (open().length >= MAX_OPEN) return "too-many";
        do set++;
        while (!isOpen(`r.${question}.${set}`)); // an answer that is tried again later: the reminder came already
        this.#insert({ id: `r.${question}.${set}`, question, at, what, made: this.#nextMade() });
        return "set";
      },
      cancelNewest: () => {
        const newest = open().toSorted((one, other) => other.made - one.made)[0];
        if (newest) {
          this.remove(newest.id);
          cancelled(newest.id);
        }
        return newest;
      },
    };
  }

  #nextMade() {
    return Math.max(0, ...this.all.map(({ made }) => made)) + 1;
  }

  #insert({ id, question, at, what, made }: KeptReminder) {
    const before = this.all;
    if (!before.length) this.#sql.exec(TABLE);
    const values = [id, question, at, what, made];
    this.#sql.exec("insert or replace into reminder (id, question, at, what, made) values (?, ?, ?, ?, ?)", ...values);
    const reminder = { id, question, at, what, made };
    this.#rows = [...before.filter((each) => each.id !== id), reminder].sort((one, other) => one.at - other.at);
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

interface ForAnswer {
  question: string; // its id
  now(): number;
  latest(): number; // ms since 1970
  isOpen(id: string): boolean; // no message has this id yet
  cancelled(id: string): void;
}

const TABLE = `create table if not exists reminder (
  id text primary key, -- of the message that it will be
  question text not null,
  at integer not null,
  what text not null,
  made integer not null
) without rowid`;

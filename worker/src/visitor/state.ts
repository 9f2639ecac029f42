// What a conversation keeps beside its messages: a few values by key, in table `state`, which its first message makes.
import type { Mode } from "protocol";
import type { Cursor } from "./silence.ts";
import type { Summary } from "./summary.ts";

/** Every key that is kept, and what stands under it. */
interface Values {
  mode: Mode; // absent: agent
  cursor: Cursor; // once a step of the follow-ups was settled
  summary: Summary; // once the conversation is long
}

export class State {
  readonly #sql: SqlStorage;
  #values: Partial<Values> | undefined; // read at the first look

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Only once the conversation has a message. */
  get<Key extends keyof Values>(key: Key): Values[Key] | undefined {
    this.#values ??= this.#read();
    return this.#values[key];
  }

  set<Key extends keyof Values>(key: Key, value: Values[Key]) {
    this.#sql.exec("insert or replace into state (key, value) values (?, ?)", key, JSON.stringify(value));
    this.#values = { ...this.#read(), [key]: value };
  }

  #read(): Partial<Values> {
    const rows = this.#sql.exec<{ key: string; value: string }>("select key, value from state where key <> 'schema'");
    return Object.fromEntries(rows.toArray().map(({ key, value }) => [key, JSON.parse(value)]));
  }
}

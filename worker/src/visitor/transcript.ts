// The messages of one conversation: rows, and the clock that numbers their changes. It knows no socket and no model.
import { type Message, PAGE_SIZE, type Page } from "protocol";
import { migrate, schemaVersion } from "../sql.ts";
import { MIGRATIONS } from "./schema.ts";

/** How many messages are kept in memory: what a prompt and a `welcome` look at. The rest is read when asked for. */
const KEPT = 200;

type Row = Pick<Message, "id" | "seq" | "role" | "state" | "at" | "text"> & { rev: number; more: string | null };
type StoredRow = Row & Record<string, SqlStorageValue>;
/** As stored: with what no client needs back. */
export type Stored = Message & {
  rev: number;
  said?: { page?: Page; zone?: string; lang?: string; ticket?: string }; // a visitor's: ticket is the id of the one it used up
  ended?: number; // an answer's: when, ms since 1970; `at` is when it began
};

export interface Changes {
  messages: Stored[]; // ascending by seq
  reset: boolean;
  more: boolean; // only with `reset`
}

export class Transcript {
  readonly #storage: DurableObjectStorage;
  readonly #keepCount: number;
  #kept: Stored[] = []; // ascending by seq
  #complete = true; // all of the conversation is in #kept
  #exists = false; // the tables do
  #lastRev = 0;
  #firstRev = 0;
  #lastSeq = 0;
  #read = 0;

  constructor(storage: DurableObjectStorage, keep = KEPT) {
    this.#storage = storage;
    this.#keepCount = keep;
    this.#exists = schemaVersion(storage.sql) > 0;
    if (!this.#exists) return;
    migrate(storage, MIGRATIONS);
    this.#load();
  }

  get exists() {
    return this.#exists;
  }

  /** The highest rev stored; 0 when nothing is. */
  get rev() {
    return this.#lastRev;
  }

  get read() {
    return this.#read;
  }

  /** The newest messages in memory, ascending by seq: what a prompt may use. */
  get recent(): readonly Stored[] {
    return this.#kept;
  }

  /** How many messages there are. */
  get count() {
    return this.#lastSeq;
  }

  nextSeq() {
    return ++this.#lastSeq;
  }

  /** A seq given out before a crash is not given out again. */
  keepSeq(seq: number) {
    this.#lastSeq = Math.max(this.#lastSeq, seq);
  }

  get(id: string): Stored | undefined {
    const kept = this.#kept.find((message) => message.id === id);
    if (kept || this.#complete) return kept;
    return this.#select("where id = ?", id)[0];
  }

  /** The visitor's messages whose text or client's words contain `part`, newest first. Reads rows only of a long conversation. */
  saidWith(part: string): Stored[] {
    const isOne = ({ role, text, said }: Stored) =>
      role === "visitor" && (text.includes(part) || JSON.stringify(said ?? {}).includes(part));
    if (this.#complete) return this.#kept.filter(isOne).reverse();
    const where = "where role = 'visitor' and instr(text || coalesce(more, ''), ?) order by seq desc limit 50";
    return this.#select(where, part);
  }

  /** How many messages have an id that begins so. Reads rows only of a long conversation, and of those only the ones it counts. */
  countOf(prefix: string): number {
    if (this.#complete) return this.#kept.filter(({ id }) => id.startsWith(prefix)).length;
    const end = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
    const query = "select count(*) as count from message where id >= ? and id < ?";
    return this.#storage.sql.exec<{ count: number }>(query, prefix, end).one().count;
  }

  /** Inserts or replaces by id, with the next rev. The first message makes the tables and starts the clock at its `at`. */
  put(message: Omit<Stored, "rev">): Stored {
    if (!this.#exists) {
      migrate(this.#storage, MIGRATIONS);
      this.#exists = true;
    }
    const stored: Stored = { ...message, rev: this.#lastRev ? this.#lastRev + 1 : message.at };
    this.#write(stored);
    this.#lastRev = stored.rev;
    this.#firstRev ||= stored.rev;
    this.#keep(stored);
    return stored;
  }

  /** True when this is further than before. Kept in memory, and written with the next message. */
  markRead(seq: number) {
    const reached = Math.min(seq, this.#lastSeq);
    if (reached <= this.#read) return false;
    this.#read = reached;
    return true;
  }

  /** What changed after `after`, or the latest page. The answer that streams is left out: it has no rev. */
  changesAfter(after: number | undefined, running?: Message): Changes {
    const known = after !== undefined && after <= this.#lastRev && after >= this.#firstRev - 1;
    const changed = known ? this.#changedAfter(after, running?.id) : [];
    if (known && changed.length <= PAGE_SIZE) return { messages: changed, reset: false, more: false };
    const { messages, more } = this.#page(Number.MAX_SAFE_INTEGER, running?.id);
    const floor = messages[0]?.seq ?? 0;
    return { messages, reset: true, more: more || (running !== undefined && running.seq < floor) };
  }

  /** At most one page of messages below a seq, ascending, and whether there are more. The streaming one has its place. */
  before(seq: number, running?: Message): { messages: Message[]; more: boolean } {
    const { messages, more } = this.#page(seq, running?.id);
    if (!running || running.seq >= seq || running.seq < (messages[0]?.seq ?? 0)) {
      return { messages, more: more || (running !== undefined && running.seq < seq) };
    }
    const all: Message[] = [...messages, running].sort((a, b) => a.seq - b.seq);
    return { messages: all.slice(-PAGE_SIZE), more: more || all.length > PAGE_SIZE };
  }

  #load() {
    const [clock] = this.#storage.sql
      .exec<{ count: number; first: number; last: number; seq: number; read: number }>(
        `select count(*) as count, coalesce(min(rev), 0) as first, coalesce(max(rev), 0) as last,
           coalesce(max(seq), 0) as seq, coalesce(max(read), 0) as read from message`,
      )
      .toArray();
    if (!clock) return;
    this.#lastRev = clock.last;
    this.#lastSeq = clock.seq;
    this.#read = clock.read;
    this.#complete = clock.count <= this.#keepCount;
    this.#kept = this.#select("order by seq desc limit ?", this.#keepCount).reverse();
    // The first message's rev is lost when it changes, but not its `at`, where the clock started.
    this.#firstRev = this.#complete ? (this.#kept[0]?.at ?? 0) : this.#startOfClock();
  }

  #startOfClock() {
    return this.#select("order by seq limit 1")[0]?.at ?? 0;
  }

  #changedAfter(after: number, running = ""): Stored[] {
    if (this.#complete) return this.#kept.filter(({ id, rev }) => rev > after && id !== running);
    return this.#select("where rev > ? and id <> ? order by seq limit ?", after, running, PAGE_SIZE + 1);
  }

  #page(below: number, running = "") {
    const size = PAGE_SIZE + 1; // one more, to know whether there is more
    let page = this.#kept.filter(({ id, seq }) => seq < below && id !== running).slice(-size);
    if (page.length < size && !this.#complete) {
      const from = Math.min(below, this.#kept[0]?.seq ?? below);
      const where = "where seq < ? and id <> ? order by seq desc limit ?";
      page = [...this.#select(where, from, running, size - page.length).reverse(), ...page];
    }
    return { messages: page.slice(-PAGE_SIZE), more: page.length > PAGE_SIZE };
  }

  #keep(message: Stored) {
    const at = this.#kept.findLastIndex(({ seq }) => seq <= message.seq);
    if (this.#kept[at]?.seq === message.seq) this.#kept[at] = message;
    else if (at >= 0 || this.#complete) this.#kept.splice(at + 1, 0, message);
    if (this.#kept.length <= this.#keepCount * 1.5) return;
    this.#kept = this.#kept.slice(-this.#keepCount);
    this.#complete = false;
  }

  #write({ id, seq, rev, role, state, at, text, ...more }: Stored) {
    const rest = Object.keys(more).length ? JSON.stringify(more) : null;
    this.#storage.sql.exec(
      "insert or replace into message (id, seq, rev, role, state, at, text, more, read) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...[id, seq, rev, role, state, at, text, rest, this.#read],
    );
  }

  #select(where: string, ...values: (string | number)[]): Stored[] {
    return this.#storage.sql
      .exec<StoredRow>(`select id, seq, rev, role, state, at, text, more from message ${where}`, ...values)
      .toArray()
      .map(toMessage);
  }
}

function toMessage({ more, ...row }: StoredRow): Stored {
  return { ...row, ...(more !== null && JSON.parse(more)) };
}

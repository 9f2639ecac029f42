// The transcript as a state machine: frames and the visitor's acts in, signals and frames out. It knows no socket and no storage.
import { batch, signal } from "@preact/signals-core";
import { type ClientFrame, MAX_TEXT, type Message, type ServerFrame, type SiteLook } from "protocol";
import type { Entry, Pending } from "./state.ts";

type Frame<Type> = Extract<ServerFrame, { type: Type }>;

export interface Outlet {
  send(frame: ClientFrame): void;
  /** The transcript has a hole: connect again with `after`. */
  resume(): void;
  toSay(message: Pending): ClientFrame;
}

const SAY_AGAIN_MS = 5000; // for a refusal without `retryAfter`
const PASSING = new Set(["too-fast", "over-budget", "internal"]); // any other refusal of a message is for good

export class Store {
  readonly entries = signal<readonly Entry[]>([]);
  readonly pending = signal<readonly Pending[]>([]);
  readonly streaming = signal<Entry | null>(null);
  readonly site = signal<SiteLook | null>(null);
  readonly slowDown = signal<number | null>(null);
  readonly more = signal(false);
  readonly loadingOlder = signal(false);
  readonly loaded = signal(false);
  readonly unread = signal(0);
  readonly read = signal(0);
  after = 0; // the newest rev seen; 0 when there is none
  #known = new Map<string, Entry>();
  #floor = 0;
  #welcomed = false; // by the newest socket
  #sayAgain: ReturnType<typeof setTimeout> | undefined;
  #outlet: Outlet;

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
  }

  apply(frame: ServerFrame) {
    batch(() => this.#apply(frame));
  }

  say(message: Pending) {
    const fits = message.text.length <= MAX_TEXT;
    this.pending.value = [...this.pending.peek(), fits ? message : { ...message, failed: "too-large" }];
    if (fits && this.slowDown.peek() === null) this.act(this.#outlet.toSay(message));
  }

  /** For what means nothing on a later socket: before a `welcome` it is dropped. */
  act(frame: ClientFrame) {
    if (this.#welcomed) this.#outlet.send(frame);
  }

  remove(id: string) {
    this.pending.value = this.pending.peek().filter((message) => message.id !== id);
    this.#settle();
  }

  /** All on screen but an answer that still runs: when it ends unseen it is unread. */
  markRead() {
    const running = this.streaming.peek();
    const end = running ? seqOf(running) : Number.POSITIVE_INFINITY;
    const seq = highest(
      this.entries
        .peek()
        .map(seqOf)
        .filter((each) => each < end),
    );
    if (this.#readTo(seq)) this.act({ type: "read", seq });
  }

  loadOlder() {
    if (!this.#welcomed || !this.more.peek() || this.loadingOlder.peek()) return;
    this.loadingOlder.value = true;
    this.act({ type: "older", before: this.#floor });
  }

  /** The socket is gone: nothing is said before the next `welcome`. */
  cut() {
    this.#welcomed = this.loadingOlder.value = false;
  }

  /** Another conversation. What was not sent yet goes along. */
  reset(read: number) {
    this.#known = new Map();
    this.after = this.#floor = 0;
    batch(() => {
      this.cut();
      this.more.value = this.loaded.value = false;
      this.read.value = read;
      this.#publish();
    });
  }

  dispose() {
    clearTimeout(this.#sayAgain);
  }

  #apply(frame: ServerFrame) {
    switch (frame.type) {
      case "welcome":
        return this.#welcome(frame);
      case "message":
        this.#put(frame.message);
        return this.#publish();
      case "delta":
        return this.#append(frame);
      case "read":
        this.#readTo(frame.seq);
        return;
      case "older":
        return this.#older(frame);
      case "refused":
        return this.#refuse(frame);
      case "mode": // this widget knows of no other mode than `agent`
      case "typing":
        return;
      default:
        frame satisfies never; // a newer server says more than this widget knows
    }
  }

  #welcome(frame: Frame<"welcome">) {
    const known = this.#known;
    if (frame.reset) {
      const stored = frame.messages.filter(({ state }) => state !== "streaming").map(({ seq }) => seq);
      this.#known = new Map();
      this.more.value = frame.more === true;
      this.#floor = frame.more ? lowest(stored) : 0;
      // After an erasure `seq` begins again, and what was read before says nothing.
      if (this.read.peek() > highest(frame.messages.map(({ seq }) => seq))) this.read.value = 0;
    }
    for (const message of frame.messages) this.#put(message, known);
    this.after = frame.rev;
    const read = this.read.peek();
    this.read.value = Math.max(read, frame.read);
    this.site.value = frame.site;
    this.loaded.value = this.#welcomed = true;
    this.#publish();
    this.#sayPending();
    if (read > frame.read) this.act({ type: "read", seq: read });
  }

  /** An entry outlives its message's changes, a reset too: only what differs is drawn again. */
  #put(message: Message, known = this.#known) {
    const entry = known.get(message.id) ?? { id: message.id, message: signal(message), text: signal("") };
    entry.message.value = message;
    entry.text.value = message.text;
    this.#known.set(message.id, entry);
    if (message.rev) this.after = Math.max(this.after, message.rev);
    if (this.pending.peek().some(({ id }) => id === message.id)) this.remove(message.id);
  }

  #append({ at, text }: Frame<"delta">) {
    const running = this.streaming.peek()?.text;
    const has = running?.peek().length ?? -1;
    if (running && has >= at) running.value += text.slice(has - at);
    else this.#outlet.resume();
  }

  #older({ messages, more }: Frame<"older">) {
    for (const message of messages) this.#put(message);
    this.more.value = more;
    this.#floor = more ? lowest(messages.map(({ seq }) => seq)) : 0;
    this.loadingOlder.value = false;
    this.#publish();
  }

  #refuse({ code, id, retryAfter = SAY_AGAIN_MS / 1000 }: Frame<"refused">) {
    const pending = this.pending.peek();
    if (!pending.some((message) => message.id === id && !message.failed)) return;
    if (!PASSING.has(code)) {
      this.pending.value = pending.map((message) => (message.id === id ? { ...message, failed: code } : message));
      return this.#settle();
    }
    const until = Math.max(this.slowDown.peek() ?? 0, Date.now() + retryAfter * 1000);
    this.slowDown.value = until;
    clearTimeout(this.#sayAgain);
    this.#sayAgain = setTimeout(() => {
      this.slowDown.value = null;
      this.#sayPending();
    }, until - Date.now());
  }

  /** What stood before a refused message was taken or refused before it: what still waits is it and all after it. */
  #sayPending() {
    if (this.slowDown.peek() !== null) return;
    for (const message of this.pending.peek()) if (!message.failed) this.act(this.#outlet.toSay(message));
  }

  /** The wait ends when nothing is left to say. */
  #settle() {
    if (this.pending.peek().some(({ failed }) => !failed)) return;
    clearTimeout(this.#sayAgain);
    this.slowDown.value = null;
  }

  #readTo(seq: number) {
    if (seq <= this.read.peek()) return false;
    this.read.value = seq;
    this.#publish();
    return true;
  }

  #publish() {
    const all = [...this.#known.values()];
    const before = this.entries.peek();
    const shown = all.filter((entry) => seqOf(entry) >= this.#floor).sort((a, b) => seqOf(a) - seqOf(b));
    if (shown.length !== before.length || shown.some((entry, i) => entry !== before[i])) this.entries.value = shown;
    this.streaming.value = all.find(isStreaming) ?? null;
    this.unread.value = all.filter((entry) => {
      const { role, seq } = entry.message.peek();
      return (role === "agent" || role === "operator") && seq > this.read.peek() && !isStreaming(entry);
    }).length;
  }
}

const seqOf = ({ message }: Entry) => message.peek().seq;
const isStreaming = ({ message }: Entry) => message.peek().state === "streaming";
const highest = (seqs: number[]) => Math.max(0, ...seqs);
const lowest = (seqs: number[]) => (seqs.length > 0 ? Math.min(...seqs) : 0);

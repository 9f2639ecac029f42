// The answer that is being written: its text so far, in memory, and when that goes out to the sockets.
import { answerId, type Message, type ServerFrame, type Source } from "protocol";
import type { ReminderDraft } from "./reminders.ts";
import type { Stored } from "./transcript.ts";
import type { TurnPiece } from "./turn.ts";

/** Text after the first is joined for this long, so that a fast model does not make a frame of every token. */
const JOIN_MS = 20;

/** What is on disk while an answer runs, so that an object that dies runs it again. */
export interface Start {
  question: string;
  seq: number; // the answer's
  attempt: number; // from 1
}

interface Begun {
  question: Stored;
  start: Start;
  reminders: ReminderDraft;
  at: number; // ms since 1970
}

export class Answer {
  readonly id: string;
  readonly question: Stored;
  readonly start: Start;
  readonly reminders: ReminderDraft;
  readonly at: number;
  readonly #abort = new AbortController();
  readonly #send: (frame: ServerFrame) => void;
  sources: Source[] = [];
  by: "pages" | undefined; // the built-in answerer writes it
  #text = "";
  #sent = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ question, start, reminders, at }: Begun, send: (frame: ServerFrame) => void) {
    this.id = answerId(question.id);
    this.question = question;
    this.start = start;
    this.reminders = reminders;
    this.at = at;
    this.#send = send;
  }

  get text() {
    return this.#text;
  }

  get signal() {
    return this.#abort.signal;
  }

  /** As a client that arrives now sees it: it has no rev until it ends. */
  toMessage(): Message {
    const { id, at, question, start } = this;
    return {
      id,
      seq: start.seq,
      role: "agent",
      text: this.#text.slice(0, this.#sent),
      state: "streaming",
      at,
      answers: question.id,
    };
  }

  take(piece: TurnPiece) {
    if (piece.type === "text") this.#append(piece.text);
    else if (piece.type === "sources") this.sources = piece.sources;
    else if (piece.type === "by") this.by = piece.by;
    else this.#send({ type: "typing", from: "agent" });
  }

  #append(text: string) {
    const isFirst = !this.#text;
    this.#text += text;
    if (isFirst) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), JOIN_MS);
  }

  /** No more text goes out, and whoever writes it is told to stop. */
  close() {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  #flush() {
    this.#timer = undefined;
    this.#send({ type: "delta", at: this.#sent, text: this.#text.slice(this.#sent) });
    this.#sent = this.#text.length;
  }
}

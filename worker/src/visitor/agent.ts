// One conversation: sockets in, frames out, one answer at a time, one alarm. It holds no SQL, no prompt and no HTTP.
import { DurableObject } from "cloudflare:workers";
import { type Connection, Lifecycle, type LifecycleJobContext } from "agents/lifecycle";
import { WebSockets } from "agents/websockets";
import { type ClientFrame, type FailureReason, type Message, PROTOCOL, type ServerFrame, type Welcome } from "protocol";
import { parseClientFrame } from "protocol/parse";
import { logError } from "../log.ts";
import { chooseModel } from "../model/choose.ts";
import { retrieval } from "../model/retrieval.ts";
import { Refusal } from "../refusal.ts";
import { DEFAULT_RETENTION_DAYS } from "../site/config.ts";
import { Answer, type Start } from "./answer.ts";
import { type Connecting, readConnecting } from "./connecting.ts";
import { historyBefore, nextUnanswered } from "./history.ts";
import { type Stored, Transcript } from "./transcript.ts";
import { runTurn, type TurnEnd } from "./turn.ts";

type Said = Extract<ClientFrame, { type: "say" }>;
type Ended = { state: "stopped" | "failed"; why?: FailureReason };
/** Set when the socket was welcomed; lives as long as it does, also while the object sleeps. */
interface SocketState {
  messagesPerMinute: number;
  retentionMs: number;
  tooLarge: readonly number[]; // when frames over the limit came, ms since 1970
}
/** What must outlive memory and sockets goes with the job, which is written anyway. */
type JobPayload = { retentionMs: number; start?: Start }; // start: only while an answer runs
type Socket = Connection<SocketState>;

const JOB = "next";
const DEAD_MAN_MS = 60_000; // a turn whose object died is found no later than this
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MAX_ATTEMPTS = 2;
const MAX_TOO_LARGE = 3; // within a minute
const CLOSE_TOO_LARGE = 1009;
const CLOSE_TRY_AGAIN = 1013;

export class VisitorAgent extends DurableObject<Env> {
  readonly webSockets = new WebSockets({
    protocol: false,
    handlers: {
      onConnect: (socket, { request }) => this.#connect(socket as Socket, readConnecting(request)),
      onMessage: (socket, raw) => this.#receive(socket as Socket, raw as string | ArrayBuffer),
    },
  });
  readonly lifecycle = Lifecycle.install(this).use(this.webSockets);
  readonly #transcript = new Transcript(this.ctx.storage);
  #answer: Answer | undefined;
  #acts: number[] = []; // when answers were retried or judged in the last minute, ms since 1970
  #erased = false; // this object is about to end
  #retentionMs = DEFAULT_RETENTION_DAYS * DAY_MS; // the newest site setting seen

  onStart() {
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    if (this.#transcript.exists) this.#resume();
  }

  /** Nothing may be thrown here: the job would be deleted after three tries, and with it the conversation's only alarm. */
  async onJob({ job }: LifecycleJobContext) {
    try {
      if (this.#answer) return { rescheduleAt: Date.now() + DEAD_MAN_MS };
      const end = this.#retentionEnd();
      if (Date.now() < end) return { rescheduleAt: end };
      await this.#erase();
      return undefined;
    } catch (error) {
      logError(`conversation ${this.lifecycle.name}, job ${job.id}`, error);
      return { rescheduleAt: Date.now() + DEAD_MAN_MS };
    }
  }

  /** The object's name is made by the Worker: site id, slash, conversation id. */
  get #ids() {
    const [site = "", conversation = ""] = this.lifecycle.name.split("/");
    return { site, conversation };
  }

  /** A throw would show the visitor a stack: what goes wrong closes the socket instead. */
  #connect(socket: Socket, connecting: Connecting | null) {
    if (!connecting || this.#erased) return socket.close(CLOSE_TRY_AGAIN, "try again");
    const { site } = connecting;
    this.#reply(socket, this.#welcome(connecting));
    const { messagesPerMinute, retentionMs } = site;
    socket.setState({ messagesPerMinute, retentionMs, tooLarge: [] }); // from here on it is among the welcomed, which hear everything
  }

  #welcome({ site, token, after }: Connecting): Welcome {
    const running = this.#answer?.toMessage();
    const { messages, reset, more } = this.#transcript.changesAfter(after, running);
    return {
      type: "welcome",
      protocol: PROTOCOL,
      token,
      conversation: this.#ids.conversation,
      site: site.look,
      mode: "agent",
      rev: this.#transcript.rev,
      read: this.#transcript.read,
      messages: [...messages.map(toFrame), ...(running ? [running] : [])],
      ...(reset && { reset, more }),
    };
  }

  async #receive(socket: Socket, raw: string | ArrayBuffer) {
    const parsed = parseClientFrame(raw);
    const id = "frame" in parsed ? ("id" in parsed.frame ? parsed.frame.id : undefined) : parsed.id;
    try {
      if ("frame" in parsed) this.#take(socket, parsed.frame);
      else if (parsed.refused === "too-large") this.#refuseTooLarge(socket);
      else throw new Refusal(parsed.refused);
    } catch (error) {
      if (!(error instanceof Refusal)) logError(`conversation ${this.lifecycle.name}`, error);
      const { code, retryAfter } = error instanceof Refusal ? error : new Refusal("internal");
      this.#reply(socket, {
        type: "refused",
        code,
        ...(id !== undefined && { id }),
        ...(retryAfter !== undefined && { retryAfter }),
      });
    }
  }

  #refuseTooLarge(socket: Socket) {
    const now = Date.now();
    if (!socket.state) return;
    const tooLarge = [...socket.state.tooLarge.filter((at) => at > now - MINUTE_MS), now];
    if (tooLarge.length >= MAX_TOO_LARGE) return socket.close(CLOSE_TOO_LARGE, "too-large");
    socket.setState({ ...socket.state, tooLarge });
    throw new Refusal("too-large");
  }

  #take(socket: Socket, frame: ClientFrame) {
    switch (frame.type) {
      case "say":
        return this.#say(socket, frame);
      case "stop":
        return this.#stop(frame.id);
      case "retry":
        return this.#retry(frame.id, socket);
      case "feedback":
        return this.#feedback(frame.id, frame.value, socket);
      case "read":
        if (this.#transcript.markRead(frame.seq)) this.#broadcast({ type: "read", seq: this.#transcript.read }, socket);
        return;
      case "older":
        return this.#reply(socket, this.#older(frame.before));
      case "typing":
        return; // for an operator: there is none while the mode is `agent`
    }
  }

  #older(before: number): ServerFrame {
    const { messages, more } = this.#transcript.before(before, this.#answer?.toMessage());
    return { type: "older", messages: messages.map(toFrame), more };
  }

  #reply(socket: Socket, frame: ServerFrame) {
    socket.send(JSON.stringify(frame));
  }

  #broadcast(frame: ServerFrame, except?: Socket) {
    const text = JSON.stringify(frame);
    for (const socket of this.webSockets.getConnections() as Iterable<Socket>) {
      if (socket.state && socket.id !== except?.id) socket.send(text);
    }
  }

  #say(socket: Socket, { id, text, page, zone, lang }: Said) {
    const known = this.#transcript.get(id);
    if (known) return this.#reply(socket, { type: "message", message: toFrame(known) });
    if (socket.state) this.#limit(socket.state);
    const said =
      page || zone || lang ? { said: { ...(page && { page }), ...(zone && { zone }), ...(lang && { lang }) } } : {};
    const seq = this.#transcript.nextSeq();
    const message = this.#transcript.put({ id, seq, role: "visitor", state: "done", at: Date.now(), text, ...said });
    this.#broadcast({ type: "message", message: toFrame(message) });
    this.#next();
  }

  #limit({ messagesPerMinute: limit, retentionMs }: SocketState) {
    this.#retentionMs = retentionMs;
    const now = Date.now();
    const recent = this.#transcript.recent.filter(({ role, at }) => role === "visitor" && at > now - MINUTE_MS);
    const oldest = recent.at(-limit);
    if (oldest) throw new Refusal("too-fast", Math.ceil((oldest.at + MINUTE_MS - now) / 1000));
  }

  /** Retries cost an answer and feedback a row, so they are limited as messages are. */
  #limitActs({ state }: Socket) {
    const now = Date.now();
    this.#acts = this.#acts.filter((at) => at > now - MINUTE_MS);
    const oldest = this.#acts.at(-(state?.messagesPerMinute ?? 1));
    if (oldest) throw new Refusal("too-fast", Math.ceil((oldest + MINUTE_MS - now) / 1000));
    this.#acts.push(now);
  }

  #stop(id: string) {
    if (this.#answer?.id === id) this.#finish({ state: "stopped" });
  }

  #retry(id: string, socket: Socket) {
    const stored = this.#transcript.get(id);
    if (!stored && this.#answer?.id !== id) throw new Refusal("not-found");
    if (this.#answer || !stored || (stored.state !== "failed" && stored.state !== "stopped")) return;
    const question = stored.answers && this.#transcript.get(stored.answers);
    if (!question) return;
    this.#limitActs(socket);
    this.#start(question, { question: question.id, seq: stored.seq, attempt: 1 });
  }

  #feedback(id: string, value: 1 | -1 | 0, socket: Socket) {
    if (this.#answer?.id === id) return;
    const stored = this.#transcript.get(id);
    if (!stored || stored.role === "visitor") throw new Refusal("not-found");
    if ((stored.feedback ?? 0) === value) return;
    this.#limitActs(socket);
    const { rev: _, feedback: __, ...rest } = stored;
    const message = this.#transcript.put(value ? { ...rest, feedback: value } : rest);
    this.#broadcast({ type: "message", message: toFrame(message) });
  }

  /** Answers the first message that has no answer, unless one is being answered. */
  #next() {
    if (this.#answer) return;
    const question = nextUnanswered(this.#transcript.recent);
    if (question) this.#start(question, { question: question.id, seq: this.#transcript.nextSeq(), attempt: 1 });
  }

  #start(question: Stored, start: Start) {
    const answer = new Answer(question, start, Date.now(), (frame) => this.#broadcast(frame));
    this.#answer = answer;
    this.#push(Date.now() + DEAD_MAN_MS, start); // on disk before its first frame
    this.#broadcast({ type: "message", message: answer.toMessage() });
    this.#run(answer).catch((error) => {
      logError(`conversation ${this.lifecycle.name}, turn`, error);
      if (this.#answer === answer) this.#finish({ state: "failed", why: "model" });
    });
  }

  async #run(answer: Answer) {
    const { question, at, signal } = answer;
    const { conversation } = this.#ids;
    const site = this.env.SITE.getByName(this.#ids.site);
    const history = historyBefore(question, this.#transcript.recent);
    const before = history.findLast(({ role }) => role === "visitor")?.text;
    const grant = await site.beginTurn({ question: question.text, ...(before !== undefined && { before }) });
    const model = chooseModel(this.env, grant.model);
    const pieces = runTurn({
      ...{ question, history, grant, conversation, model, builtIn: retrieval, site, signal, at },
      ...(question.said?.page && { page: question.said.page }),
    });
    let piece = await pieces.next();
    for (; !piece.done; piece = await pieces.next()) if (this.#answer === answer) answer.take(piece.value);
    if (this.#answer === answer) this.#finish(piece.value); // else it was stopped
    await site.endTurn({ by: answer.by ?? "model" });
  }

  #finish({ state, why }: TurnEnd | Ended) {
    const answer = this.#answer;
    if (!answer) return;
    const { sources, by } = answer;
    answer.close();
    const message = this.#transcript.put({
      ...answer.toMessage(),
      ...{ text: answer.text, state },
      ...(sources.length > 0 && { sources }),
      ...(why && { why }),
      ...(by && { by }),
    });
    this.#answer = undefined; // now that its end is written
    this.#broadcast({ type: "message", message: toFrame(message) });
    this.#next();
    if (!this.#answer) this.#push(this.#retentionEnd());
  }

  /** After a start of the object: what ran when it died runs once more, then what has no answer. */
  #resume() {
    const job = this.lifecycle.jobs.get(JOB);
    const { retentionMs, start } = (job?.payload ?? {}) as Partial<JobPayload>;
    if (retentionMs) this.#retentionMs = retentionMs;
    const question = start && this.#transcript.get(start.question);
    if (question) {
      this.#transcript.keepSeq(start.seq);
      if (start.attempt < MAX_ATTEMPTS) return this.#start(question, { ...start, attempt: start.attempt + 1 });
      this.#answer = new Answer(question, start, Date.now(), () => {});
      return this.#finish({ state: "failed", why: "interrupted" });
    }
    this.#next();
    if (!job && !this.#answer) this.#push(this.#retentionEnd());
  }

  /** The write is done when this returns; only the alarm is set later. */
  #push(time: number, start?: Start) {
    const payload: JobPayload = { retentionMs: this.#retentionMs, ...(start && { start }) };
    const pushed = this.lifecycle.jobs.push({ id: JOB, fn: JOB, time, payload });
    pushed.catch((error) => logError(`conversation ${this.lifecycle.name}, alarm`, error));
  }

  #retentionEnd() {
    const last = this.#transcript.recent.reduce((latest, { at }) => Math.max(latest, at), 0);
    return last + this.#retentionMs;
  }

  /** The Lifecycle remembers its tables, so an erased object must not go on: its sockets end with it, and the next makes a new one. */
  async #erase() {
    this.#erased = true;
    await this.lifecycle.disableAlarms();
    await this.ctx.storage.deleteAll();
    setTimeout(() => this.ctx.abort("erased", { retryAlarm: false }), 0); // after the alarm has ended well
  }
}

const toFrame = ({ said: _, ...message }: Stored | (Message & { said?: never })): Message => message;

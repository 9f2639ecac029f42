// One conversation: sockets in, frames out, one answer at a time, one alarm. It holds no SQL, no prompt and no HTTP.
import { DurableObject } from "cloudflare:workers";
import { Lifecycle, type LifecycleJobContext } from "agents/lifecycle";
import { WebSockets } from "agents/websockets";
import { CLOSE_REFUSED, type ClientFrame, type FailureReason, type ServerFrame } from "protocol";
import { parseClientFrame } from "protocol/parse";
import { retrieval } from "../answerer/retrieval.ts";
import { logError } from "../log.ts";
import { chooseModel } from "../model/choose.ts";
import { Refusal } from "../refusal.ts";
import { DEFAULT_RETENTION_DAYS } from "../site/config.ts";
import { Answer, type Start } from "./answer.ts";
import { type Connecting, readConnecting } from "./connecting.ts";
import { type Asking, FollowUps, type Progress } from "./follow-ups.ts";
import { olderFrame, refusedFrame, toFrame, welcomeFrame } from "./frames.ts";
import { newsOf } from "./gist.ts";
import { historyBefore, nextUnanswered, zoneOf } from "./history.ts";
import type { OpenFollowUp, VisitorForOperators } from "./operated.ts";
import { Pace } from "./pace.ts";
import { KeptReminders } from "./reminders.ts";
import { RunningSummary } from "./running-summary.ts";
import { refuseTooLarge, type Socket, type SocketState, toState } from "./socket.ts";
import { State } from "./state.ts";
import type { Terms } from "./terms.ts";
import { type Stored, Transcript } from "./transcript.ts";
import { runTurn, type TurnEnd } from "./turn.ts";

type Said = Extract<ClientFrame, { type: "say" }>;
type Ended = { state: "stopped" | "failed"; why?: FailureReason };
/** What must outlive memory and sockets goes with the job, which is written anyway. */
interface JobPayload {
  terms: Terms;
  progress: Progress;
  start?: Start; // only while an answer runs
  asking?: Asking; // only while a model is asked for a follow-up
}

const JOB = "next";
const DEAD_MAN_MS = 60_000; // a turn whose object died is found no later than this
const DAY_MS = 86_400_000;
const WATCHED_MS = 150_000; // a hidden tab's timers, and so its pings, may come once a minute
const MAX_ATTEMPTS = 2;
const CLOSE_TRY_AGAIN = 1013;

export class VisitorAgent extends DurableObject<Env> implements VisitorForOperators {
  readonly webSockets = new WebSockets({
    protocol: false,
    handlers: {
      onConnect: (socket, { request }) => this.#connect(socket as Socket, readConnecting(request)),
      onMessage: (socket, raw) => this.#receive(socket as Socket, raw as string | ArrayBuffer),
    },
  });
  readonly lifecycle = Lifecycle.install(this).use(this.webSockets);
  readonly #transcript = new Transcript(this.ctx.storage);
  readonly #state = new State(this.ctx.storage.sql);
  readonly #terms: Terms = { retentionMs: DEFAULT_RETENTION_DAYS * DAY_MS }; // the newest seen
  readonly #followUps = new FollowUps({
    transcript: this.#transcript,
    state: this.#state,
    reminders: new KeptReminders(this.ctx.storage.sql),
    terms: this.#terms,
    conversation: () => this.#ids.conversation,
    site: () => this.#site,
    hasModel: () => chooseModel(this.env) !== undefined,
    model: (grant) => chooseModel(this.env, grant.model),
    isWatched: () => this.#isWatched(),
    show: (message) => this.#broadcast({ type: "message", message: toFrame(message) }),
    push: () => this.#push(),
    log: (what, error) => this.#log(what, error),
  });
  readonly #pace = new Pace();
  readonly #summary = new RunningSummary(this.#state, this.#transcript);
  #answer: Answer | undefined;
  #erased = false; // this object is about to end

  onStart() {
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    if (this.#transcript.exists) this.#resume();
  }

  /** Nothing may be thrown here: the job would be deleted after three tries, and with it the conversation's only alarm. */
  async onJob({ job }: LifecycleJobContext) {
    try {
      if (Date.now() >= this.#retentionEnd() && !this.#isRunning) await this.#erase();
      else if (!this.#isRunning) await this.#followUps.attend();
      return this.#erased ? undefined : { rescheduleAt: this.#nextTime() };
    } catch (error) {
      this.#log(`job ${job.id}`, error);
      return { rescheduleAt: Date.now() + DEAD_MAN_MS };
    }
  }

  /** The object's name is made by the Worker: site id, slash, conversation id. */
  get #ids() {
    const [site = "", conversation = ""] = this.lifecycle.name.split("/");
    return { site, conversation };
  }

  get #site() {
    return this.env.SITE.getByName(this.#ids.site);
  }

  #log(what: string, error: unknown) {
    logError(`conversation ${this.lifecycle.name}, ${what}`, error);
  }

  async followUps(): Promise<OpenFollowUp[]> {
    await this.lifecycle.start();
    return this.#transcript.exists ? this.#followUps.open() : [];
  }

  async cancelFollowUp(id: string): Promise<boolean> {
    await this.lifecycle.start();
    return this.#transcript.exists && this.#followUps.cancel(id);
  }

  async triggerFollowUp(id: string): Promise<boolean> {
    await this.lifecycle.start();
    return this.#transcript.exists && this.#followUps.trigger(id);
  }

  /** A throw would show the visitor a stack: what goes wrong closes the socket instead. */
  #connect(socket: Socket, connecting: Connecting | null) {
    if (!connecting || this.#erased) return socket.close(CLOSE_TRY_AGAIN, "try again");
    const { ticket } = connecting;
    if (ticket !== undefined && this.#isUsed(ticket)) return socket.close(CLOSE_REFUSED, "bad-token");
    const { conversation } = this.#ids;
    this.#reply(socket, welcomeFrame(connecting, { conversation, mode: this.#mode, ...this.#onScreen }));
    socket.setState(toState(connecting));
  }

  async #receive(socket: Socket, raw: string | ArrayBuffer) {
    const parsed = parseClientFrame(raw);
    const id = "frame" in parsed ? ("id" in parsed.frame ? parsed.frame.id : undefined) : parsed.id;
    try {
      if ("frame" in parsed) await this.#take(socket, parsed.frame);
      else if (parsed.refused === "too-large") refuseTooLarge(socket);
      else throw new Refusal(parsed.refused);
    } catch (error) {
      if (!(error instanceof Refusal)) this.#log("frame", error);
      this.#reply(socket, refusedFrame(error, id));
    }
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
        return this.#reply(socket, olderFrame(frame.before, this.#onScreen));
      case "push":
        return this.#takePush(socket, frame);
      case "typing":
        return; // for an operator: there is none while the mode is `agent`
    }
  }

  /** Where this visitor's browser takes Web Push: the site's object keeps it, which delivers. */
  async #takePush(socket: Socket, { endpoint, keys }: Extract<ClientFrame, { type: "push" }>) {
    if (!this.#transcript.exists) throw new Refusal("not-found"); // nobody to come back to
    this.#pace.act(socket.state?.messagesPerMinute ?? 1);
    const { conversation } = this.#ids;
    if (!keys) return this.#site.removePushTarget(conversation, endpoint);
    if (!(await this.#site.addPushTarget(conversation, { endpoint, keys }))) throw new Refusal("bad-frame");
  }

  get #onScreen() {
    return { transcript: this.#transcript, running: this.#answer?.toMessage() };
  }

  get #mode() {
    return (this.#transcript.exists && this.#state.get("mode")) || "agent";
  }

  #reply(socket: Socket, frame: ServerFrame) {
    socket.send(JSON.stringify(frame));
  }

  #broadcast(frame: ServerFrame, except?: Socket) {
    const text = JSON.stringify(frame);
    for (const socket of this.#welcomed()) if (socket.id !== except?.id) socket.send(text);
  }

  /** By a tab that has shown a sign of life lately: a laptop that was shut leaves its socket behind. */
  #isWatched() {
    const since = Date.now() - WATCHED_MS;
    const lastSign = (socket: Socket) =>
      this.ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? socket.state?.since ?? 0;
    return this.#welcomed().some((socket) => lastSign(socket) > since);
  }

  #welcomed() {
    return [...(this.webSockets.getConnections() as Iterable<Socket>)].filter(({ state }) => state);
  }

  #say(socket: Socket, { id, text, page, zone, lang }: Said) {
    const known = this.#transcript.get(id);
    if (known) return this.#reply(socket, { type: "message", message: toFrame(known) });
    if (socket.state) this.#mayStillSay(socket.state as SocketState);
    const ticket = this.#takeTicket(socket);
    const told = { ...(page && { page }), ...(zone && { zone }), ...(lang && { lang }), ...(ticket && { ticket }) };
    const said = Object.keys(told).length > 0 && { said: told };
    const seq = this.#transcript.nextSeq();
    const message = this.#transcript.put({ id, seq, role: "visitor", state: "done", at: Date.now(), text, ...said });
    this.#followUps.interrupt();
    this.#broadcast({ type: "message", message: toFrame(message) });
    this.#next();
  }

  #mayStillSay({ messagesPerMinute, terms }: SocketState) {
    delete this.#terms.followUps;
    Object.assign(this.#terms, terms);
    this.#pace.message(this.#transcript.recent, messagesPerMinute);
  }

  /** The first message said with a ticket uses it up; opening its link does not, since mail scanners do that. */
  #takeTicket({ state }: Socket): string | undefined {
    return state?.ticket !== undefined && !this.#isUsed(state.ticket) ? state.ticket : undefined;
  }

  #isUsed(ticket: string) {
    return this.#transcript.exists && this.#transcript.saidWith(ticket).some(({ said }) => said?.ticket === ticket);
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
    this.#pace.act(socket.state?.messagesPerMinute ?? 1);
    this.#start(question, { question: question.id, seq: stored.seq, attempt: 1 });
  }

  #feedback(id: string, value: 1 | -1 | 0, socket: Socket) {
    if (this.#answer?.id === id) return;
    const stored = this.#transcript.get(id);
    if (!stored || stored.role === "visitor") throw new Refusal("not-found");
    if ((stored.feedback ?? 0) === value) return;
    this.#pace.act(socket.state?.messagesPerMinute ?? 1);
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
    this.#followUps.interrupt();
    const reminders = this.#followUps.draft(question.id);
    const answer = new Answer({ question, start, reminders, at: Date.now() }, (frame) => this.#broadcast(frame));
    this.#answer = answer;
    this.#push(); // on disk before its first frame
    this.#broadcast({ type: "message", message: answer.toMessage() });
    this.#run(answer).catch((error) => {
      this.#log("turn", error);
      if (this.#answer === answer) this.#finish({ state: "failed", why: "model" });
    });
  }

  async #run(answer: Answer) {
    const { question, at, signal, reminders } = answer;
    const { conversation } = this.#ids;
    const site = this.#site;
    const history = historyBefore(question, this.#transcript.recent);
    const before = history.findLast(({ role }) => role === "visitor")?.text;
    const ticket = question.said?.ticket;
    const begin = { conversation, question: question.text };
    const grant = await site.beginTurn({
      ...begin,
      ...(before !== undefined && { before }),
      ...(ticket && { ticket }),
    });
    const { zone, isKnown: isZoneKnown } = zoneOf(this.#transcript.recent, this.#terms.zone);
    const model = chooseModel(this.env, grant.model);
    const summary = this.#summary.current?.text;
    const pieces = runTurn({
      ...{ question, history, grant, conversation, builtIn: retrieval, site, signal, at },
      ...{ zone, isZoneKnown, reminders },
      model,
      ...(summary !== undefined && { summary }),
      ...(question.said?.page && { page: question.said.page }),
    });
    let piece = await pieces.next();
    for (; !piece.done; piece = await pieces.next()) if (this.#answer === answer) answer.take(piece.value);
    if (this.#answer === answer) this.#finish(piece.value); // else it was stopped
    const writer = { model: grant.overBudget ? undefined : model, site: grant.site, conversation };
    const renewed = await this.#summary.renew(writer);
    const { recent: messages, count: total } = this.#transcript;
    const news = newsOf({ conversation, messages, total, ...(renewed && { summary: renewed }) });
    const gap = piece.value.gap !== undefined && { id: question.id, question: piece.value.gap, at: question.at };
    await site.endTurn({ by: answer.by ?? "model", news, ...(gap && { gap }) });
  }

  #finish({ state, why }: TurnEnd | Ended) {
    const answer = this.#answer;
    if (!answer) return;
    const { sources, by } = answer;
    answer.close();
    const ended: Omit<Stored, "rev"> = {
      ...answer.toMessage(),
      ...{ text: answer.text, state, ended: Date.now() },
      ...(sources.length > 0 && { sources }),
      ...(why && { why }),
      ...(by && { by }),
    };
    const { message, cancelled } = this.ctx.storage.transactionSync(() => ({
      message: this.#transcript.put(ended),
      cancelled: state === "failed" ? [] : answer.reminders.write(),
    }));
    for (const id of cancelled) this.#followUps.tellCancelled(id);
    this.#answer = undefined; // now that its end is written
    this.#broadcast({ type: "message", message: toFrame(message) });
    this.#next();
    if (!this.#answer) this.#push();
  }

  /** After a start of the object: what ran when it died runs once more, then what has no answer. */
  #resume() {
    const job = this.lifecycle.jobs.get(JOB);
    const { terms, progress, start, asking } = (job?.payload ?? {}) as Partial<JobPayload>;
    Object.assign(this.#followUps.progress, progress);
    Object.assign(this.#terms, terms);
    const question = start && this.#transcript.get(start.question);
    if (question) {
      this.#transcript.keepSeq(start.seq);
      if (start.attempt < MAX_ATTEMPTS) return this.#start(question, { ...start, attempt: start.attempt + 1 });
      const reminders = this.#followUps.draft(question.id);
      this.#answer = new Answer({ question, start, reminders, at: Date.now() }, () => {});
      return this.#finish({ state: "failed", why: "interrupted" });
    }
    this.#next();
    if (asking && !this.#answer) this.#followUps.resume(asking);
    if ((!job || asking) && !this.#isRunning) this.#push();
  }

  get #isRunning() {
    return this.#answer !== undefined || this.#followUps.asking !== undefined;
  }

  /** The write is done when this returns; only the alarm is set later. What runs is always in it. */
  #push() {
    const { progress, asking } = this.#followUps;
    const start = this.#answer?.start;
    const payload: JobPayload = {
      terms: this.#terms,
      progress: { ...progress },
      ...(start && { start }),
      ...(asking && { asking }),
    };
    const pushed = this.lifecycle.jobs.push({ id: JOB, fn: JOB, time: this.#nextTime(), payload });
    pushed.catch((error) => this.#log("alarm", error));
  }

  /** When the one job is due: while something runs, to find out whether it died. */
  #nextTime() {
    const now = Date.now();
    return this.#isRunning ? now + DEAD_MAN_MS : Math.min(this.#retentionEnd(), this.#followUps.nextTime(now));
  }

  #retentionEnd() {
    const last = this.#transcript.recent.reduce((latest, { at }) => Math.max(latest, at), 0);
    return last + this.#terms.retentionMs;
  }

  /** The Lifecycle remembers its tables, so an erased object must not go on: its sockets end with it, and the next makes a new one. */
  async #erase() {
    await this.#site.forget(this.#ids.conversation);
    if (Date.now() < this.#retentionEnd()) return; // the visitor came back meanwhile
    this.#erased = true;
    await this.lifecycle.disableAlarms();
    await this.ctx.storage.deleteAll();
    setTimeout(() => this.ctx.abort("erased", { retryAlarm: false }), 0); // after the alarm has ended well
  }
}

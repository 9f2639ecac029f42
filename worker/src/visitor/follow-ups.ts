// Coming back to a silent visitor: what is due, who is asked what to say, and the one place where it is stored. The job that
// calls it, the sockets and the words live elsewhere.
import type { Model } from "../model/model.ts";
import type { FollowUpGrant, SettledFollowUp, SiteForTurn } from "../site/turn.ts";
import { type Written, writeFollowUp } from "./follow-up.ts";
import { zoneOf } from "./history.ts";
import type { OpenFollowUp } from "./operated.ts";
import { toOutgoing } from "./outgoing.ts";
import { type KeptReminder, type KeptReminders, ReminderDraft } from "./reminders.ts";
import { nextStep, readStepId, type Step, settledStep, silenceOf } from "./silence.ts";
import type { State } from "./state.ts";
import type { Terms } from "./terms.ts";
import type { Stored, Transcript } from "./transcript.ts";

/** What is on disk while a model is asked, so that an object that dies asks once more. */
export interface Asking {
  step: string; // its id
  attempt: number; // from 1
  isForced?: boolean; // whatever the hour
}

/** What goes with the job, since it must outlive memory: a minute's wait is enough for an object to be evicted. */
export interface Progress {
  handed: number; // the seq of the newest step's message that the site's object knows of
  unasked: number; // failures in a row
  untold: number;
}

export interface Host {
  transcript: Transcript;
  state: State;
  reminders: KeptReminders;
  terms: Terms; // follows the site's policy when it has changed
  conversation(): string; // its id
  site(): Pick<SiteForTurn, "beginFollowUp" | "settleFollowUp">;
  hasModel(): boolean;
  model(grant: FollowUpGrant): Model | undefined;
  isWatched(): boolean; // a tab is open
  show(message: Stored): void; // to every tab
  /** Moves the job to when something is due next, with what has changed. */
  push(): void;
  log(what: string, error: unknown): void;
}

const MAX_ATTEMPTS = 2;
const RETRY_MS = 60_000;
const RETRY_CAP_MS = 3_600_000;

type Ask = Omit<Asking, "step"> & { step: Step };

export class FollowUps {
  readonly #host: Host;
  #asking: (Asking & { abort: AbortController }) | undefined;
  #notBefore = 0; // after a failure
  progress: Progress = { handed: 0, unasked: 0, untold: 0 };

  constructor(host: Host) {
    this.#host = host;
  }

  /** While a model is asked. */
  get asking(): Asking | undefined {
    if (!this.#asking) return undefined;
    const { abort: _, ...asking } = this.#asking;
    return asking;
  }

  /** When something of this is due next; Infinity when nothing is. */
  nextTime(now: number): number {
    const step = this.#step(now)?.due ?? Number.POSITIVE_INFINITY;
    const owed = this.#owed().length ? 0 : Number.POSITIVE_INFINITY;
    const reminder = this.#openReminders()[0]?.at ?? Number.POSITIVE_INFINITY;
    return Math.min(reminder, Math.max(Math.min(step, owed), this.#notBefore));
  }

  /** Does what is due: every reminder, and at most one step. A model is asked without waiting for its answer. */
  async attend() {
    const now = Date.now();
    for (const { id, at, what } of this.#openReminders()) if (at <= now) this.#send(id, what);
    await this.#handOver();
    const step = this.#step(Date.now());
    if (!step || Math.max(step.due, this.#notBefore) > Date.now() || this.#asking) return;
    if (this.#host.hasModel()) return this.#start({ step, attempt: 1 });
    await this.#ask({ step, attempt: 1 });
    this.#host.push();
  }

  /** The object died while a model was asked. */
  resume({ step: id, attempt, ...how }: Asking) {
    const step = this.#step(Date.now());
    if (step?.id !== id) return;
    if (attempt < MAX_ATTEMPTS) this.#start({ step, attempt: attempt + 1, ...how });
    else this.#settle(step, "declined", "model");
  }

  /** The visitor spoke, or an operator said no: whatever is being written now is not stored. */
  interrupt() {
    this.#asking?.abort.abort();
    this.#asking = undefined;
  }

  /** The earliest first. */
  open(): OpenFollowUp[] {
    const step = this.#step(Date.now());
    const steps = step ? [{ id: step.id, kind: "step" as const, due: step.due, step: step.step }] : [];
    const reminders = this.#openReminders().map(({ id, at, what }) => ({
      id,
      kind: "reminder" as const,
      due: at,
      what,
    }));
    return [...reminders, ...steps].sort((one, other) => one.due - other.due);
  }

  cancel(id: string): boolean {
    const step = this.#step(Date.now());
    if (this.#openReminders().some((reminder) => reminder.id === id)) {
      this.#host.reminders.remove(id);
      this.tellCancelled(id);
    } else if (step?.id === id) {
      this.interrupt();
      this.#settle(step, "cancelled");
    } else return false;
    this.#host.push();
    return true;
  }

  /** Now, whatever the hour. */
  async trigger(id: string): Promise<boolean> {
    const reminder = this.#openReminders().find((each) => each.id === id);
    const step = this.#step(Date.now());
    if (reminder) {
      this.#send(id, reminder.what);
      await this.#handOver();
      this.#host.push();
    } else if (step?.id === id) {
      if (!this.#asking) this.#start({ step, attempt: 1, isForced: true });
    } else return false;
    return true;
  }

  /** The site's object counts it; nobody waits. */
  tellCancelled(id: string) {
    this.#tell({ id, state: "cancelled" }).catch((error) => this.#host.log("telling the site", error));
  }

  /** The reminders' side of the tools, for one answer. One that is tried again starts over. */
  draft(question: string): ReminderDraft {
    const { reminders: kept, transcript, terms } = this.#host;
    for (const reminder of this.#openReminders()) if (reminder.question === question) kept.remove(reminder.id);
    const isTaken = (id: string) => transcript.get(id) !== undefined;
    return new ReminderDraft({ question, kept, isTaken, latest: Date.now() + terms.retentionMs });
  }

  #openReminders(): readonly KeptReminder[] {
    return this.#host.reminders.all.filter(({ id }) => !this.#host.transcript.get(id));
  }

  /** The step whose turn it is. */
  #step(now: number): Step | undefined {
    const { transcript, state, terms } = this.#host;
    const mode = state.get("mode") ?? "agent";
    const silence = mode === "agent" ? silenceOf(transcript.recent) : undefined;
    const { followUps: policy } = terms;
    if (!silence || !policy) return undefined;
    const { zone } = zoneOf(transcript.recent, terms.zone);
    const settled = settledStep(silence, transcript.recent, state.get("cursor"));
    return nextStep({ silence, policy, settled, sent: transcript.countOf("f."), zone, now });
  }

  /** With a model: it may take long, so the job watches over it meanwhile. */
  #start(ask: Ask) {
    const asked = this.#ask(ask);
    this.#host.push(); // on disk before the model hears of it
    asked.then(() => this.#host.push()).catch((error) => this.#host.log("a follow-up", error));
  }

  async #ask({ step, attempt, isForced = false }: Ask) {
    const asking = { step: step.id, attempt, isForced, abort: new AbortController() };
    this.#asking = asking;
    const written = await this.#write(step, asking.abort.signal, isForced).catch((error) => this.#fail(error));
    if (this.#asking !== asking) return; // somebody spoke meanwhile
    this.#asking = undefined;
    if (written === "later") return;
    if ("text" in written) this.#send(step.id, written.text, written.by);
    else this.#settle(step, "declined", written.by);
    await this.#handOver();
  }

  /** "later" when the site's owner has changed the policy since, and nothing is due now. */
  async #write(step: Step, signal: AbortSignal, isForced: boolean): Promise<Written | "later"> {
    const { site, transcript, state, conversation, terms, model } = this.#host;
    const question = transcript.get(step.silence)?.text ?? "";
    const grant = await site().beginFollowUp({ conversation: conversation(), question });
    if (grant.policy) terms.followUps = grant.policy;
    else delete terms.followUps;
    const now = this.#step(Date.now());
    if (now?.id !== step.id || (now.due > Date.now() && !isForced)) return "later";
    const { zone } = zoneOf(transcript.recent, terms.zone);
    const summary = state.get("summary")?.text;
    const written = await writeFollowUp({
      ...{ history: transcript.recent, step: step.step, grant, signal, zone },
      ...{ model: model(grant), at: Date.now(), conversation: conversation() },
      ...(summary !== undefined && { summary }),
    });
    this.progress.unasked = 0;
    return written;
  }

  /** The site's object may be away for a moment; what fails for good is not asked for ever. */
  #fail(error: unknown): Written | "later" {
    this.#host.log("asking what to say", error);
    if (++this.progress.unasked >= MAX_ATTEMPTS) {
      this.progress.unasked = 0; // the next step is another question
      return { declined: true, by: "pages" };
    }
    this.#notBefore = Date.now() + RETRY_MS;
    return "later";
  }

  /** The message's id is its mark: it is stored once, whoever asks for it. */
  #send(id: string, text: string, by?: "model" | "pages") {
    const { transcript, show } = this.#host;
    if (transcript.get(id)) return;
    const seq = transcript.nextSeq();
    const message = { id, seq, text, role: "agent", state: "done", at: Date.now(), followUp: true } as const;
    show(transcript.put({ ...message, ...(by === "pages" && { by }) }));
  }

  /** A step that is not sent: the cursor goes on, so that it is asked once. */
  #settle({ id, silence, step }: Step, state: "declined" | "cancelled", by?: "model" | "pages") {
    this.#host.state.set("cursor", { silence, step, at: Date.now() });
    this.#tell({ id, state, ...(by && { by }) }).catch((error) => this.#host.log("telling the site", error));
  }

  /** Messages that are stored, and that the site's object may not know of yet: it delivers them outside. */
  #owed(): Stored[] {
    const { transcript, reminders } = this.#host;
    const steps = transcript.recent.filter(({ id, seq }) => seq > this.progress.handed && readStepId(id));
    return [...reminders.all.flatMap(({ id }) => transcript.get(id) ?? []), ...steps];
  }

  /** What marks one as owed goes once the site's object has it. Telling it twice is harmless. */
  async #handOver() {
    const { push, log } = this.#host;
    const { untold } = this.progress;
    try {
      for (const message of this.#owed()) await this.#handOne(message);
      this.progress.untold = 0;
    } catch (error) {
      this.progress.untold = untold + 1;
      this.#notBefore = Date.now() + Math.min(RETRY_MS * 2 ** untold, RETRY_CAP_MS);
      log("telling the site", error);
    }
    if (this.progress.untold !== untold) push();
  }

  async #handOne(message: Stored) {
    const { transcript, reminders, isWatched } = this.#host;
    const { id, seq, at, by = "model" } = message;
    const step = readStepId(id);
    const outgoing = toOutgoing(message, transcript, !step || !isWatched());
    await this.#tell({ id, state: "sent", at, outgoing, ...(step && { by }) });
    if (step) this.progress.handed = seq;
    else reminders.remove(id);
  }

  #tell(settled: Pick<SettledFollowUp, "id" | "state" | "by" | "outgoing"> & { at?: number }) {
    const { site, conversation } = this.#host;
    const kind = readStepId(settled.id) ? ("step" as const) : ("reminder" as const);
    return site().settleFollowUp({ conversation: conversation(), kind, at: Date.now(), ...settled });
  }
}

// What leaves the chat, and when: a row for each way out, attempts side by side, and what their outcomes mean. What is slow
// holds up nothing but its own host.
import type { LifecycleJobOutcome, LifecycleJobs } from "agents/lifecycle";
import { logError } from "../log.ts";
import type { Addresses } from "./addresses.ts";
import type { Carried, Carrier } from "./carrier.ts";
import type { Deliveries, Due } from "./deliveries.ts";
import type { OutgoingMessage, SettledFollowUp } from "./turn.ts";

export interface OutboxParts {
  deliveries: Deliveries;
  addresses: Addresses;
  carrier: Carrier;
  jobs: LifecycleJobs;
}

export const DELIVER = "deliver"; // its job: there is one while something is pending
const MAX_OPEN = 6; // attempts at a time
const MAX_OPEN_EACH = 3; // of one adapter and host
const RETRY_MS = [2_000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000]; // after the first attempt, the second, ...
const MAX_WAIT_MS = 21_600_000;
const JITTER = 0.2; // many conversations fail with the same receiver, and must not all come back at once
const SWEEP_MS = 86_400_000; // between two looks for what is old
const DEAD_MAN_MS = 60_000; // an attempt whose object died is found no later than this

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #open = new Map<string, Due>(); // attempts under way, by id
  #ended = false;
  #sweptAt = Number.NEGATIVE_INFINITY; // ms since 1970

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** At the object's start: what was being handed over when the last one ended may have arrived. */
  recover(): Promise<void> {
    this.#parts.deliveries.interrupt(Date.now());
    return this.start();
  }

  /** Nothing is started or stored after this. */
  end() {
    this.#ended = true;
  }

  /** Call it in the transaction that settles the follow-up. `addressKey`: of the visitor's e-mail address. */
  add({ conversation, id: message, kind, at }: SettledFollowUp, outgoing: OutgoingMessage, addressKey?: string) {
    const { deliveries, addresses, carrier } = this.#parts;
    const { text, email, phone, page, lang } = outgoing;
    const content = {
      text,
      contact: { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) },
      ...(page !== undefined && { page }),
      ...(lang !== undefined && { lang }),
    };
    for (const way of carrier.ways(conversation, outgoing, addressKey)) {
      const id = crypto.randomUUID();
      deliveries.add({ ...way, id, conversation, message, kind, at, content }, Date.now());
      if (way.adapter === "email" && addressKey !== undefined) addresses.mail(addressKey, id);
    }
  }

  /** Call it in a transaction. */
  forget(conversation: string) {
    const { deliveries, addresses } = this.#parts;
    for (const id of deliveries.forget(conversation)) addresses.takeBack(id);
    addresses.forget(conversation);
  }

  /** What is due begins now, whatever else this object does: another's job may hold up ours for a while. */
  async start(): Promise<void> {
    this.#fill();
    const next = this.#nextAt();
    const job = this.#parts.jobs.get(DELIVER);
    if (next !== undefined && (!job || job.time > next)) await this.#push(next);
  }

  /** What the job does. It waits for no attempt. */
  run(): LifecycleJobOutcome {
    this.#fill();
    const next = this.#nextAt();
    return next === undefined ? undefined : { rescheduleAt: next };
  }

  #fill() {
    if (this.#ended) return;
    this.#sweep();
    for (const due of this.#parts.deliveries.due(Date.now(), MAX_OPEN)) {
      if (this.#open.size >= MAX_OPEN) return;
      if (this.#open.has(due.id) || this.#openOf(due) >= MAX_OPEN_EACH) continue;
      this.#open.set(due.id, due);
      this.#attempt(due).catch((error) => logError(`delivery ${due.id}`, error));
    }
  }

  #sweep() {
    const now = Date.now();
    if (now - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = now;
    this.#parts.deliveries.removeOld(now);
  }

  /** Undefined when nothing is left to do. What waits for a place is started when one is free. */
  #nextAt(): number | undefined {
    const next = this.#parts.deliveries.nextAt(new Set(this.#open.keys()));
    if (!this.#open.size) return next;
    const now = Date.now();
    return Math.min(now + DEAD_MAN_MS, next !== undefined && next > now ? next : Number.POSITIVE_INFINITY);
  }

  #push(time: number) {
    return this.#parts.jobs.push({ id: DELIVER, fn: DELIVER, time });
  }

  #openOf({ adapter, host }: Due) {
    return [...this.#open.values()].filter((open) => open.adapter === adapter && open.host === host).length;
  }

  async #attempt(due: Due) {
    const carried = await this.#parts.carrier.carry(due).catch((error): Carried => {
      logError(`delivery ${due.id}`, error);
      return { state: due.adapter === "email" ? "failed" : "retry", error: "internal" };
    });
    this.#open.delete(due.id);
    if (this.#ended) return;
    if (carried) this.#record(due, carried);
    this.#fill();
    if (this.#open.size) return;
    const next = this.#nextAt();
    await (next === undefined ? this.#parts.jobs.cancel(DELIVER) : this.#push(next));
  }

  #record({ id, attempts }: Due, carried: NonNullable<Carried>) {
    const { deliveries } = this.#parts;
    const now = Date.now();
    if (carried.state === "delivered") return deliveries.end(id, "delivered", now);
    if (carried.state === "failed" || carried.state === "unknown")
      return deliveries.end(id, carried.state, now, carried.error);
    const wait = RETRY_MS[attempts];
    if (carried.state !== "retry" || wait === undefined) return deliveries.end(id, "dead", now, carried.error);
    const most = Math.min(Math.max(wait, carried.afterMs ?? 0), MAX_WAIT_MS);
    deliveries.postpone(id, now + Math.round(most * (1 + Math.random() * JITTER)), now, carried.error);
  }
}

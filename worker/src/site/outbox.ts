// What leaves the chat, and when: a row for each way out, attempts side by side, and what their outcomes mean. What is slow
// holds up nothing but its own host.
import { logError } from "../log.ts";
import type { Addresses } from "./addresses.ts";
import type { Carried, Carrier } from "./carrier.ts";
import type { Deliveries, Due } from "./deliveries.ts";
import type { OutgoingMessage, SettledFollowUp } from "./turn.ts";

export interface OutboxParts {
  deliveries: Deliveries;
  addresses: Addresses;
  carrier: Carrier;
  /** What is under way has ended, and when to look again has changed. */
  onIdle(): Promise<void>;
}

const MAX_OPEN = 6; // attempts at a time
const MAX_OPEN_EACH = 3; // of one adapter and host
const RETRY_MS = [10_000, 60_000, 600_000, 3_600_000, 21_600_000]; // after the first attempt, the second, ...
const MAX_WAIT_MS = 21_600_000;
const JITTER = 0.2; // many conversations fail with the same receiver, and must not all come back at once
const DEAD_MAN_MS = 60_000; // an attempt whose object died is found no later than this

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #open = new Map<string, Due>(); // attempts under way, by id
  #ended = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** At the object's start: what was being handed over when the last one ended may have arrived. */
  recover() {
    this.#parts.deliveries.interrupt(Date.now());
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
    for (const id of this.#parts.deliveries.forget(conversation)) this.#parts.addresses.takeBack(id);
  }

  /** Starts what is due, and returns at once. */
  start() {
    if (this.#ended) return;
    for (const due of this.#parts.deliveries.due(Date.now(), MAX_OPEN)) {
      if (this.#open.size >= MAX_OPEN) return;
      if (this.#open.has(due.id) || this.#openOf(due) >= MAX_OPEN_EACH) continue;
      this.#open.set(due.id, due);
      this.#attempt(due).catch((error) => logError(`delivery ${due.id}`, error));
    }
  }

  /** When to look again; undefined when nothing is left to do. What waits for a place is started when one is free. */
  get nextAt(): number | undefined {
    const next = this.#parts.deliveries.nextAt(new Set(this.#open.keys()));
    if (!this.#open.size) return next;
    const now = Date.now();
    return Math.min(now + DEAD_MAN_MS, next !== undefined && next > now ? next : Number.POSITIVE_INFINITY);
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
    this.start();
    if (!this.#open.size) await this.#parts.onIdle();
  }

  #record({ id, attempts }: Due, carried: NonNullable<Carried>) {
    const { deliveries } = this.#parts;
    const now = Date.now();
    if (carried.state === "delivered" || carried.state === "failed")
      return deliveries.end(id, carried.state, now, carried.state === "failed" ? carried.error : undefined);
    const wait = RETRY_MS[attempts];
    if (carried.state !== "retry" || wait === undefined) return deliveries.end(id, "dead", now, carried.error);
    const most = Math.min(Math.max(wait, carried.afterMs ?? 0), MAX_WAIT_MS);
    deliveries.postpone(id, now + most * (1 + Math.random() * JITTER), now, carried.error);
  }
}

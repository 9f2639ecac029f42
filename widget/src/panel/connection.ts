// The socket: one attempt after another, what each one offers, what its end means. Only the newest socket is heard.
import { type Signal, signal } from "@preact/signals-core";
import Socket from "partysocket/ws";
import { CLOSE_REFUSED, CLOSE_SLOW_DOWN, type ClientFrame, type RefusedConnection, type ServerFrame } from "protocol";
import { createHeartbeat } from "./heartbeat.ts";
import type { ConnectionState } from "./state.ts";

export interface Offer {
  url: string;
  protocols: string[];
}

export interface Line {
  /** What the next attempt offers, once it may connect. */
  offer(): Promise<Offer>;
  receive(frame: ServerFrame): void;
  /** Nothing more comes from the socket that was. */
  cut(): void;
  /** The offered token is refused: whether there was one to drop. */
  dropToken(): boolean;
  isStreaming(): boolean;
}

const CONNECT_MS = 10_000;
const STABLE_MS = 5000; // a socket that lived so long was a good one
const RETRY_CAP_MS = 30_000;
const QUICK_ATTEMPTS = 3;

/**
 * Full jitter: a deploy cuts every widget at once, and they must not all return at once. An address that never opened is
 * probably blocked by the page's policy, and each attempt is one more error in the site owner's console.
 */
export function retryDelay(attempt: number, opened: boolean, random = Math.random) {
  const slow = opened ? 0 : attempt - QUICK_ATTEMPTS;
  return slow > 0
    ? (1 + random()) * RETRY_CAP_MS * 2 ** Math.min(slow, 5)
    : random() * Math.min(RETRY_CAP_MS, 500 * 2 ** attempt);
}

export class Connection {
  readonly state: Signal<ConnectionState> = signal({ is: "idle" });
  #line: Line;
  #opened: boolean;
  #socket: Socket | undefined;
  #attempts = 0; // since the last good socket
  #trying = false; // an attempt is under way or about to be, or its socket is open
  #welcomed = 0; // when; 0 before
  #notBefore = 0; // the server told us to wait until then
  #listening = new AbortController();
  #heartbeat = createHeartbeat({
    ping: () => this.#socket?.send("ping"),
    isStreaming: () => this.#line.isStreaming(),
    dead: () => this.renew(),
  });

  /** `opened`: whether the address is known to work. */
  constructor(line: Line, opened: boolean) {
    this.#line = line;
    this.#opened = opened;
  }

  connect() {
    if (this.state.peek().is !== "idle") return;
    this.#listen();
    this.#open();
  }

  /** Connects anew, and at once unless the server told us to wait. */
  renew() {
    const { is } = this.state.peek();
    if (is !== "idle" && is !== "refused" && Date.now() >= this.#notBefore) this.#open();
  }

  /** The visitor acts: no reason to sit out the rest of a backoff. */
  hurry() {
    if (!this.#trying && navigator.onLine) this.renew();
  }

  send(frame: ClientFrame) {
    this.#socket?.send(JSON.stringify(frame));
  }

  close() {
    this.#drop();
    this.#listening.abort();
    this.state.value = { is: "idle" };
  }

  #listen() {
    const options = { signal: this.#listening.signal };
    const check = () => {
      if (this.#welcomed) this.#heartbeat.check();
      else if (!this.#trying) this.renew();
    };
    addEventListener("online", check, options);
    addEventListener("pageshow", check, options);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check(), options);
    addEventListener("offline", () => this.#wentOffline(), options);
  }

  /** The socket may not notice for minutes, and attempts are in vain until `online`. */
  #wentOffline() {
    if (this.state.peek().is === "refused" || Date.now() < this.#notBefore) return;
    this.#drop();
    this.state.value = { is: "offline" };
  }

  #open() {
    this.#drop();
    let offer: Promise<Offer>;
    const never = new Promise<never>(() => {});
    const socket = new Socket(
      () => {
        if (socket !== this.#socket) return never;
        offer = this.#try();
        return offer.then(({ url }) => url);
      },
      () => (socket === this.#socket ? offer.then(({ protocols }) => protocols) : never),
      this.#options(() => socket === this.#socket),
    );
    socket.onopen = () => {
      this.#opened = true;
      this.#heartbeat.opened();
    };
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#hear(data);
    };
    socket.onerror = () => {
      if (socket === this.#socket) this.#lose();
    };
    this.#socket = socket;
    this.#trying = true;
  }

  /** partysocket decides about the next attempt before it tells of the close, and reads the delay anew each time. */
  #options(isNewest: () => boolean) {
    const delay = () => Math.max(0, this.#notBefore - Date.now()) + retryDelay(this.#attempts, this.#opened);
    return {
      maxEnqueuedMessages: 0,
      connectionTimeout: CONNECT_MS,
      maxReconnectionDelay: Number.POSITIVE_INFINITY,
      reconnectionDelayGrowFactor: 1,
      get minReconnectionDelay() {
        return delay();
      },
      shouldReconnectOnClose: ({ code, reason }: { code: number; reason: string }) =>
        isNewest() && this.#mayReturn(code, reason),
    };
  }

  #try() {
    this.#attempts++;
    this.#trying = true;
    this.#show();
    return this.#line.offer();
  }

  #hear(data: unknown) {
    if (data === "pong") return this.#heartbeat.ponged();
    const frame = parse(data);
    if (!frame) return;
    const socket = this.#socket;
    this.#line.receive(frame);
    if (socket !== this.#socket) return; // what was heard made us connect anew
    if (frame.type === "welcome") {
      this.#welcomed = Date.now();
      this.#heartbeat.welcomed();
      this.state.value = { is: "online" };
    }
    this.#heartbeat.heard();
  }

  #mayReturn(code: number, reason: string) {
    this.#lose();
    if (code === CLOSE_SLOW_DOWN) {
      const seconds = Math.min(Number(reason) || RETRY_CAP_MS / 1000, 86_400);
      this.#notBefore = Date.now() + seconds * 1000;
      this.#show();
    }
    if (code !== CLOSE_REFUSED) return true;
    if (reason === "bad-token" && this.#line.dropToken()) {
      this.#open();
    } else {
      this.#drop();
      this.state.value = { is: "refused", reason: reason as RefusedConnection };
    }
    return false;
  }

  /** The socket is over; what comes next is up to the caller. */
  #lose() {
    if (this.#welcomed && Date.now() - this.#welcomed > STABLE_MS) this.#attempts = 0;
    this.#welcomed = 0;
    this.#trying = false;
    this.#heartbeat.stop();
    this.#line.cut();
    this.#show();
  }

  #drop() {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = undefined; // first, so that its end is not heard
    socket.close();
    this.#lose();
  }

  #show() {
    const until = this.#notBefore;
    if (until > Date.now()) this.state.value = { is: "waiting", until };
    else this.state.value = { is: navigator.onLine && this.#attempts <= QUICK_ATTEMPTS ? "connecting" : "offline" };
  }
}

function parse(data: unknown): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(String(data));
    return typeof frame === "object" ? (frame as ServerFrame | null) : null;
  } catch {
    return null; // not a frame
  }
}

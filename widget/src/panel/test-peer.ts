// For tests: the far end of a site's sockets. Each is a real one; the test decides what it hears.
import type { ClientFrame, Message, ServerFrame, Welcome } from "protocol";
import { expect, inject } from "vitest";
import type { Order, Report, SocketReport } from "../../test-server.ts";

/** How often and how long a test looks for what a socket brings. */
export const poll = { interval: 5, timeout: 5000 };

let sites = 0;

export const message = (id: string, seq: number, more: Partial<Message> = {}): Message => ({
  id,
  seq,
  rev: 1000 + seq,
  role: "visitor",
  text: `text of ${id}`,
  state: "done",
  at: seq,
  ...more,
});

export const welcome = (more: Partial<Welcome> = {}): Welcome => ({
  type: "welcome",
  protocol: "foyer.1",
  token: "token-1",
  conversation: "c1",
  site: { name: "Shop" },
  mode: "agent",
  rev: 0,
  read: 0,
  messages: [],
  reset: true,
  ...more,
});

export class PeerSocket {
  after: string | null = null;
  offered: string[] = [];
  frames: ClientFrame[] = [];
  pings = 0;
  closed: number | undefined;
  readonly #order: (order: Order) => void;

  constructor(order: (order: Order) => void) {
    this.#order = order;
  }

  send(...frames: (ServerFrame | string)[]) {
    for (const frame of frames) this.#order({ send: typeof frame === "string" ? frame : JSON.stringify(frame) });
  }

  close(code: number, reason = "") {
    this.#order({ close: [code, reason] });
  }

  /** The texts it was said, in order. */
  get said() {
    return this.frames.flatMap((frame) => (frame.type === "say" ? frame.text : []));
  }
}

export class Peer {
  readonly api = inject("peer");
  readonly site = `site-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${sites++}`;
  readonly sockets: PeerSocket[] = [];
  turnedAway = 0;
  isMute = false; // gives no pong
  #turnsAway = false;
  #control = new WebSocket(`${this.api.replace("http", "ws")}/v1/sites/${this.site}/control`);

  static async open() {
    const peer = new Peer();
    peer.#control.onmessage = ({ data }) => peer.#take(JSON.parse(data) as Report);
    await new Promise((opened) => {
      peer.#control.onopen = opened;
    });
    return peer;
  }

  /** The socket with this number, counted from 1, once it is open. */
  async socket(number: number): Promise<PeerSocket> {
    await expect.poll(() => this.sockets.length, poll).toBeGreaterThanOrEqual(number);
    return this.sockets[number - 1] as PeerSocket;
  }

  async turnAway(turnAway: boolean) {
    this.#send({ turnAway });
    await expect.poll(() => this.#turnsAway, poll).toBe(turnAway);
  }

  #send(order: Order) {
    this.#control.send(JSON.stringify(order));
  }

  #take(report: Report) {
    if ("turnedAway" in report) this.turnedAway++;
    else if ("turnAway" in report) this.#turnsAway = report.turnAway;
    else this.#takeOf(report);
  }

  #takeOf({ socket, opened, text, closed }: SocketReport) {
    if (opened) this.sockets.push(Object.assign(new PeerSocket((order) => this.#send({ ...order, socket })), opened));
    const at = this.sockets[socket - 1];
    if (!at) return;
    if (closed !== undefined) at.closed = closed;
    if (text === "ping") {
      at.pings++;
      if (!this.isMute) at.send("pong");
    } else if (text !== undefined) at.frames.push(JSON.parse(text) as ClientFrame);
  }
}

// Random cuts at random points: the widget's own store against the real object, its real sockets and its real database.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { answerId, type ClientFrame, type Message, type ServerFrame } from "protocol";
import { afterAll, expect, test } from "vitest";
import { Store } from "../../../widget/src/panel/store.ts";
import type { VisitorAgent } from "./agent.ts";
import { makeSite, upgrade, WAIT } from "./test-visitor.ts";

/** The same seed plays the same acts; the network's timing stays its own. */
const random = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

/** What no frame may ever take back, whichever tab it reaches. */
class Promises {
  readonly broken: string[] = [];
  readonly #seqs = new Map<string, number>();
  readonly #done = new Set<string>();

  check(frame: ServerFrame) {
    if (frame.type === "message") this.#check(frame.message);
    if (frame.type === "welcome" || frame.type === "older") for (const message of frame.messages) this.#check(message);
  }

  #check({ id, seq, state, role }: Message) {
    const before = this.#seqs.get(id) ?? seq;
    if (before !== seq) this.broken.push(`${id} moved from ${before} to ${seq}`);
    if (this.#done.has(id) && state !== "done") this.broken.push(`${id} was done and is ${state}`);
    this.#seqs.set(id, seq);
    if (state === "done" && role === "agent") this.#done.add(id);
  }
}

/** A tab: the widget's store, and a socket that a test can cut with what is in flight. */
class Client {
  readonly store: Store;
  readonly said: string[] = [];
  readonly #site: string;
  readonly #promises: Promises;
  #socket: WebSocket | undefined;
  #token: string | undefined;

  constructor(site: string, promises: Promises, token?: string) {
    this.#site = site;
    this.#promises = promises;
    this.#token = token;
    this.store = new Store({
      send: (frame) => this.#socket?.send(JSON.stringify(frame)),
      resume: () => void this.connect(),
      toSay: ({ id, text }): ClientFrame => ({ type: "say", id, text }),
    });
  }

  get token() {
    return this.#token;
  }

  get isConnected() {
    return this.#socket !== undefined;
  }

  async connect() {
    this.cut();
    const attempt = upgrade(this.#site, {
      ...(this.#token !== undefined && { token: this.#token }),
      ...(this.store.after > 0 && { after: this.store.after }),
    });
    const socket = (await attempt.catch(() => null))?.webSocket; // null: the object died under it
    if (!socket) return;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (this.#socket !== socket) return; // cut: this was lost on its way
      const frame: ServerFrame = JSON.parse(String(data));
      this.#promises.check(frame);
      if (frame.type === "welcome") this.#token = frame.token;
      this.store.apply(frame);
    });
    socket.addEventListener("close", () => {
      if (this.#socket === socket) this.cut();
    });
    socket.accept();
  }

  /** What the object sent and this tab has not seen is lost. */
  cut() {
    const socket = this.#socket;
    this.#socket = undefined;
    this.store.cut();
    socket?.close(1000);
  }

  say(text: string) {
    const id = crypto.randomUUID();
    this.said.push(id);
    this.store.say({ id, text, at: 0 });
  }

  answers() {
    return this.store.entries
      .peek()
      .map(({ message }) => message.peek())
      .filter(({ role }) => role === "agent");
  }

  shown() {
    return this.store.entries.peek().map(({ message, text }) => project({ ...message.peek(), text: text.peek() }));
  }
}

type Shown = Omit<Message, "feedback"> & { feedback?: unknown };
const project = ({ id, seq, rev, role, text, state, feedback }: Shown) => ({
  id,
  seq,
  rev,
  role,
  text,
  state,
  feedback,
});

type Act = (client: Client, pick: () => number, object: () => DurableObjectStub<VisitorAgent>) => unknown;
const WEIGHTED: [weight: number, act: Act][] = [
  [6, (client, pick) => client.say(`[[tokens:${Math.ceil(pick() * 12)}]] [[slow:1]]`)],
  [5, (client) => client.cut()],
  [6, (client) => (client.isConnected ? undefined : client.connect())],
  [2, (client) => client.connect()],
  [2, (client) => stop(client)],
  [3, (client, pick) => retry(client, pick)],
  [2, (client, pick) => feedback(client, pick)],
  [2, (client, pick) => sayAgain(client, pick)],
  [1, (client) => client.store.loadOlder()],
  [1, (client) => client.store.markRead()],
  [1, (_client, _pick, object) => crash(object())],
];
const ACTS = WEIGHTED.flatMap(([weight, act]) => Array<Act>(weight).fill(act));

/** As after a cut that took the acknowledgement with it. */
function sayAgain(client: Client, pick: () => number) {
  const id = client.said[Math.floor(pick() * client.said.length)];
  if (id) client.store.act({ type: "say", id, text: "[[tokens:3]]" });
}

function stop({ store }: Client) {
  const running = store.streaming.peek();
  if (running) store.act({ type: "stop", id: running.id });
}

function retry(client: Client, pick: () => number) {
  const again = client.answers().filter(({ state }) => state === "failed" || state === "stopped");
  const answer = again[Math.floor(pick() * again.length)];
  if (answer) client.store.act({ type: "retry", id: answer.id });
}

function feedback(client: Client, pick: () => number) {
  const answers = client.answers();
  const answer = answers[Math.floor(pick() * answers.length)];
  if (answer) client.store.act({ type: "feedback", id: answer.id, value: pick() < 0.5 ? 1 : -1 });
}

async function crash(stub: DurableObjectStub<VisitorAgent>) {
  await runInDurableObject(stub, (_agent, state) => state.abort("crash")).catch(() => {}); // that is the crash
}

const rows = (stub: DurableObjectStub<VisitorAgent>) =>
  runInDurableObject(stub, (_agent, { storage }) =>
    storage.sql
      .exec("select id, seq, rev, role, text, state, more ->> 'feedback' as feedback from message order by seq")
      .toArray()
      .map((row) => project({ ...(row as unknown as Message), ...(row.feedback === null && { feedback: undefined }) })),
  );

const open: Client[] = [];
afterAll(() => {
  for (const client of open) client.cut();
});

async function play(seed: number) {
  const site = await makeSite({ limits: { messagesPerMinute: 100 } });
  const promises = new Promises();
  const first = new Client(site, promises);
  open.push(first);
  await first.connect();
  await expect.poll(() => first.token, WAIT).toBeDefined();
  const second = new Client(site, promises, first.token);
  open.push(second);
  const clients = [first, second];
  const conversation = JSON.parse(atob(first.token?.split(".")[1] ?? "")).sub;
  const object = () => env.VISITOR.getByName(`${site}/${conversation}`); // a stub is of no use after a crash
  const pick = random(seed * 104_729);
  for (let step = 0; step < 60; step++) {
    const act = ACTS[Math.floor(pick() * ACTS.length)];
    await act?.(clients[pick() < 0.5 ? 0 : 1] as Client, pick, object);
    if (pick() < 0.5) await scheduler.wait(pick() * 6); // the network's own time
  }
  return { clients, object, promises };
}

/** Everything arrives in the end: sockets are back, nothing is pending, no answer runs, all pages are loaded. */
async function settle(clients: Client[]) {
  const isAtRest = async () => {
    for (const client of clients) if (!client.isConnected) await client.connect();
    for (const { store } of clients) if (store.loaded.peek()) store.loadOlder();
    return clients.every(({ store, isConnected }) => {
      const rest = store.pending.peek().length === 0 && !store.streaming.peek() && !store.more.peek();
      const last = store.entries.peek().at(-1)?.message.peek().role;
      return isConnected && rest && last !== "visitor";
    });
  };
  await expect.poll(isAtRest, { ...WAIT, timeout: 20_000 }).toBe(true);
}

test.each(Array.from({ length: 12 }, (_, index) => index + 1))(
  "[R10] [R6] [S3] [C11] through cuts and crashes every tab ends with what the server has (seed %i)",
  { timeout: 40_000 },
  async (seed) => {
    const { clients, object, promises } = await play(seed);
    await settle(clients);
    const stored = await rows(object());
    for (const client of clients) {
      await expect.poll(() => client.shown(), WAIT).toEqual(stored);
      const ids = client.shown().map(({ id }) => id);
      expect(ids, "all that was said is there").toEqual(expect.arrayContaining(client.said));
      expect(ids, "each with its answer").toEqual(expect.arrayContaining(client.said.map(answerId)));
    }
    expect(promises.broken).toEqual([]);
    expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
    expect(new Set(stored.map(({ seq }) => seq)).size).toBe(stored.length);
    for (const { role, text, state } of stored) {
      if (role !== "agent" || state !== "done") continue;
      expect(text, "one run, whole").toMatch(/^word0( word\d+)* ?$/);
      expect(new Set(text.split(" ")).size, "no token twice").toBe(text.split(" ").length);
    }
  },
);

// For scenario tests: a site made through the operators' API, and a visitor's tab on a real socket.
import { env, exports } from "cloudflare:workers";
import type { ClientFrame, Message, ServerFrame, Welcome } from "protocol";
import { expect } from "vitest";

export const ORIGIN = "https://shop.example";
let sites = 0;

/** A site of its own for a test. Returns its id. */
export async function makeSite(settings: Record<string, unknown> = {}): Promise<string> {
  const id = `site-${Date.now().toString(36)}-${sites++}`;
  const response = await exports.default.fetch(`https://foyer.test/v1/sites/${id}`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${env.FOYER_ADMIN_KEY}`, "Content-Type": "application/json" },
    body: JSON.stringify({ name: "Shop", origins: [ORIGIN], start: `${ORIGIN}/`, ...settings }),
  });
  expect(response.status, await response.clone().text()).toBe(200);
  return id;
}

export interface ConnectOptions {
  token?: string;
  after?: number;
  origin?: string | null;
  query?: string;
}

export function upgrade(site: string, { token, after, origin = ORIGIN, query = "" }: ConnectOptions = {}) {
  const search = `${after === undefined ? "" : `after=${after}`}${query}`;
  return exports.default.fetch(`https://foyer.test/v1/sites/${site}/conversation?${search}`, {
    headers: {
      Upgrade: "websocket",
      "Sec-WebSocket-Protocol": ["foyer.1", ...(token ? [`foyer.token.${token}`] : [])].join(", "),
      ...(origin !== null && { Origin: origin }),
    },
  });
}

/** Opens a socket and waits for its `welcome`. */
export async function connect(site: string, options?: ConnectOptions): Promise<Tab> {
  const tab = new Tab(await upgrade(site, options), site);
  await expect.poll(() => tab.frames.length, { interval: 5 }).toBeGreaterThan(0);
  return tab;
}

/** One socket and all it was sent. `messages` follows the two verbs as a client does. */
export class Tab {
  readonly frames: ServerFrame[] = [];
  readonly texts: string[] = []; // what is not JSON
  readonly messages = new Map<string, Message>();
  closed: { code: number; reason: string } | undefined;
  readonly #site: string;
  readonly #socket: WebSocket;

  constructor(response: Response, site = "") {
    this.#site = site;
    if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
    this.#socket = response.webSocket;
    this.#socket.addEventListener("message", ({ data }) => {
      this.#take(String(data));
    });
    this.#socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
    });
    this.#socket.accept();
  }

  get welcome(): Welcome {
    const [first] = this.frames;
    if (first?.type !== "welcome") throw new Error(`the first frame is ${JSON.stringify(first)}`);
    return first;
  }

  /** The conversation's object; a new stub each time, since one is of no use after a crash. */
  get object() {
    return env.VISITOR.getByName(`${this.#site}/${this.welcome.conversation}`);
  }

  /** Another tab of the same visitor. */
  again(after?: number) {
    return connect(this.#site, { token: this.welcome.token, ...(after !== undefined && { after }) });
  }

  /** The text that came as deltas. */
  get streamed() {
    return this.of("delta")
      .map(({ text }) => text)
      .join("");
  }

  of<T extends ServerFrame["type"]>(type: T) {
    return this.frames.filter((frame): frame is Extract<ServerFrame, { type: T }> => frame.type === type);
  }

  send(frame: ClientFrame) {
    this.raw(JSON.stringify(frame));
  }

  raw(data: string | ArrayBuffer) {
    this.#socket.send(data);
  }

  say(text: string, id: string = crypto.randomUUID()) {
    this.send({ type: "say", id, text });
    return id;
  }

  /** Says something and waits until its answer has ended. */
  async ask(text: string): Promise<Message> {
    return this.answer(this.say(text));
  }

  /** Waits for the end of the answer to a question. */
  async answer(questionId: string): Promise<Message> {
    await expect.poll(() => this.messages.get(`a.${questionId}`)?.state ?? "none", WAIT).toMatch(/done|stopped|failed/);
    return this.messages.get(`a.${questionId}`) as Message;
  }

  /** Waits until the answer to a question has some text and is still being written. */
  async streaming(questionId: string) {
    const isWriting = () => {
      const answer = this.messages.get(`a.${questionId}`);
      return answer?.state === "streaming" && answer.text.length > 0;
    };
    await expect.poll(isWriting, WAIT).toBe(true);
  }

  /** All the client has, in order: what R10 compares. */
  transcript() {
    return [...this.messages.values()].sort((a, b) => a.seq - b.seq);
  }

  close() {
    this.#socket.close(1000);
  }

  #take(text: string) {
    if (!text.startsWith("{")) {
      this.texts.push(text);
      return;
    }
    const frame: ServerFrame = JSON.parse(text);
    this.frames.push(frame);
    if (frame.type === "welcome" && frame.reset) this.messages.clear();
    if (frame.type === "welcome" || frame.type === "older") for (const message of frame.messages) this.#put(message);
    if (frame.type === "message") this.#put(frame.message);
    if (frame.type === "delta") this.#append(frame.at, frame.text);
  }

  #put(message: Message) {
    this.messages.set(message.id, { ...message });
  }

  #append(at: number, text: string) {
    const running = [...this.messages.values()].find(({ state }) => state === "streaming");
    if (!running || running.text.length < at) throw new Error(`a delta at ${at} has no place`);
    running.text += text.slice(running.text.length - at);
  }
}

/** Long enough for a loaded machine; what is waited for comes in milliseconds. */
export const WAIT = { timeout: 10_000, interval: 5 };

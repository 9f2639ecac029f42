// A WebSocket client that counts what really crosses the wire, with permessage-deflate as browsers offer it. Node's own client
// has no such counter, so this one reads the frames of RFC 6455 and RFC 7692 itself, as far as a Foyer server sends them.
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { constants, createInflateRaw, type InflateRaw } from "node:zlib";
import { PROTOCOL, type ServerFrame } from "../protocol/src/conversation.ts";

const TEXT = 1;
const CLOSE = 8;
const DEFLATE_TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff]); // RFC 7692, 7.2.2: the sender leaves it out of each message

export interface Received {
  frame: ServerFrame;
  bytes: number; // header and payload, as they crossed the wire
}

export interface Wire {
  deflated: boolean; // the server agreed to permessage-deflate
  send(frame: object): void;
  /** Everything up to and with the first frame that fits. Rejects when the connection ends before it. */
  until(fits: (frame: ServerFrame) => boolean): Promise<Received[]>;
  close(): void;
}

/** `url` is the http address of a conversation. */
export async function openWire(url: string, origin: string): Promise<Wire> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  const bytes = readBytes(socket);
  socket.write(
    [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${host}`,
      `Origin: ${origin}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
      `Sec-WebSocket-Protocol: ${PROTOCOL}`,
      "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
      "\r\n",
    ].join("\r\n"),
  );
  const head = await readHead(bytes);
  if (!head.startsWith("HTTP/1.1 101 ")) throw new Error(`no WebSocket at ${url}: ${head}`);
  const frames = readFrames(bytes);
  return {
    deflated: /^sec-websocket-extensions:.*permessage-deflate/im.test(head),
    send: (frame) => socket.write(toClientFrame(JSON.stringify(frame))),
    async until(fits) {
      const received: Received[] = [];
      for (;;) {
        const { value, done } = await frames.next();
        if (done) throw new Error(`the connection ended after ${received.length} frames`);
        received.push(value);
        if (fits(value.frame)) return received;
      }
    },
    close: () => socket.destroy(),
  };
}

interface Bytes {
  take(length: number): Promise<Buffer>; // empty at the end of the stream
  takeLine(): Promise<string>;
}

function readBytes(socket: Socket): Bytes {
  const chunks = socket[Symbol.asyncIterator]();
  let buffer = Buffer.alloc(0);
  const fill = async () => {
    const { value, done } = await chunks.next();
    if (!done) buffer = Buffer.concat([buffer, value]);
    return !done;
  };
  const cut = (length: number) => {
    const taken = buffer.subarray(0, length);
    buffer = buffer.subarray(length);
    return taken;
  };
  return {
    async take(length) {
      while (buffer.length < length) if (!(await fill())) return Buffer.alloc(0);
      return cut(length);
    },
    async takeLine() {
      while (!buffer.includes("\r\n")) if (!(await fill())) return "";
      return cut(buffer.indexOf("\r\n") + 2)
        .toString("latin1")
        .trimEnd();
    },
  };
}

async function readHead(bytes: Bytes) {
  const lines: string[] = [];
  for (let line = await bytes.takeLine(); line; line = await bytes.takeLine()) lines.push(line);
  return lines.join("\n");
}

/** Unfragmented text frames, which is what workerd sends; a close ends the stream. */
async function* readFrames(bytes: Bytes): AsyncGenerator<Received> {
  const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
  for (;;) {
    const [first, second] = await bytes.take(2);
    if (first === undefined || second === undefined || (first & 0x0f) === CLOSE) return;
    const extended = [0, 2, 8][[126, 127].indexOf(second & 0x7f) + 1] ?? 0;
    const length = extended
      ? (await bytes.take(extended)).readUIntBE(Math.max(0, extended - 6), Math.min(6, extended))
      : second;
    const payload = await bytes.take(length);
    if ((first & 0x0f) !== TEXT) continue;
    const text = first & 0x40 ? await inflateMessage(inflate, payload) : payload;
    yield { frame: JSON.parse(text.toString()), bytes: 2 + extended + length };
  }
}

/** One stream for all messages: the server keeps its window from one to the next. */
function inflateMessage(inflate: InflateRaw, payload: Buffer): Promise<Buffer> {
  const parts: Buffer[] = [];
  const collect = (part: Buffer) => void parts.push(part);
  inflate.on("data", collect);
  inflate.write(Buffer.concat([payload, DEFLATE_TAIL]));
  return new Promise((resolve) =>
    inflate.flush(constants.Z_SYNC_FLUSH, () => {
      inflate.off("data", collect);
      resolve(Buffer.concat(parts));
    }),
  );
}

/** A masked text frame, as a client's must be. */
function toClientFrame(text: string) {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const length =
    payload.length < 126
      ? Buffer.from([0x80 | payload.length])
      : Buffer.from([0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([0x80 | TEXT]), length, mask, masked]);
}

// Writes a fake model's reply to the socket, as server-sent events in the shape of OpenAI's chat completion chunks.
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Ending, Reply } from "./fake-reply.ts";

/** Resolves when the reply is written, or the client is gone. */
export async function streamReply(reply: Reply, response: ServerResponse, onPiece: () => void, gone: AbortSignal) {
  if (reply.reset) return void response.socket?.destroy();
  if (reply.silent) return;
  if (reply.status !== undefined) return fail(response, reply.status, reply.retryAfter);
  if (reply.html) {
    return void response.writeHead(200, { "content-type": "text/html" }).end("<html><h1>Bad gateway</h1></html>\n");
  }
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const write = writer(response, reply.split === true, gone);
  const pieces = toPieces(reply);
  const whole = reply.after === undefined;
  try {
    await write(toFrame({ role: "assistant", content: "" }));
    for (const piece of pieces.slice(0, reply.after)) {
      if (reply.slow) await wait(reply.slow, undefined, { signal: gone });
      if (gone.aborted) return;
      onPiece();
      await write(toFrame(piece));
    }
    const end = reply.end ?? "stop";
    await finish(end, response, write, reply.calls?.length && whole && end === "stop" ? "tool_calls" : end);
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

function fail(response: ServerResponse, status: number, retryAfter: string | undefined) {
  response.writeHead(status, {
    "content-type": "application/json",
    ...(retryAfter !== undefined && { "retry-after": retryAfter }),
  });
  response.end(JSON.stringify({ error: { message: "scripted failure", type: "server_error", code: null } }));
}

type Write = (frame: string) => Promise<void>;

async function finish(end: Ending, response: ServerResponse, write: Write, reason: string) {
  if (end === "stall") return;
  if (end === "cut") return void response.socket?.destroy();
  if (end === "bad-frame") await write('data: {"choices":[{"delta":{"content":"secret half\n\n');
  else if (end === "error-frame") await write('data: {"error":{"message":"overloaded","type":"server_error"}}\n\n');
  else if (end !== "no-finish" && end !== "clean") await write(toFrame({}, reason));
  if (end !== "clean") await write("data: [DONE]\n\n");
  response.end();
}

type Delta = Record<string, unknown>;

const toFrame = (delta: Delta, finish: string | null = null) =>
  `data: ${JSON.stringify({
    id: "chatcmpl-fake",
    object: "chat.completion.chunk",
    created: 0,
    model: "fake",
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

/** What is scripted as it is, text by words, tool calls in fragments: the name first, then the arguments in halves. */
function toPieces({ deltas = [], text = "", calls = [] }: Reply): Delta[] {
  const words = text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? [];
  const fragments = calls.flatMap(({ name, arguments: json }, index): Delta[] => {
    const half = Math.ceil(json.length / 2);
    return [
      { tool_calls: [{ index, id: `call_${index}`, type: "function", function: { name, arguments: "" } }] },
      { tool_calls: [{ index, function: { arguments: json.slice(0, half) } }] },
      { tool_calls: [{ index, function: { arguments: json.slice(half) } }] },
    ];
  });
  return [...deltas, ...words.map((content) => ({ content })), ...fragments];
}

/** In split mode each byte over 127 is the last of its TCP write, so no multi-byte character arrives whole. */
function writer(response: ServerResponse, split: boolean, gone: AbortSignal): Write {
  // Resolves when the bytes are with the kernel, so that a cut comes after what was written before it.
  const send = (bytes: Buffer) =>
    gone.aborted ? Promise.resolve() : new Promise<void>((resolve) => response.write(bytes, () => resolve()));
  if (!split) return (frame) => send(Buffer.from(frame));
  response.socket?.setNoDelay(true);
  return async (frame) => {
    const noisy = `: keep-alive\r\n\r\ndata: {"choices":[]}\r\n\r\n${frame.replaceAll("\n", "\r\n")}`;
    for (const part of splitBytes(Buffer.from(noisy))) {
      await send(part);
      await wait(1, undefined, { signal: gone });
    }
  };
}

function splitBytes(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (const [index, byte] of bytes.entries()) {
    if (byte < 128) continue;
    parts.push(bytes.subarray(start, index + 1));
    start = index + 1;
  }
  return [...parts, bytes.subarray(start)];
}

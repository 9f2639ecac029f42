// A model for tests: a real HTTP server that speaks OpenAI's streaming chat completions, with scripted answers and
// failures. What a request gets is chosen by `script`, else by directives in its last user message, such as
// [[cut-after:3]]; without either it answers from the first passage of the prompt.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ChatRequest, type Reply, readReply } from "./fake-reply.ts";
import { streamReply } from "./fake-stream.ts";

/** One request as the server saw it. */
export interface Seen {
  headers: Record<string, string | string[] | undefined>;
  body: ChatRequest;
  at: number; // ms since 1970
  chunks: number; // text and call pieces written so far
  closedEarly?: true; // the client hung up before the end
}

export interface FakeModel {
  baseURL: string; // ends in /v1
  journal: Seen[]; // also GET {baseURL}/journal?model=, for tests in another process
  /** Queues replies for requests to a model of this name; also POST {baseURL}/script?model= with Reply[]. */
  script(model: string, ...replies: Reply[]): void;
  close(): Promise<void>;
}

export async function serveFakeModel({ port = 0 }: { port?: number } = {}): Promise<FakeModel> {
  const journal: Seen[] = [];
  const scripts = new Map<string, Reply[]>();
  const script = (model: string, ...replies: Reply[]) => {
    scripts.set(model, [...(scripts.get(model) ?? []), ...replies]);
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://fake");
    const model = url.searchParams.get("model");
    if (url.pathname === "/v1/chat/completions") return complete(request, response, journal, scripts);
    if (url.pathname === "/v1/journal")
      return sendJson(
        response,
        200,
        journal.filter(({ body }) => !model || body.model === model),
      );
    if (url.pathname === "/v1/script") {
      script(model ?? "", ...((await readJson(request)) as Reply[]));
      return sendJson(response, 200, {});
    }
    sendJson(response, 404, { error: { message: "no such path" } });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    journal,
    script,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function complete(
  request: IncomingMessage,
  response: ServerResponse,
  journal: Seen[],
  scripts: Map<string, Reply[]>,
) {
  const body = (await readJson(request)) as ChatRequest;
  const before = journal.filter((seen) => samePrompt(seen.body, body)).length;
  const reply = scripts.get(body.model)?.shift() ?? readReply(body, before);
  const seen: Seen = { headers: request.headers, body, at: Date.now(), chunks: 0 };
  journal.push(seen);
  const gone = new AbortController();
  response.on("close", () => {
    const cutByUs = reply.reset || reply.end === "cut";
    if (!response.writableFinished && !cutByUs) seen.closedEarly = true;
    gone.abort();
  });
  await streamReply(reply, response, () => seen.chunks++, gone.signal);
}

const samePrompt = (one: ChatRequest, other: ChatRequest) =>
  one.model === other.model && JSON.stringify(one.messages) === JSON.stringify(other.messages);

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return JSON.parse(text || "null");
}

function sendJson(response: ServerResponse, status: number, value: unknown) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

if (process.argv[1] === import.meta.filename) {
  const model = await serveFakeModel({ port: Number(process.env.PORT ?? 0) });
  process.stdout.write(`${model.baseURL}\n`);
  process.on("SIGTERM", () => void model.close().then(() => process.exit())).on("SIGINT", () => process.exit());
}

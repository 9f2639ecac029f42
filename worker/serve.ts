// Runs the Worker for `start` and for the end-to-end tests, in a process of its own: Miniflare takes SIGINT and SIGTERM
// for itself and leaves workerd behind when its process is killed, so the parent stays in charge over IPC.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

export interface WorkerOptions {
  port: number; // 0 takes a free one
  state: string; // folder for SQLite, KV and the rest
  vars: Record<string, string>;
}

type FromChild = { ready: string } | { failed: string };

/** Resolves when the Worker answers. Rejects when the port is taken or the Worker does not build. */
export async function serveWorker(options: WorkerOptions) {
  if (options.port) await assertFree(options.port);
  const child = fork(import.meta.filename, [], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false", WRANGLER_LOG: "warn" },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => process.stderr.write(chunk));
  child.send(options); // not as arguments: there is a key among the vars
  const message = await firstMessage(child);
  if ("failed" in message) {
    await closeChild(child);
    throw new Error(`the Worker did not start: ${message.failed}`);
  }
  const ended = once(child, "exit").then(([code, signal]) => code ?? signal);
  return { origin: new URL(message.ready).origin, pid: child.pid, ended, close: () => closeChild(child) };
}

/** unstable_startWorker waits for ever when its port is taken, so look first. */
export async function assertFree(port: number) {
  const probe = createServer().listen(port, "127.0.0.1");
  const [error] = await Promise.race([once(probe, "listening"), once(probe, "error")]).catch((error) => [error]);
  if (error) throw new Error(`port ${port} is in use`);
  probe.close();
  await once(probe, "close");
}

async function firstMessage(child: ChildProcess): Promise<FromChild> {
  const message = once(child, "message").then(([message]) => message);
  const exit = once(child, "exit").then(([code]) => ({ failed: `it ended with code ${code}` }));
  return Promise.race([message, exit]);
}

async function closeChild(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
  await exit;
  clearTimeout(timer);
}

/** The child's side. However the parent ends, the channel closes; exiting lets Miniflare end workerd. */
async function run({ port, state, vars }: WorkerOptions) {
  const { unstable_DevEnv } = await import("wrangler");
  process.on("disconnect", () => process.exit());
  const dev = new unstable_DevEnv();
  const failed = (event: { reason?: string; cause?: Error } | Error) =>
    process.send?.({ failed: event instanceof Error ? event.message : `${event.reason}: ${event.cause?.message}` });
  dev.on("buildFailed", failed).on("error", failed).on("runtimeError", failed);
  dev.once("reloadComplete", async () => process.send?.({ ready: String(await worker.url) }));
  const worker = await dev.startWorker({
    config: `${import.meta.dirname}/wrangler.jsonc`,
    bindings: Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, { type: "plain_text", value }])),
    dev: {
      server: { hostname: "127.0.0.1", port },
      inspector: false,
      persist: state,
      watch: false,
      logLevel: "warn",
    },
  });
}

if (process.send && process.argv[1] === import.meta.filename) process.once("message", run);

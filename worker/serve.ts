// Runs the Worker for `start` and for the end-to-end tests, in a process of its own: Miniflare takes SIGINT and SIGTERM
// for itself and leaves workerd behind when its process is killed, so the parent stays in charge over IPC.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

export interface WorkerOptions {
  port: number; // 0 takes a free one
  state: string; // folder for SQLite, KV and the rest
  vars: Record<string, string>;
  config?: string; // in this folder; else the product's
}

type FromChild = { ready: string } | { failed: string };

/** Resolves when the Worker answers. Rejects when the port is taken or the Worker does not build. */
export async function serveWorker(options: WorkerOptions) {
  await assertFree(options.port);
  const child = fork(import.meta.filename, [], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_LOG: "warn",
      WRANGLER_WRITE_LOGS: "false",
    },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => process.stderr.write(chunk));
  child.send(options); // not as arguments: there is a key among the vars
  const message = await firstMessage(child);
  if ("failed" in message) {
    await closeChild(child);
    throw new Error(`the Worker did not start: ${message.failed}`);
  }
  const ended = once(child, "exit").then(([code, signal]) => code ?? signal);
  const port = Number(new URL(message.ready).port);
  return { origin: `http://localhost:${port}`, port, pid: child.pid ?? 0, ended, close: () => closeChild(child) };
}

/**
 * Wrangler waits for ever when its port is taken, so look first. On both loopbacks: a browser asks for `localhost` on ::1
 * before 127.0.0.1, and would find another program there.
 */
export async function assertFree(port: number, variable?: string) {
  for (const host of ["127.0.0.1", "::1"]) {
    const code = await tryPort(port, host);
    const hint = variable ? `; set ${variable} to another` : "";
    if (code === "EADDRINUSE") throw new Error(`port ${port} is in use${hint}`);
    if (code === "EACCES") throw new Error(`port ${port} needs more rights than this process has${hint}`);
  }
}

/** The error's code, if any. Not every machine has ::1, which is no error of the port's. */
async function tryPort(port: number, host: string): Promise<string | undefined> {
  const probe = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => resolve(undefined));
  });
  if (!code) await new Promise((resolve) => probe.close(resolve));
  return code;
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
async function run(options: WorkerOptions) {
  process.on("disconnect", () => process.exit());
  try {
    process.send?.({ ready: await startWorker(options) });
  } catch (error) {
    process.send?.({ failed: sentence(error) });
  }
}

/** Its address, once it answers: wrangler's own `ready` and `url` come before the Worker is built. */
async function startWorker({ port, state, vars, config = "wrangler.jsonc" }: WorkerOptions): Promise<string> {
  const { unstable_DevEnv } = await import("wrangler");
  const dev = new unstable_DevEnv();
  const loaded = new Promise<void>((resolve, reject) => {
    dev
      .on("buildFailed", reject)
      .on("error", reject)
      .on("runtimeError", reject)
      .once("reloadComplete", () => resolve());
  });
  const worker = dev.startWorker({
    config: `${import.meta.dirname}/${config}`,
    bindings: Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, { type: "plain_text", value }])),
    dev: {
      server: { hostname: "127.0.0.1", port },
      inspector: false,
      persist: state,
      watch: false,
      logLevel: "warn",
    },
  });
  const [{ url }] = await Promise.all([worker, loaded]);
  return String(await url);
}

/** Wrangler wraps the reason, as an error or as an event. */
function sentence(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return String(thrown);
  const { cause, reason, message } = thrown as { cause?: unknown; reason?: string; message?: string };
  return [reason ?? message, cause && sentence(cause)].filter(Boolean).join(": ");
}

if (process.send && process.argv[1] === import.meta.filename) process.once("message", run);

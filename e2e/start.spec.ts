// `start` from the command line: what it says when it cannot, and that it starts, stops and keeps what it made.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { assertFree } from "../worker/serve.ts";
import { makeStateFolder, removeStateFolder } from "./state-folder.ts";

const STARTED = { timeout: 60_000 };
const root = join(import.meta.dirname, "..");

function start(env: Record<string, string>, command = process.execPath, args = ["scripts/start.ts"]) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env } });
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output.text += chunk));
  // Not "exit": this is when all that writes to its output has ended, and all of that was read.
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, output, ended };
}

async function stop({ child, ended }: { child: ChildProcess; ended: Promise<number | null> }) {
  child.kill("SIGINT");
  return ended;
}

/** Two for each process, below those that systems give out by themselves (Linux from 32768 up): they are free twice. */
async function ownPorts() {
  for (let port = 20_000 + (process.pid % 5000) * 2; port < 32_000; port += 2) {
    try {
      await Promise.all([assertFree(port), assertFree(port + 1)]);
      return { PORT: String(port), DEMO_PORT: String(port + 1) };
    } catch {
      // another program has one of them
    }
  }
  throw new Error("no two free ports");
}

test.describe("what it cannot do it says, and ends with 1", () => {
  for (const [name, env, message] of [
    ["PORT is no number", { PORT: "eighty" }, 'PORT="eighty" is not a port'],
    ["DEMO_PORT is too high", { DEMO_PORT: "70000" }, 'DEMO_PORT="70000" is not a port'],
    ["both ports are one", { PORT: "9300", DEMO_PORT: "9300" }, "PORT and DEMO_PORT are both 9300"],
  ] as const) {
    test(name, async () => {
      const { output, ended } = start(env);
      expect(await ended).toBe(1);
      expect(output.text).toContain(message);
    });
  }

  for (const variable of ["PORT", "DEMO_PORT"]) {
    test(`${variable} is in use`, async () => {
      const taken = createServer().listen(0, "127.0.0.1");
      await once(taken, "listening");
      const { port } = taken.address() as AddressInfo;
      const { output, ended } = start({ PORT: "0", DEMO_PORT: "0", [variable]: String(port) });
      expect(await ended).toBe(1);
      expect(output.text).toContain(`port ${port} is in use; set ${variable} to another`);
      taken.close();
    });
  }

  test("the kept keys are broken", async () => {
    const state = await makeStateFolder();
    await writeFile(join(state, "keys.json"), "{");
    const { output, ended } = start({ PORT: "0", DEMO_PORT: "0", FOYER_STATE: state });
    expect(await ended).toBe(1);
    expect(output.text).toContain("keys.json is not JSON");
    expect(await readFile(join(state, "keys.json"), "utf8")).toBe("{");
    await removeStateFolder(state);
  });
});

test("it starts, fills the demo, stops on Ctrl-C, and starts again with the same keys and knowledge", async () => {
  const state = await makeStateFolder();
  const env = { ...(await ownPorts()), FOYER_STATE: state, OPENAI_API_KEY: "", OPENAI_BASE_URL: "" };
  const keyFile = join(state, "keys.json");

  const first = start(env);
  await expect.poll(() => first.output.text, STARTED).toContain("Ctrl-C stops both.");
  expect(first.output.text).toMatch(/reading the demo site … \d+ pages, \d+ passages/);
  expect(first.output.text).toContain("without a model");
  const [, site = ""] = /Demo site +(http\S+)/.exec(first.output.text) ?? [];
  expect((await fetch(site)).status).toBe(200);
  const [, foyer = ""] = /Worker +(http\S+)/.exec(first.output.text) ?? [];
  expect(await (await fetch(`${foyer}/healthz`)).json()).toMatchObject({ ok: true });
  const keys = await readFile(keyFile, "utf8");
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  expect(await stop(first)).toBe(0);
  await expect(fetch(`${foyer}/healthz`)).rejects.toThrow();

  const second = start({ ...env, OPENAI_BASE_URL: "http://127.0.0.1:9/v1", MODEL: "mine" });
  await expect.poll(() => second.output.text, STARTED).toContain("Ctrl-C stops both.");
  expect(second.output.text).not.toContain("reading the demo site");
  expect(second.output.text).toContain("mine at http://127.0.0.1:9/v1");
  expect(await readFile(keyFile, "utf8")).toBe(keys);
  expect(await stop(second)).toBe(0);
  await removeStateFolder(state);
});

test("it stops when the process that launched it is killed, as npx may be", async () => {
  const state = await makeStateFolder();
  const env = { PORT: "0", DEMO_PORT: "0", FOYER_STATE: state };
  const shell = start(env, "sh", ["-c", `"${process.execPath}" scripts/start.ts; true`]);
  await expect.poll(() => shell.output.text, STARTED).toContain("Ctrl-C stops both.");
  const [, foyer = ""] = /Worker +(http\S+)/.exec(shell.output.text) ?? [];
  expect((await fetch(`${foyer}/healthz`)).status).toBe(200);
  shell.child.kill("SIGKILL");
  await expect.poll(() => fetch(`${foyer}/healthz`).then(String, () => "gone")).toBe("gone");
  await shell.ended;
  await removeStateFolder(state);
});

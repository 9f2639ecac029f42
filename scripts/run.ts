import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs one command; its output is shown only when it fails. */
export async function run(title: string, command: string, args: string[]) {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${title} failed\n${output}`);
  console.log(`${title} ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

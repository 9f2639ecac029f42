// Steps of a script: a line each, with its seconds.
import { spawn } from "node:child_process";
import { once } from "node:events";

export async function step<Result>(
  title: string,
  work: () => Promise<Result>,
  describe?: (result: Result) => string, // shown behind the title
): Promise<Result> {
  const started = performance.now();
  process.stdout.write(`${title} … `);
  try {
    const result = await work();
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    console.log(describe ? `${describe(result)}, ${seconds}` : seconds);
    return result;
  } catch (error) {
    console.log("failed");
    throw error;
  }
}

/** Runs one command; its output is in the error when it fails, and nowhere else. */
export async function run(command: string, args: string[]): Promise<void> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${[command, ...args].join(" ")} ended with code ${code}\n${output}`);
}

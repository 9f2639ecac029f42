// Builds what the Worker and the demo site serve, unless nothing has changed since: neither a source nor what was built.
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./run.ts";

const root = join(import.meta.dirname, "..");
const mark = join(root, "dist/built.sha256");
const parts = ["protocol/src/**", "widget/**", "demo-site/**", "pnpm-lock.yaml", "tsconfig.base.json"];

/** False when there was nothing to do. */
export async function build() {
  if (existsSync(mark) && readFileSync(mark, "utf8") === fingerprint()) return false;
  await run("pnpm", ["--filter", "widget", "--filter", "demo-site", "run", "build"]);
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, fingerprint());
  return true;
}

function fingerprint() {
  const hash = createHash("sha256");
  const files = globSync(parts, { cwd: root, exclude: (path) => path.includes("node_modules") });
  for (const file of files.sort()) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

if (import.meta.main) {
  try {
    console.log((await build()) ? "built" : "nothing has changed since the last build");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

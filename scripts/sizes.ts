// What a visitor's browser loads, against its limits. The README's figures are these.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const KIB = 1024;
const built = join(import.meta.dirname, "../widget/dist/v1");

interface Size {
  name: string;
  bytes: number; // gzip, level 9
  limit: number;
}

export const readSizes = (): Size[] => [
  { name: "loader", bytes: gzipped("foyer.js"), limit: 3 * KIB },
  { name: "loader and panel", bytes: gzipped("*.js", "*push*.js"), limit: 25 * KIB },
  { name: "Web Push, on demand", bytes: gzipped("push-*.js"), limit: KIB },
  { name: "Web Push, service worker", bytes: gzipped("foyer-push-worker.js"), limit: KIB },
];

const gzipped = (pattern: string, ...without: string[]) =>
  globSync(pattern, { cwd: built, exclude: without })
    .map((file) => gzipSync(readFileSync(join(built, file)), { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes, 0);

if (import.meta.main) {
  for (const { name, bytes, limit } of readSizes()) {
    const fits = bytes > 0 && bytes <= limit; // nothing built is no success
    console.log(`${fits ? "ok  " : "FAIL"} ${name}: ${bytes} of ${limit} bytes, gzip`);
    if (!fits) process.exitCode = 1;
  }
}

import { globSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const KB = 1024;
const gzipped = (pattern: string) =>
  globSync(pattern).reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);

const loader = gzipped("widget/dist/v1/foyer.js");
const all = gzipped("widget/dist/v1/*.js");
const limits: [string, number, number][] = [
  ["loader", loader, 3 * KB],
  ["loader and panel", all, 25 * KB],
];
for (const [name, size, limit] of limits) {
  const fits = size > 0 && size <= limit;
  console.log(`${fits ? "ok  " : "FAIL"} ${name}: ${size} of ${limit} bytes, gzip`);
  if (!fits) process.exitCode = 1;
}

// Everything `pnpm test` promises, in one count. A step without a count of its own counts as one.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";

interface Count {
  passed: number;
  failed: number;
}
interface Step {
  title: string;
  command: string[];
  report?: { file: string; read: (report: unknown) => Count };
}

const vitestCount = (report: unknown) => {
  const { numPassedTests, numFailedTests } = report as { numPassedTests: number; numFailedTests: number };
  return { passed: numPassedTests, failed: numFailedTests };
};
const playwrightCount = (report: unknown) => {
  const { stats } = report as { stats: { expected: number; unexpected: number; flaky: number } };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
};
const vitestFile = "test-results/vitest.json";
const playwrightFile = "test-results/playwright.json";

const steps: Step[] = [
  { title: "lint", command: ["biome", "check", "."] },
  { title: "types", command: ["pnpm", "run", "types"] },
  { title: "README's tables", command: ["node", "scripts/readme.ts", "--check"] },
  { title: "build", command: ["pnpm", "run", "build"] },
  { title: "sizes", command: ["node", "scripts/sizes.ts"] },
  { title: "deploy, dry run", command: ["pnpm", "--filter", "worker", "run", "build"] },
  {
    title: "unit",
    command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestFile}`],
    report: { file: vitestFile, read: vitestCount },
  },
  {
    title: "end to end",
    command: ["pnpm", "--filter", "e2e", "run", "test"],
    report: { file: playwrightFile, read: playwrightCount },
  },
];

const total = { passed: 0, failed: 0 };
for (const step of steps) {
  const { passed, failed } = await runStep(step);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

async function runStep({ title, command: [command = "", ...args], report }: Step): Promise<Count> {
  if (report) rmSync(report.file, { force: true });
  const started = performance.now();
  console.log(`\n== ${title}`);
  const [code] = await once(spawn(command, args, { stdio: "inherit" }), "exit");
  console.log(`== ${title}: ${code === 0 ? "ok" : "FAILED"}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (!report) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const count = existsSync(report.file)
    ? report.read(JSON.parse(readFileSync(report.file, "utf8")))
    : { passed: 0, failed: 0 };
  // A crash, an unhandled rejection or no test at all fails without a failed test.
  if ((code !== 0 || count.passed === 0) && count.failed === 0) count.failed = 1;
  return count;
}

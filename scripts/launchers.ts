// npx passes no signal on when there is no terminal, and pnpm starts its scripts in a process group of their own. So a
// killed npx would leave the servers behind; they stop when one of the processes that launched them is gone.
import { readFileSync } from "node:fs";

/** Calls back once when npx, pnpm or their shells above this process have ended. Linux only; elsewhere never. */
export function onLauncherGone(callback: () => void | Promise<void>) {
  const launchers: number[] = [];
  for (let pid = process.ppid; isLauncher(pid); pid = parentOf(pid)) launchers.push(pid);
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return;
    clearInterval(timer);
    void callback();
  }, 500).unref();
}

const isLauncher = (pid: number) => /^(sh\0-c|pnpm\0|npm exec|node\0.*p?npm)/.test(read(pid, "cmdline"));
const isAlive = (pid: number) => !["", "Z"].includes(stat(pid)[0] ?? "");
const parentOf = (pid: number) => Number(stat(pid)[1] ?? 0);
const stat = (pid: number) =>
  read(pid, "stat")
    .replace(/^.*\) /s, "")
    .split(" ");

function read(pid: number, file: string) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // gone, or no /proc here
  }
}

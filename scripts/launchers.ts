// When a script that serves has to end. npx passes no signal on when there is no terminal, and pnpm starts its scripts in
// a process group of their own: a killed npx would leave the servers behind. So a launcher that is gone counts as a signal.
import { readFileSync } from "node:fs";

/** Calls back once: at Ctrl-C, at a signal, or when npx, pnpm or a shell of theirs above this process has ended. */
export function onStop(callback: () => Promise<void>) {
  let stopped = false;
  const stop = () => {
    if (stopped) return;
    stopped = true;
    void callback();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  onLauncherGone(stop);
}

/** Linux only; elsewhere there is no /proc to look in, and it never calls back. */
function onLauncherGone(callback: () => void) {
  const launchers: number[] = [];
  for (let pid = process.ppid; isLauncher(pid); pid = parentOf(pid)) launchers.push(pid);
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return;
    clearInterval(timer);
    callback();
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

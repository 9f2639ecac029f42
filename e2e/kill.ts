// Finds and kills the process that holds the objects, as a crash of the machine would. Linux only: it reads /proc.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Of the workerds that the Worker's process runs, the one with the objects has a file open in the state folder. */
export function killObjects(workerPid: number, state: string) {
  const holder = childrenOf(workerPid).find((pid) => nameOf(pid) === "workerd" && holdsFileIn(pid, state));
  if (holder === undefined) throw new Error(`no workerd of process ${workerPid} has a file open in ${state}`);
  process.kill(holder, "SIGKILL");
}

function childrenOf(parent: number) {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => Number(statOf(pid).at(1)) === parent);
}

const nameOf = (pid: number) => read(`/proc/${pid}/comm`).trim();
/** State, parent and so on: what follows the name, which may contain anything. */
const statOf = (pid: number) =>
  read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, "")
    .split(" ");

function holdsFileIn(pid: number, folder: string) {
  return namesIn(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`).startsWith(`${folder}/`));
}

function namesIn(folder: string) {
  try {
    return readdirSync(folder);
  } catch {
    return []; // ended since it was listed
  }
}

function linkOf(path: string) {
  try {
    return readlinkSync(path);
  } catch {
    return ""; // closed since it was listed
  }
}

function read(path: string) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // ended since it was listed
  }
}

// A site's search on its own: the Worker's knowledge in workerd, filled and asked over HTTP, without pages to crawl.
import { readdirSync, readFileSync } from "node:fs";
import { makeStateFolder, removeStateFolder } from "../e2e/state-folder.ts";
import type { Asked, Section } from "../worker/bench/asked.ts";
import { serveWorker } from "../worker/serve.ts";

export type { Section };
/** Parts of it, other than the product has them. */
export type Ranking = NonNullable<Extract<Asked, { ask: "search" }>["ranking"]>;

const AT_ONCE = 100; // sections in one request

export async function openSearchBed() {
  const state = await makeStateFolder();
  const worker = await serveWorker({ port: 0, state, vars: { FOYER_DEV: "1" }, config: "bench/wrangler.jsonc" });
  const ask = async <Answer>(site: string, asked: Asked): Promise<Answer> => {
    const response = await fetch(`${worker.origin}/${site}`, { method: "POST", body: JSON.stringify(asked) });
    if (!response.ok)
      throw new Error(`${asked.ask} was answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
    return (await response.json()) as Answer;
  };
  return {
    ask,
    /** Puts a site with these sections, and answers how many passages they make. */
    async fill(site: string, sections: Section[], ranking: Ranking = {}): Promise<number> {
      await ask(site, { ask: "put" });
      for (let from = 0; from < sections.length; from += AT_ONCE)
        await ask(site, { ask: "fill", from, sections: sections.slice(from, from + AT_ONCE), ranking });
      return ask<number>(site, { ask: "count" });
    },
    memory: () => residentBytes(findWorkerd(worker.pid)),
    processorMs: () => processorMs(findWorkerd(worker.pid)),
    async close() {
      await worker.close();
      await removeStateFolder(state);
    },
  };
}

/** The workerd with the objects is the larger of those that a Worker's process runs. Linux only: it reads /proc. */
function findWorkerd(parent: number): string {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const children = all.filter((pid) => read(pid, "status").includes(`\nPPid:\t${parent}\n`));
  const workers = children.filter((pid) => read(pid, "status").startsWith("Name:\tworkerd\n"));
  return workers.sort((a, b) => residentBytes(b) - residentBytes(a))[0] ?? "";
}

function residentBytes(pid: string) {
  return Number(/VmRSS:\s+(\d+)/.exec(read(pid, "status"))?.[1] ?? 0) * 1024;
}

/** Of all its threads; Linux counts in hundredths of a second. */
function processorMs(pid: string) {
  const fields = read(pid, "stat")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function read(pid: string, file: string) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // ended since it was listed
  }
}

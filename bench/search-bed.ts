// A site's search on its own: the Worker's knowledge in workerd, filled and asked over HTTP, without pages to crawl.
import { readdirSync, readFileSync } from "node:fs";
import { makeStateFolder, removeStateFolder } from "../e2e/state-folder.ts";
import type { Asked } from "../worker/bench/worker.ts";
import { serveWorker } from "../worker/serve.ts";

export type { Asked };

const AT_ONCE = 100; // sections in one request

export type Section = Extract<Asked, { ask: "fill" }>["sections"][number];

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
    async fill(site: string, sections: Section[]): Promise<number> {
      await ask(site, { ask: "put" });
      for (let from = 0; from < sections.length; from += AT_ONCE)
        await ask(site, { ask: "fill", from, sections: sections.slice(from, from + AT_ONCE) });
      return ask<number>(site, { ask: "count" });
    },
    memory: () => residentBytes(worker.pid),
    async close() {
      await worker.close();
      await removeStateFolder(state);
    },
  };
}

/** Of the workerd with the objects, which is the larger of those that a Worker's process runs. Linux only: it reads /proc. */
function residentBytes(parent: number): number {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const sizes = all.map((pid) => readStatus(pid)).filter((status) => status.includes(`\nPPid:\t${parent}\n`));
  const workers = sizes.filter((status) => status.startsWith("Name:\tworkerd\n"));
  return Math.max(...workers.map((status) => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024));
}

function readStatus(pid: string) {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return ""; // ended since it was listed
  }
}

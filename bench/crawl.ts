// What a crawl costs: pages a second and rows written for a page, of a folder of HTML served on loopback; then of the same
// again, unchanged. `node bench/crawl.ts FOLDER [START] [PAGES] [SHOW]`: SHOW pages' passages are printed, to be read.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { makeStateFolder, removeStateFolder } from "../e2e/state-folder.ts";
import { crawl, operatorsApi } from "../scripts/operators-api.ts";
import { serveWorker } from "../worker/serve.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".md": "text/markdown",
  ".txt": "text/plain",
  ".xml": "text/xml",
  ".css": "text/css",
  ".js": "text/javascript",
};

const [folder, start = "index.html", pages = "5000", show = "0"] = process.argv.slice(2);
if (!folder) throw new Error("which folder? node bench/crawl.ts FOLDER [START] [PAGES] [SHOW]");

const site = await serveFolder(folder);
const state = await makeStateFolder();
const FOYER_ADMIN_KEY = randomBytes(24).toString("hex");
const vars = { FOYER_ADMIN_KEY, FOYER_TOKEN_KEY: randomBytes(24).toString("hex"), FOYER_DEV: "1" };
const worker = await serveWorker({ port: 0, state, vars, config: "bench/crawl.wrangler.jsonc" });
try {
  const api = operatorsApi(worker.origin, FOYER_ADMIN_KEY);
  await api.request("PUT", "bench", {
    ...{ name: "Bench", origins: [site.origin], start: `${site.origin}/${start}` },
    limits: { pages: Number(pages) },
  });
  console.log(
    "| crawl | pages | passages | seconds | pages a second | rows written for a page | database |\n|---|---|---|---|---|---|---|",
  );
  await report("first");
  await report("again, unchanged");
  for (const path of site.paths().slice(0, Number(show))) await print(path);

  async function report(name: string) {
    const before = await written();
    const began = performance.now();
    const { fetched, passages, errors } = await crawl(api, "bench");
    const seconds = (performance.now() - began) / 1000;
    const after = await written();
    const rows = Object.entries(after.rows).map(([table, count]) => ({
      table,
      count: count - (before.rows[table] ?? 0),
    }));
    const total = rows.reduce((sum, { count }) => sum + count, 0);
    const size = `${(after.bytes / 1_000_000).toFixed(1)} MB`;
    console.log(
      `| ${[name, fetched, passages, seconds.toFixed(1), (fetched / seconds).toFixed(0), (total / fetched).toFixed(1), size].join(" | ")} |`,
    );
    const perPage = rows
      .filter(({ count }) => count)
      .map(({ table, count }) => `${table} ${(count / fetched).toFixed(2)}`);
    console.error(`${name}: ${perPage.join(", ")}; skipped: ${JSON.stringify(errors, null, 1)}`);
  }
} finally {
  await Promise.all([worker.close(), site.close()]);
  await removeStateFolder(state);
}

async function written() {
  const response = await fetch(`${worker.origin}/written`);
  return (await response.json()) as { rows: Record<string, number>; bytes: number };
}

async function print(path: string) {
  const response = await fetch(`${worker.origin}/passages?path=${encodeURIComponent(path)}`);
  console.log(`\n== ${path}`);
  for (const { title, heading, text } of (await response.json()) as Record<string, string>[])
    console.log(`\n-- ${title} | ${heading}\n${text}`);
}

async function serveFolder(root: string) {
  const served = new Set<string>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://folder");
    try {
      const path = join(root, normalize(decodeURIComponent(pathname)));
      const { mtime } = await stat(path);
      const etag = `"${mtime.getTime()}"`;
      if (request.headers["if-none-match"] === etag) return response.writeHead(304).end();
      const body = await readFile(path);
      if (extname(path) === ".html") served.add(pathname);
      response
        .writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", ETag: etag })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("not listening");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    paths: () => [...served],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

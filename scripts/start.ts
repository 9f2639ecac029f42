// The Worker and the demo site on this machine, with the site `demo` created and filled, until Ctrl-C.
import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { serveDemoSite } from "../demo-site/serve.ts";
import { demoSite } from "../demo-site/site.ts";
import { assertFree, serveWorker } from "../worker/serve.ts";
import { DEFAULT_MODEL } from "../worker/src/model/default-model.ts";
import { build } from "./build.ts";
import { readKeys } from "./keys.ts";
import { onStop } from "./launchers.ts";
import { type Crawl, crawl, type OperatorsApi, operatorsApi } from "./operators-api.ts";
import { step } from "./run.ts";
import { readPort, readStateFolder, readVars } from "./settings.ts";

const open: { close(): Promise<void> }[] = []; // what runs, and is closed at the end
let stopping = false;

onStop(async () => {
  stopping = true;
  await Promise.all(open.map((server) => server.close()));
  process.exit(0);
});

try {
  await start();
} catch (error) {
  console.error(`foyer: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

async function start() {
  const port = readPort("PORT", 8787);
  const demoPort = readPort("DEMO_PORT", 8788);
  if (port && port === demoPort) throw new Error(`PORT and DEMO_PORT are both ${port}: give them different ones`);
  await assertFree(port, "PORT");
  await assertFree(demoPort, "DEMO_PORT");

  const state = readStateFolder();
  mkdirSync(state, { recursive: true });
  const keyFile = join(state, "keys.json");
  const keys = readKeys(keyFile);
  const vars = readVars();

  await step("building", build, (done) => (done ? "done" : "nothing changed"));
  const foyer = await step("starting the Worker", () => startWorker(port, state, { ...keys, ...vars, FOYER_DEV: "1" }));
  const site = await serveDemoSite({ port: demoPort, foyer });
  open.push(site);
  await fillDemo(operatorsApi(foyer, keys.FOYER_ADMIN_KEY), site.origin);
  console.log(`
  Demo site   ${site.origin}
  Worker      ${foyer}
  Answers     ${describeModel(vars)}
  Operators   the API takes FOYER_ADMIN_KEY, from ${process.env.FOYER_ADMIN_KEY ? "the environment" : nameOf(keyFile)}

Ctrl-C stops both.`);
}

function nameOf(file: string) {
  const fromHere = relative("", file);
  return fromHere.startsWith("..") ? file : fromHere;
}

async function startWorker(port: number, state: string, vars: Record<string, string>) {
  const worker = await serveWorker({ port, state, vars });
  open.push(worker);
  worker.ended.then((code) => {
    if (stopping) return;
    console.error(`foyer: the Worker ended with code ${code}`);
    process.exit(1);
  });
  return worker.origin;
}

/** What is known from the last run answers at once and is read again behind it; at the first run, wait. */
async function fillDemo(api: OperatorsApi, site: string) {
  const config = demoSite({ origin: site });
  const known = await knows(api, config.start);
  await api.request("PUT", "demo", config);
  if (known) {
    crawl(api, "demo").catch((error) => {
      if (!stopping) console.error(`foyer: reading the demo site again: ${error.message}`);
    });
    return;
  }
  await step(
    "reading the demo site",
    () => crawl(api, "demo"),
    ({ fetched, passages }) => `${fetched} pages, ${passages} passages`,
  );
}

async function knows(api: OperatorsApi, start: string) {
  try {
    const before = await api.request<{ start: string }>("GET", "demo");
    const { state, passages } = await api.request<Crawl>("GET", "demo/crawl");
    return before.start === start && state === "done" && passages > 0;
  } catch {
    return false; // no such site yet, or it was never crawled
  }
}

function describeModel({ OPENAI_API_KEY, OPENAI_BASE_URL, MODEL = DEFAULT_MODEL }: Record<string, string>) {
  if (OPENAI_API_KEY || OPENAI_BASE_URL) return `${MODEL} at ${OPENAI_BASE_URL || "https://api.openai.com/v1"}`;
  return "from the site's pages, without a model (set OPENAI_API_KEY or OPENAI_BASE_URL to have one)";
}

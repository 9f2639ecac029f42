// The Worker and the demo site on loopback, until Ctrl-C.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { serveDemoSite } from "../demo-site/serve.ts";
import { assertFree, serveWorker } from "../worker/serve.ts";
import { onLauncherGone } from "./launchers.ts";
import { run } from "./run.ts";

const port = Number(process.env.PORT ?? 8787);
const demoPort = Number(process.env.DEMO_PORT ?? 8788);
const state = resolve(process.env.FOYER_STATE ?? ".foyer");

try {
  await assertFree(port);
  await assertFree(demoPort);
  mkdirSync(state, { recursive: true });
  await run("building", "pnpm", ["run", "build"]);
  const worker = await serveWorker({ port, state, vars: pick("OPENAI_BASE_URL", "OPENAI_API_KEY", "MODEL") });
  const site = await serveDemoSite({ port: demoPort, foyer: worker.origin });
  console.log(`Worker     ${worker.origin}\nDemo site  ${site.origin}\nCtrl-C stops both.`);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await Promise.all([worker.close(), site.close()]);
    process.exit(0);
  };
  onLauncherGone(stop);
  process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
  worker.ended.then((code) => {
    if (stopping) return;
    console.error(`the Worker ended with code ${code}`);
    process.exit(1);
  });
} catch (error) {
  console.error(`foyer: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

function pick(...names: string[]) {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

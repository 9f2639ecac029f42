// A whole Foyer on free ports with a state folder of its own: Worker, demo site, a model or none. For the tests, the
// screenshots and the figures.
import { randomBytes } from "node:crypto";
import { serveDemoSite } from "../demo-site/serve.ts";
import { demoSite } from "../demo-site/site.ts";
import { makePushKeys } from "../scripts/keys.ts";
import { crawl, type OperatorsApi, operatorsApi } from "../scripts/operators-api.ts";
import { serveWorker } from "../worker/serve.ts";
import { type FakeModel, serveFakeModel } from "./fake-model.ts";
import { makeStateFolder, removeStateFolder } from "./state-folder.ts";

export type Settings = Record<string, unknown>; // of a site, as its schema has them

export interface Local {
  foyer: string; // the Worker's origin
  site: string; // the demo site's origin
  state: string; // the Worker's folder
  api: OperatorsApi;
  model?: FakeModel; // without one the built-in answerer answers
  /** Sets the site up as its owner does, but for these settings. */
  put(settings?: Settings): Promise<void>;
  workerPid(): number;
  /** Ends the Worker's process and starts another on the same port and state. */
  restartWorker(): Promise<void>;
  close(): Promise<void>;
}

export interface LocalOptions {
  answers: "model" | "pages";
  headers?: (foyer: string) => Record<string, string>; // of the demo site's pages
}

/** The site `demo` is created and crawled through the operators' API. The widget and the demo site must be built. */
export async function openLocal({ answers, headers }: LocalOptions): Promise<Local> {
  const state = await makeStateFolder();
  const adminKey = randomBytes(24).toString("hex");
  const model = answers === "model" ? await serveFakeModel() : undefined;
  const vars = {
    FOYER_ADMIN_KEY: adminKey,
    FOYER_TOKEN_KEY: randomBytes(24).toString("hex"),
    FOYER_DEV: "1",
    ...makePushKeys(),
    ...(model && { OPENAI_BASE_URL: model.baseURL, MODEL: "fake" }),
  };
  let worker = await serveWorker({ port: 0, state, vars });
  const { origin: foyer, port } = worker;
  const site = await serveDemoSite({ port: 0, foyer, headers: headers?.(foyer) ?? {} });
  const api = operatorsApi(foyer, adminKey);
  const put = async (settings: Settings = {}) => {
    await api.request("PUT", "demo", { ...demoSite(site), limits: { messagesPerMinute: 100 }, ...settings });
  };
  await put();
  await crawl(api, "demo");
  return {
    foyer,
    site: site.origin,
    state,
    api,
    ...(model && { model }),
    put,
    workerPid: () => worker.pid,
    async restartWorker() {
      await worker.close();
      worker = await serveWorker({ port, state, vars });
    },
    async close() {
      await Promise.all([site.close(), worker.close(), model?.close()]);
      await removeStateFolder(state);
    },
  };
}

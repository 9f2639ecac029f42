// Which model answers, by what is configured. It knows nothing of a site but the two settings it is given.
import { DEFAULT_MODEL } from "./default-model.ts";
import type { Model } from "./model.ts";
import { openaiModel } from "./openai.ts";

type ModelEnv = Partial<Pick<Env, "OPENAI_API_KEY" | "OPENAI_BASE_URL" | "MODEL">>;

/** Undefined without a key and without a base URL: then the site's pages answer alone. */
export function chooseModel(env: ModelEnv, site: { name?: string; temperature?: number } = {}): Model | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL } = env;
  if (!apiKey && !baseURL) return undefined;
  return openaiModel({
    apiKey: apiKey || "none", // a model of one's own often asks for no key, but the package does
    ...(baseURL && { baseURL }),
    name: site.name || env.MODEL || DEFAULT_MODEL,
    ...(site.temperature !== undefined && { temperature: site.temperature }),
  });
}

// What the environment says about a run on this machine.
import { resolve } from "node:path";

/** Port 0 takes a free one. */
export function readPort(variable: string, otherwise: number, env = process.env) {
  const value = env[variable];
  if (!value) return otherwise;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new Error(`${variable}="${value}" is not a port: give 0 to 65535`);
  return port;
}

export const readStateFolder = (env = process.env) => resolve(env.FOYER_STATE || ".foyer");

/** What the Worker takes from the environment when it is there. */
export function readVars(env = process.env): Record<string, string> {
  const names = ["OPENAI_BASE_URL", "OPENAI_API_KEY", "MODEL", "FOYER_PUSH_SUBJECT"];
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

// The two keys a Worker cannot do without: from the environment, else made once and kept beside the state.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const NAMES = ["FOYER_ADMIN_KEY", "FOYER_TOKEN_KEY"] as const;
type Keys = Record<(typeof NAMES)[number], string>;

/** Writes the file only when a key is neither in the environment nor in it. */
export function readKeys(file: string, env = process.env): Keys {
  const kept = readKept(file);
  const made = Object.fromEntries(NAMES.filter((name) => !env[name] && !kept[name]).map((name) => [name, makeKey()]));
  if (Object.keys(made).length > 0) {
    writeFileSync(file, `${JSON.stringify({ ...kept, ...made }, null, 2)}\n`, { mode: 0o600 });
  }
  const key = (name: (typeof NAMES)[number]) => env[name] || kept[name] || made[name] || "";
  return { FOYER_ADMIN_KEY: key("FOYER_ADMIN_KEY"), FOYER_TOKEN_KEY: key("FOYER_TOKEN_KEY") };
}

const makeKey = () => randomBytes(32).toString("base64url");

function readKept(file: string): Partial<Keys> {
  if (!existsSync(file)) return {};
  try {
    const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof kept === "object" && kept !== null) return kept;
  } catch {
    // said below, for both ways to be wrong
  }
  throw new Error(`${file} is not JSON: mend it, or remove it and get new keys (which ends open conversations)`);
}

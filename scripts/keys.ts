// The keys of a run on this machine: from the environment, else made once and kept beside the state. A Worker cannot do
// without the first two; the pair is for Web Push.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const NAMES = ["FOYER_ADMIN_KEY", "FOYER_TOKEN_KEY", "FOYER_PUSH_PUBLIC_KEY", "FOYER_PUSH_PRIVATE_KEY"] as const;
const PUSH = ["FOYER_PUSH_PUBLIC_KEY", "FOYER_PUSH_PRIVATE_KEY"] as const;
type Keys = Record<(typeof NAMES)[number], string>;

/** Writes the file only when a key is neither in the environment nor in it. */
export function readKeys(file: string, env = process.env): Keys {
  const given = PUSH.filter((name) => env[name]);
  if (given.length === 1)
    throw new Error(`${given[0]} is one key of a pair: set ${PUSH.join(" and ")}, or none of them`);
  const kept = readKept(file);
  const known = { ...kept, ...Object.fromEntries(NAMES.flatMap((name) => (env[name] ? [[name, env[name]]] : []))) };
  const made = makeKeys(known);
  if (Object.keys(made).length > 0) {
    writeFileSync(file, `${JSON.stringify({ ...kept, ...made }, null, 2)}\n`, { mode: 0o600 });
  }
  const keys: Partial<Keys> = { ...known, ...made };
  const { FOYER_ADMIN_KEY = "", FOYER_TOKEN_KEY = "", FOYER_PUSH_PUBLIC_KEY = "", FOYER_PUSH_PRIVATE_KEY = "" } = keys;
  return { FOYER_ADMIN_KEY, FOYER_TOKEN_KEY, FOYER_PUSH_PUBLIC_KEY, FOYER_PUSH_PRIVATE_KEY };
}

/** What is not known yet; of a pair, both. */
function makeKeys(known: Partial<Keys>): Partial<Keys> {
  return {
    ...(!known.FOYER_ADMIN_KEY && { FOYER_ADMIN_KEY: makeKey() }),
    ...(!known.FOYER_TOKEN_KEY && { FOYER_TOKEN_KEY: makeKey() }),
    ...(!(known.FOYER_PUSH_PUBLIC_KEY && known.FOYER_PUSH_PRIVATE_KEY) && makePushKeys()),
  };
}

const makeKey = () => randomBytes(32).toString("base64url");

/** VAPID (RFC 8292): an uncompressed point of P-256 and its private half, base64url. */
export function makePushKeys() {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "", d = "" } = privateKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  return { FOYER_PUSH_PUBLIC_KEY: point.toString("base64url"), FOYER_PUSH_PRIVATE_KEY: d };
}

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

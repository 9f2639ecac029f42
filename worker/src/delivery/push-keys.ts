// The deployment's keys for Web Push (VAPID, RFC 8292), as its secrets have them.

/** base64url, as `npx web-push generate-vapid-keys` prints them. */
export interface PushKeys {
  publicKey: string; // an uncompressed point of P-256: what a browser subscribes with
  privateKey: string;
  subject: string; // where a push service finds the sender, mailto: or https:; Apple refuses localhost and made-up domains
}

type PushSecrets = Pick<Env, "FOYER_PUSH_PUBLIC_KEY" | "FOYER_PUSH_PRIVATE_KEY" | "FOYER_PUSH_SUBJECT">;

const PUBLIC_KEY = /^B[A-P][\w-]{85}$/; // 65 bytes, the first is 4
const PRIVATE_KEY = /^[\w-]{43}$/; // 32 bytes

/** Null when there are none, or what is there has not their form: then nothing offers Web Push. `origin` is the Worker's own. */
export function readPushKeys(secrets: PushSecrets, origin: string): PushKeys | null {
  const { FOYER_PUSH_PUBLIC_KEY: publicKey = "", FOYER_PUSH_PRIVATE_KEY: privateKey = "" } = secrets;
  if (!PUBLIC_KEY.test(publicKey) || !PRIVATE_KEY.test(privateKey)) return null;
  return { publicKey, privateKey, subject: secrets.FOYER_PUSH_SUBJECT || origin };
}

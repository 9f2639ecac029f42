// A follow-up as a notification in a browser that was subscribed to (Web Push: RFC 8030, 8291, 8292).
import { encryptNotification } from "@block65/webcrypto-web-push";
import { base64url, importJWK, SignJWT } from "jose";
import type { Delivery, Outcome } from "./adapter.ts";
import { toPlain } from "./plain.ts";
import { post } from "./post.ts";
import type { PushKeys } from "./push-keys.ts";

const MAX_BODY = 200; // UTF-16 units of the notification's text
const MAX_PAYLOAD_BYTES = 3993; // what is left of the 4096 that a push service must take (RFC 8291, section 4)
const KEPT_SECONDS = 86_400; // by the push service, for a browser that is closed
const TOKEN_MS = 12 * 3_600_000; // at most 24 hours (RFC 8292, section 2)

export interface PushTo {
  endpoint: string;
  p256dh: string;
  auth: string;
  link: string;
}

/** What the site owner's service worker reads. */
export interface PushPayload {
  title: string;
  body: string;
  link: string;
  tag: string;
}

export async function deliverPush(delivery: Delivery, to: PushTo, keys: PushKeys, dev: boolean): Promise<Outcome> {
  const { endpoint, p256dh, auth } = to;
  if (!URL.canParse(endpoint)) return { state: "refused", error: "is no address" };
  const payload = new TextEncoder().encode(JSON.stringify(toPayload(delivery, to.link)));
  if (payload.byteLength > MAX_PAYLOAD_BYTES) return { state: "refused", error: "is too long for a notification" };
  const body = await encryptNotification({ endpoint, expirationTime: null, keys: { p256dh, auth } }, payload, {
    pad: false, // a message of the full 4096 bytes is refused for Firefox on Android (mozilla-services/autopush#748)
  }).catch(() => null); // what was given as a browser's keys is none
  if (!body) return { state: "refused", error: "has no usable keys" };
  const key = await readSigningKey(keys).catch(() => null); // two that do not belong together
  if (!key) return { state: "refused", error: "FOYER_PUSH_PUBLIC_KEY and FOYER_PUSH_PRIVATE_KEY are no pair" };
  const headers = {
    Authorization: `vapid t=${await sign(key, new URL(endpoint).origin, keys.subject)}, k=${keys.publicKey}`,
    "Content-Encoding": "aes128gcm",
    "Content-Type": "application/octet-stream",
    TTL: String(KEPT_SECONDS),
    Urgency: delivery.message.kind === "reminder" ? "high" : "normal",
    Topic: await toTopic(delivery.message.id),
  };
  return post(endpoint, { headers, body, gone: [404, 410], dev });
}

const toPayload = ({ site, message }: Delivery, link: string): PushPayload => ({
  title: site.name,
  body: cut(toPlain(message.text)),
  link,
  tag: message.id,
});

/** Not in the middle of a character that takes two units. */
const cut = (text: string) =>
  text.length <= MAX_BODY ? text : `${text.slice(0, MAX_BODY - 1).replace(/[\ud800-\udbff]$/, "")}…`;

async function readSigningKey({ publicKey, privateKey }: PushKeys) {
  const point = base64url.decode(publicKey); // 4, then x and y
  const [x, y] = [base64url.encode(point.subarray(1, 33)), base64url.encode(point.subarray(33))];
  return importJWK({ kty: "EC", crv: "P-256", x, y, d: privateKey }, "ES256");
}

/** Who sends, to one push service, for a while. */
const sign = (key: Awaited<ReturnType<typeof importJWK>>, audience: string, subject: string) =>
  new SignJWT()
    .setProtectedHeader({ typ: "JWT", alg: "ES256" })
    .setAudience(audience)
    .setSubject(subject)
    .setExpirationTime(new Date(Date.now() + TOKEN_MS))
    .sign(key);

/** At most 32 characters of base64url (RFC 8030, 5.4): a push that waits is replaced by its own repeat. */
async function toTopic(id: string) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(id));
  return base64url.encode(new Uint8Array(digest, 0, 24));
}

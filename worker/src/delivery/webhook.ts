// A follow-up as a signed event to the site owner's own server, by the scheme of standardwebhooks.com.
import type { Delivery, Outcome } from "./adapter.ts";
import { post } from "./post.ts";

const PREFIX = "whsec_";

export async function deliverWebhook(
  delivery: Delivery,
  to: { url: string; secret: string },
  dev: boolean,
): Promise<Outcome> {
  const key = readSecret(to.secret);
  if (!key) return { state: "refused", error: `the secret after ${PREFIX} is not base64` };
  const { id, ...data } = delivery;
  const body = JSON.stringify({ type: "follow-up.sent", timestamp: new Date(delivery.message.at).toISOString(), data });
  const seconds = Math.floor(Date.now() / 1000);
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": "Foyer",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": await sign(key, `${id}.${seconds}.${body}`),
  };
  return post(to.url, { headers, body, gone: [410], dev });
}

/** The bytes of a secret: base64 after `whsec_`, else the text itself. Null when it is not the base64 that it says. */
export function readSecret(secret: string): Uint8Array | null {
  if (!secret.startsWith(PREFIX)) return new TextEncoder().encode(secret);
  try {
    const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (char) => char.charCodeAt(0));
    return bytes.length > 0 ? bytes : null;
  } catch {
    return null; // not base64
  }
}

/** One entry of the header `webhook-signature`; `signed` is id, timestamp and body, joined by dots. */
export async function sign(secret: Uint8Array, signed: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(signed));
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`;
}

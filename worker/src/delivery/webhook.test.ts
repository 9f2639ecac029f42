import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { serve } from "../crawl/test-server.ts";
import { AT, toDeliver } from "./test-delivery.ts";
import { deliverWebhook, readSecret, sign } from "./webhook.ts";

const TEXT_SECRET = "a secret of more than 24 characters";
const BASE64_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/** As a receiver does it, with Node's own HMAC. */
function isSigned(headers: Record<string, unknown>, body: string, secret: string) {
  const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret);
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return headers["webhook-signature"] === `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

async function receive(secret: string, text?: string) {
  const site = await serve({ "/hook?of=shop": { status: 204, type: "" } });
  const delivery = toDeliver(text === undefined ? {} : { text });
  const outcome = await deliverWebhook(delivery, { url: `${site.origin}/hook?of=shop`, secret }, true);
  const [request] = await site.requests();
  if (!request) throw new Error(`nothing came: ${JSON.stringify(outcome)}`);
  return { outcome, request, body: new TextDecoder().decode(Uint8Array.from(request.body)) };
}

test("the published example of Standard Webhooks is signed as published", async () => {
  const key = readSecret(BASE64_SECRET);
  if (!key) throw new Error("not read");
  const signature = await sign(key, 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}');
  expect(signature).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test.each([TEXT_SECRET, BASE64_SECRET])("an event is signed with %s", async (secret) => {
  const { outcome, request, body } = await receive(secret);
  expect(outcome).toEqual({ state: "delivered" });
  expect(request.headers).toMatchObject({ "content-type": "application/json", "webhook-id": "event-1" });
  expect(Math.abs(Number(request.headers["webhook-timestamp"]) * 1000 - Date.now())).toBeLessThan(60_000);
  expect(isSigned(request.headers, body, secret)).toBe(true);
  expect(isSigned(request.headers, body, "whsec_YW5vdGhlciBzZWNyZXQ="), "another secret").toBe(false);
  expect(isSigned(request.headers, `${body} `, secret), "another body").toBe(false);
});

test("an event says what was sent, in which conversation, to whom", async () => {
  const { body } = await receive(TEXT_SECRET);
  expect(JSON.parse(body)).toEqual({
    type: "follow-up.sent",
    timestamp: "2026-11-24T09:30:00.000Z",
    data: {
      site: { id: "demo", name: "Ebbstead", lang: "en" },
      conversation: "c-1",
      message: { id: "f.step-1", text: "Still thinking about the sofa?", at: AT, kind: "step" },
      contact: { email: "ada@example.com", phone: "+44 20 7946 0000" },
    },
  });
});

test("a body of any script is signed as its bytes", async () => {
  const { request, body } = await receive(BASE64_SECRET, 'Grüße 👋 \u202e \u2028 "quoted" مرحبا');
  expect(isSigned(request.headers, body, BASE64_SECRET)).toBe(true);
  expect(JSON.parse(body).data.message.text).toBe('Grüße 👋 \u202e \u2028 "quoted" مرحبا');
});

test.each(["whsec_", "whsec_not base64!"])("the secret %s is refused before anything is sent", async (secret) => {
  const site = await serve({ "/": {} });
  const outcome = await deliverWebhook(toDeliver(), { url: site.origin, secret }, true);
  expect(outcome).toEqual({ state: "refused", error: "the secret after whsec_ is not base64" });
  expect(await site.asked()).toEqual([]);
});

test("an address that takes no more events is gone, a private one refused", async () => {
  const site = await serve({ "/": { status: 410 } });
  const to = (url: string) => deliverWebhook(toDeliver(), { url, secret: TEXT_SECRET }, true);
  expect(await to(site.origin)).toEqual({ state: "gone", error: "answers 410" });
  expect(await to("http://192.168.0.1/")).toEqual({ state: "refused", error: "is a private address" });
});

import { env } from "cloudflare:workers";
import { base64url, exportJWK, generateKeyPair, importJWK, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { type Reply, serve } from "../crawl/test-server.ts";
import { deliverPush } from "./push.ts";
import { readPushKeys } from "./push-keys.ts";
import { Browser } from "./test-browser.ts";
import { toDeliver } from "./test-delivery.ts";

const ORIGIN = "https://foyer.example";
const LINK = "https://shop.example/sofas#foyer=ticket";
const keys = readPushKeys(env, ORIGIN) ?? { publicKey: "", privateKey: "", subject: "" };

async function push(delivery = toDeliver(), reply: Reply = { status: 201 }, link = LINK) {
  const service = await serve({ "/push/1?of=ada": reply });
  const browser = await Browser.subscribe();
  const outcome = await deliverPush(
    delivery,
    { endpoint: `${service.origin}/push/1?of=ada`, ...browser.keys, link },
    keys,
    true,
  );
  const requests = await service.requests();
  const opened = await Promise.all(
    requests.map(async ({ body }) => JSON.parse(await browser.open(new Uint8Array(body)))),
  );
  return { outcome, origin: service.origin, requests, headers: requests[0]?.headers ?? {}, payload: opened[0] };
}

test("a browser opens the example of RFC 8291, section 5", async () => {
  const published = {
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  };
  const browser = await Browser.withKeys(published, "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
  const body = base64url.decode(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
  expect(await browser.open(body)).toBe("When I grow up, I want to be a watermelon");
  await expect((await Browser.subscribe()).open(body)).rejects.toThrow();
});

test("a push is encrypted so that its browser, and no other, opens it", async () => {
  const { outcome, requests, payload } = await push();
  expect(outcome).toEqual({ state: "delivered" });
  expect(payload).toEqual({ title: "Ebbstead", body: "Still thinking about the sofa?", link: LINK, tag: "f.step-1" });
  await expect((await Browser.subscribe()).open(new Uint8Array(requests[0]?.body ?? []))).rejects.toThrow();
});

test("a push is signed with the deployment's keys, for this push service, for less than a day", async () => {
  const { headers, origin } = await push();
  const [, token = "", key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(String(headers.authorization)) ?? [];
  expect(key).toBe(keys.publicKey);
  const point = base64url.decode(keys.publicKey);
  const [x, y] = [base64url.encode(point.slice(1, 33)), base64url.encode(point.slice(33))];
  const publicKey = await importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256");
  const { payload } = await jwtVerify(token, publicKey, { algorithms: ["ES256"], audience: origin });
  expect(payload).toEqual({ aud: origin, sub: ORIGIN, exp: expect.any(Number) });
  const left = (payload.exp ?? 0) * 1000 - Date.now();
  expect(left).toBeGreaterThan(3_600_000);
  expect(left).toBeLessThan(24 * 3_600_000);
});

test("a push says what it is, how long it keeps and how urgent it is", async () => {
  const { headers } = await push();
  expect(headers).toMatchObject({
    "content-encoding": "aes128gcm",
    "content-type": "application/octet-stream",
    ttl: "86400",
    urgency: "normal",
    topic: expect.stringMatching(/^[\w-]{32}$/),
  });
  expect((await push(toDeliver({ kind: "reminder" }))).headers.urgency).toBe("high");
});

test("a repeat replaces its own notification and no other's", async () => {
  const topicOf = async (id: string) => {
    const delivery = toDeliver();
    return (await push({ ...delivery, message: { ...delivery.message, id } })).headers.topic;
  };
  expect(await topicOf("f.1")).toBe(await topicOf("f.1"));
  expect(await topicOf("f.1")).not.toBe(await topicOf("f.2"));
});

test.each([
  ["200 characters are kept", "x".repeat(200), "x".repeat(200)],
  ["more are cut", "x".repeat(201), `${"x".repeat(199)}…`],
  ["not in the middle of one", `${"x".repeat(198)}👋 there`, `${"x".repeat(198)}…`],
  ["nor are they escaped", '<b>"Grüße"\n👋', '<b>"Grüße"\n👋'],
])("of the message, %s", async (_, text, body) => {
  expect((await push(toDeliver({ text }))).payload.body).toBe(body);
});

test("the longest name, message and address of a page fit", async () => {
  const link = `https://shop.example/${"x".repeat(2048)}#foyer=${"t".repeat(300)}`;
  const { outcome, payload } = await push(
    toDeliver({ text: "語".repeat(4000), name: "語".repeat(80) }),
    { status: 201 },
    link,
  );
  expect(outcome).toEqual({ state: "delivered" });
  expect(payload.link).toBe(link);
});

test("a message of usual length is as small as Firefox on Android needs it", async () => {
  const { requests } = await push(toDeliver({ text: "x".repeat(1000) }));
  expect(requests[0]?.body.length).toBeLessThan(1000);
});

test("what does not fit into a notification is refused before it is sent", async () => {
  const { outcome, requests } = await push(toDeliver(), { status: 201 }, `https://shop.example/${"x".repeat(4000)}`);
  expect(outcome).toEqual({ state: "refused", error: "is too long for a notification" });
  expect(requests).toEqual([]);
});

test.each([
  [201, "delivered"],
  [202, "delivered"],
  [404, "gone"],
  [410, "gone"],
  [400, "refused"],
  [403, "refused"],
  [413, "refused"],
  [500, "retry"],
  [503, "retry"],
])("a push service that answers %i: %s", async (status, state) => {
  expect((await push(toDeliver(), { status })).outcome).toMatchObject({ state });
});

test("a push service that is too busy says when to come back", async () => {
  const { outcome } = await push(toDeliver(), { status: 429, headers: { "Retry-After": "60" } });
  expect(outcome).toEqual({ state: "retry", error: "answers 429", afterMs: 60_000 });
});

const OFF_CURVE = `BA${"A".repeat(84)}E`;
test.each([
  ["short", { p256dh: "BAAA" }],
  ["no base64url", { p256dh: "ключ" }],
  ["no point of the curve", { p256dh: OFF_CURVE }],
  ["a short secret", { auth: "AAAA" }],
])("with keys that are %s nothing is sent", async (_, wrong) => {
  const service = await serve({ "/": { status: 201 } });
  const browser = await Browser.subscribe();
  const to = { endpoint: `${service.origin}/`, ...browser.keys, ...wrong, link: LINK };
  expect(await deliverPush(toDeliver(), to, keys, true)).toEqual({ state: "refused", error: "has no usable keys" });
  expect(await service.asked()).toEqual([]);
});

test.each([
  ["http://10.0.0.1/push", "is a private address"],
  ["https://localhost/push", "is a private name"],
  ["https://[fd00::1]/push", "is a private address"],
  ["file:///etc/passwd", "is no http or https address"],
  ["push", "is no address"],
])("the endpoint %s is never called", async (endpoint, error) => {
  const browser = await Browser.subscribe();
  const to = { endpoint, ...browser.keys, link: LINK };
  expect(await deliverPush(toDeliver(), to, keys, false)).toEqual({ state: "refused", error });
});

test.each([
  ["none are set", { FOYER_PUSH_PUBLIC_KEY: "", FOYER_PUSH_PRIVATE_KEY: "" }],
  ["one is missing", { FOYER_PUSH_PUBLIC_KEY: keys.publicKey }],
  ["they are swapped", { FOYER_PUSH_PUBLIC_KEY: keys.privateKey, FOYER_PUSH_PRIVATE_KEY: keys.publicKey }],
  [
    "they are another encoding",
    { FOYER_PUSH_PUBLIC_KEY: `${keys.publicKey}=`, FOYER_PUSH_PRIVATE_KEY: keys.privateKey },
  ],
])("there are no push keys when %s", (_, secrets) => {
  expect(readPushKeys(secrets, ORIGIN)).toBeNull();
});

test("the subject is the deployment's own, else the Worker's address", () => {
  const pair = { FOYER_PUSH_PUBLIC_KEY: keys.publicKey, FOYER_PUSH_PRIVATE_KEY: keys.privateKey };
  expect(readPushKeys(pair, ORIGIN)?.subject).toBe(ORIGIN);
  const subject = "mailto:ops@shop.example";
  expect(readPushKeys({ ...pair, FOYER_PUSH_SUBJECT: subject }, ORIGIN)?.subject).toBe(subject);
});

test.each([
  ["mixed up", async () => (await makePair()).d ?? ""],
  ["nonsense", async () => "nonsense"],
])("with a private key that is %s nothing is sent", async (_, makePrivateKey) => {
  const service = await serve({ "/": { status: 201 } });
  const to = { endpoint: `${service.origin}/`, ...(await Browser.subscribe()).keys, link: LINK };
  const outcome = await deliverPush(toDeliver(), to, { ...keys, privateKey: await makePrivateKey() }, true);
  expect(outcome).toEqual({
    state: "refused",
    error: "FOYER_PUSH_PUBLIC_KEY and FOYER_PUSH_PRIVATE_KEY are no pair",
  });
  expect(await service.asked()).toEqual([]);
});

async function makePair() {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return exportJWK(privateKey);
}

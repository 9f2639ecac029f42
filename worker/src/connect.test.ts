import { listDurableObjectIds } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { mintToken } from "./auth/visitor-token.ts";
import { connect as openDoor } from "./connect.ts";
import { connect, makeSite, ORIGIN, Tab, upgrade, WAIT } from "./visitor/test-visitor.ts";

const DAY_MS = 86_400_000;
let site: string;
beforeAll(async () => {
  site = await makeSite({
    greeting: "Hello",
    suggestions: ["What does it cost?"],
    colors: { accent: "#0a7" },
    lang: "en",
  });
});

const fetchConversation = (headers: Record<string, string>) =>
  exports.default.fetch(`https://foyer.test/v1/sites/${site}/conversation`, {
    headers: { Origin: ORIGIN, ...headers },
  });

async function refusal(...args: Parameters<typeof upgrade>) {
  const before = (await listDurableObjectIds(env.VISITOR)).length;
  const response = await upgrade(...args);
  expect(response.headers.get("Sec-WebSocket-Protocol")).toBe("foyer.1");
  const tab = new Tab(response);
  await expect.poll(() => tab.closed, WAIT).toBeDefined();
  expect(tab.frames).toEqual([]);
  expect(await listDurableObjectIds(env.VISITOR), "no object may be made").toHaveLength(before);
  return tab.closed;
}

test("[C1] without an upgrade 426, without the subprotocol 400", async () => {
  expect((await fetchConversation({})).status).toBe(426);
  expect((await fetchConversation({ Upgrade: "websocket" })).status).toBe(400);
  const other = await fetchConversation({ Upgrade: "websocket", "Sec-WebSocket-Protocol": "foyer.2, graphql-ws" });
  expect(other.status).toBe(400);
});

test("[C2] [C6] the server selects foyer.1 and says welcome first", async () => {
  const response = await upgrade(site);
  expect(response.status).toBe(101);
  expect(response.headers.get("Sec-WebSocket-Protocol")).toBe("foyer.1");
  const tab = new Tab(response);
  await expect.poll(() => tab.frames.length, WAIT).toBe(1);
  expect(tab.welcome).toEqual({
    type: "welcome",
    protocol: "foyer.1",
    token: expect.stringMatching(/^[\w.-]+$/),
    conversation: expect.stringMatching(/^[\w-]{20,}$/),
    site: {
      name: "Shop",
      greeting: "Hello",
      suggestions: ["What does it cost?"],
      colors: { accent: "#0a7" },
      lang: "en",
      push: env.FOYER_PUSH_PUBLIC_KEY,
    },
    mode: "agent",
    rev: 0,
    read: 0,
    messages: [],
    reset: true,
    more: false,
  });
});

test.each(["nowhere", "No-Such", "a b", "..%2Fdemo", "x".repeat(300)])("[C3] unknown site %s", async (name) => {
  expect(await refusal(encodeURIComponent(name))).toEqual({ code: 4003, reason: "unknown-site" });
});

test.each([
  "https://shop.example.evil.example",
  "https://evil.example",
  "http://shop.example",
  "https://shop.example:8443",
  "https://SHOP.example",
  "null",
  "none",
  null,
])("[C4] the origin %s is refused", async (origin) => {
  expect(await refusal(site, { origin })).toEqual({ code: 4003, reason: "origin-not-allowed" });
});

test("[C4] no origin is welcome where the site lists none", async () => {
  const open = await makeSite({ origins: [ORIGIN, "none"] });
  const tab = await connect(open, { origin: null });
  expect(tab.welcome.protocol).toBe("foyer.1");
});

test("[C5] a forged, altered, expired or foreign token is refused", async () => {
  const key = env.FOYER_TOKEN_KEY ?? "";
  const grant = { site, conversation: crypto.randomUUID() };
  const good = await mintToken(key, grant, Date.now() + DAY_MS);
  const [header, payload, signature] = good.split(".");
  const none = `${btoa('{"alg":"none"}').replaceAll("=", "")}.${payload}.`;
  const altered = `${header}.${btoa(JSON.stringify({ aud: site, sub: "other", exp: 4e9 })).replaceAll("=", "")}.${signature}`;
  const bad = [
    "nonsense",
    none,
    altered,
    await mintToken("another-key-another-key-another-k", grant, Date.now() + DAY_MS),
    await mintToken(key, grant, Date.now() - 1000),
    await mintToken(key, { ...grant, site: "another" }, Date.now() + DAY_MS),
  ];
  for (const token of bad) expect(await refusal(site, { token })).toEqual({ code: 4003, reason: "bad-token" });
  expect((await connect(site, { token: good })).welcome.conversation).toBe(grant.conversation);
});

test("[C5] [C7] every welcome renews the token, and the earlier one stays good", async () => {
  const first = (await connect(site)).welcome;
  const second = (await connect(site, { token: first.token })).welcome;
  const third = (await connect(site, { token: first.token })).welcome;
  expect(second.conversation).toBe(first.conversation);
  expect(third.conversation).toBe(first.conversation);
  expect((await connect(site)).welcome.conversation).not.toBe(first.conversation);
});

test("[C7] a token lives as long as the site keeps transcripts", async () => {
  const brief = await makeSite({ retentionDays: 2 });
  const { token } = (await connect(brief)).welcome;
  const { exp } = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
  expect(Math.abs(exp * 1000 - (Date.now() + 2 * DAY_MS))).toBeLessThan(10_000);
});

test("[C3] one address that connects too often is told to wait", async () => {
  const headers = {
    ...{ Upgrade: "websocket", Origin: ORIGIN, "CF-Connecting-IP": "203.0.113.7" },
    "Sec-WebSocket-Protocol": "foyer.1, foyer.token.bad",
  };
  const request = () => new Request(`https://foyer.test/v1/sites/${site}/conversation`, { headers });
  const closings = new Set<string>();
  // The limit is 120 in each minute of the clock, and a new one may begin meanwhile.
  for (let attempt = 0; attempt < 2 * 121 && !closings.has("4029 60"); attempt++) {
    const tab = new Tab(await openDoor(request(), { ...env, FOYER_DEV: "" }, site));
    await expect.poll(() => tab.closed, WAIT).toBeDefined();
    closings.add(`${tab.closed?.code} ${tab.closed?.reason}`);
  }
  expect([...closings]).toEqual(["4003 bad-token", "4029 60"]);
});

test.each([
  "&_pk=chosen",
  "&__agents_transport=capnweb",
  `&_pk=${"x".repeat(300)}`,
  "&after=-1",
  "&after=x",
  "&after=1e99",
])("[C8] %s steers nothing", async (query) => {
  const tab = await connect(site, { query });
  expect(tab.frames).toHaveLength(1);
  expect(tab.welcome).toMatchObject({ reset: true, rev: 0 });
  await tab.ask("hello");
});

test("[K1] ping is answered pong", async () => {
  const tab = await connect(site);
  tab.raw("ping");
  await expect.poll(() => tab.texts, WAIT).toEqual(["pong"]);
  expect(tab.frames).toHaveLength(1);
});

test("health is told", async () => {
  const response = await exports.default.fetch("https://foyer.test/healthz");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
});

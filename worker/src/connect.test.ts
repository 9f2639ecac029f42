import { listDurableObjectIds } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { base64url, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { mintTicket } from "./auth/ticket.ts";
import { signUnsubscribe } from "./auth/unsubscribe-token.ts";
import { mintToken, readToken } from "./auth/visitor-token.ts";
import { connect as openDoor } from "./connect.ts";
import { type Connecting, readConnecting } from "./visitor/connecting.ts";
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

describe("tickets", () => {
  const key = env.FOYER_TOKEN_KEY ?? "";
  const grantOf = () => ({ site, conversation: crypto.randomUUID(), ticket: "f.1", expires: Date.now() + 7 * DAY_MS });

  /** What the door hands to which object. */
  async function handedOver(token: string) {
    const handed: { name: string; connecting: Connecting | null }[] = [];
    const getByName = (name: string) => ({
      async fetch(request: Request) {
        handed.push({ name, connecting: readConnecting(request) });
        return new Response("seen");
      },
    });
    const request = new Request(`https://foyer.test/v1/sites/${site}/conversation`, {
      headers: { Upgrade: "websocket", Origin: ORIGIN, "Sec-WebSocket-Protocol": `foyer.1, foyer.token.${token}` },
    });
    const response = await openDoor(request, { ...env, VISITOR: { getByName } as unknown as Env["VISITOR"] }, site);
    expect(await response.text()).toBe("seen");
    return handed;
  }

  test("[U7] one opens its conversation, whose welcome brings a plain token", async () => {
    const grant = grantOf();
    const { welcome } = await connect(site, { token: await mintTicket(key, grant) });
    expect(welcome.conversation).toBe(grant.conversation);
    expect(await readToken(key, welcome.token, site)).toEqual({ conversation: grant.conversation });
    expect((await connect(site, { token: welcome.token })).welcome.conversation).toBe(grant.conversation);
  });

  test("[U8] the object learns which ticket it was; with a token there is none", async () => {
    const grant = grantOf();
    const name = `${site}/${grant.conversation}`;
    expect(await handedOver(await mintTicket(key, grant))).toMatchObject([{ name, connecting: { ticket: "f.1" } }]);
    const [plain] = await handedOver(await mintToken(key, grant, grant.expires));
    expect(plain?.name).toBe(name);
    expect(plain?.connecting).not.toHaveProperty("ticket");
  });

  test("[U8] a forged, altered, expired or foreign one is refused", async () => {
    const grant = grantOf();
    const [header, payload, signature] = (await mintTicket(key, grant)).split(".");
    const { encode } = base64url;
    const bad = [
      `${encode('{"alg":"none","typ":"foyer-ticket"}')}.${payload}.`,
      `${header}.${encode(JSON.stringify({ aud: site, sub: "other", jti: "f.1", exp: 4e9 }))}.${signature}`,
      await mintTicket("another-key-another-key-another-k", grant),
      await mintTicket(key, { ...grant, expires: Date.now() - 1000 }),
      await mintTicket(key, { ...grant, site: "another" }),
    ];
    for (const token of bad) expect(await refusal(site, { token })).toEqual({ code: 4003, reason: "bad-token" });
  });

  test("[U8] nothing that was signed for something else is a token or a ticket", async () => {
    const { conversation, expires } = grantOf();
    const sign = (header: object, claims: object) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: "HS256", ...header })
        .setAudience(site)
        .setSubject(conversation)
        .setExpirationTime(new Date(expires))
        .sign(new TextEncoder().encode(key));
    expect(await readToken(key, await sign({}, {}), site), "the control").toEqual({ conversation });
    expect(await readToken(key, await sign({}, { jti: "f.1" }), site), "a token stays one").toEqual({ conversation });
    expect(await readToken(key, await sign({ typ: "foyer-ticket" }, {}), site), "a ticket without an id").toBeNull();
    expect(await readToken(key, await sign({ typ: "JWT" }, { jti: "f.1" }), site), "another type").toBeNull();
    expect(await readToken(key, await signUnsubscribe(key, { site, email: conversation }), site)).toBeNull();
  });
});

test.each([{ FOYER_PUSH_PUBLIC_KEY: "" }, { FOYER_PUSH_PRIVATE_KEY: "" }])(
  "without both keys (%j) there is no push",
  async (without) => {
    const request = new Request(`https://foyer.test/v1/sites/${site}/conversation`, {
      headers: { Upgrade: "websocket", Origin: ORIGIN, "Sec-WebSocket-Protocol": "foyer.1" },
    });
    const tab = new Tab(await openDoor(request, { ...env, ...without }, site));
    await expect.poll(() => tab.frames.length, WAIT).toBe(1);
    expect(tab.welcome.site).not.toHaveProperty("push");
  },
);

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

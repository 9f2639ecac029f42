import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { html, serve } from "./crawl/test-server.ts";
import { call, config, putSite } from "./operators/test-call.ts";
import { operatorsApi } from "./operators.ts";
import { readDirectory } from "./site/directory.ts";

test("puts, gets, replaces and deletes a site, and the directory follows", async () => {
  expect(await (await putSite("mill", { ...config, greeting: "Hello" })).json()).toEqual({
    id: "mill",
    ...config,
    greeting: "Hello",
  });
  expect(await (await call("/mill")).json()).toMatchObject({ id: "mill", greeting: "Hello" });
  expect((await putSite("mill", { id: "mill", ...config, retentionDays: 2 })).status).toBe(200);
  expect(await (await call("/mill")).json()).toEqual({ id: "mill", ...config, retentionDays: 2 });
  expect(await readDirectory(env.SITES, "mill")).toEqual({
    origins: config.origins,
    connected: { id: "mill", look: { name: "Mill" }, messagesPerMinute: 60, retentionMs: 172_800_000 },
  });

  const deleted = await call("/mill", { method: "DELETE" });
  expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
  expect(await readDirectory(env.SITES, "mill")).toBeNull();
  expect((await call("/mill")).status).toBe(404);
  expect((await putSite("mill")).status).toBe(200); // a new life, without what the first one knew
  expect(await (await call("/mill")).json()).toEqual({ id: "mill", ...config });
});

test("a site can be put again the moment it is gone", async () => {
  for (let life = 0; life < 5; life++) {
    expect((await putSite("phoenix", { ...config, name: `Life ${life}` })).status).toBe(200);
    expect(await (await call("/phoenix")).json()).toMatchObject({ name: `Life ${life}` });
    expect((await call("/phoenix", { method: "DELETE" })).status).toBe(204);
  }
});

test.each([
  ["no key", null],
  ["another key", "test-admin-keY"],
  ["a part of the key", "test"],
  ["an empty key", ""],
])("refuses %s", async (_, key) => {
  const response = await call("/mill", { key });
  expect([response.status, await response.json()]).toEqual([401, { error: "unauthorized" }]);
  expect(response.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
});

test("refuses everybody when no key is configured", async () => {
  const { FOYER_ADMIN_KEY: _, ...keyless } = env;
  const headers = { Authorization: "Bearer " };
  expect((await operatorsApi(new Request("https://foyer.example/v1/sites/mill", { headers }), keyless)).status).toBe(
    401,
  );
});

test.each([
  ["GET", "/nobody"],
  ["DELETE", "/nobody"],
  ["GET", "/nobody/crawl"],
  ["POST", "/nobody/crawl"],
  ["GET", "/nobody/knowledge?q=x"],
  ["GET", "/nobody/leads"],
  ["GET", "/nobody/conversations"],
  ["GET", "/nobody/conversations/c/follow-ups"],
  ["POST", "/nobody/conversations/c/follow-ups/f"],
  ["GET", "/nobody/follow-ups"],
  ["GET", "/nobody/deliveries"],
  ["POST", "/nobody/deliveries/d"],
  ["GET", "/mill/conversations/%ff/follow-ups"],
  ["GET", "/mill/conversations//follow-ups"],
  ["GET", "/UPPER"],
  ["PUT", "/a%2Fb"],
  ["PUT", `/${"a".repeat(64)}`],
  ["GET", "/mill/else"],
  ["GET", "/mill/crawl/1"],
])("answers 404 and makes no object: %s %s", async (method, path) => {
  const before = (await listDurableObjectIds(env.SITE)).length;
  const response = await call(path, { method, ...(method === "PUT" && { body: config }) });
  expect([response.status, await response.json()]).toEqual([404, { error: "not-found" }]);
  expect(await listDurableObjectIds(env.SITE)).toHaveLength(before);
});

test.each([
  ["POST", "/mill", "GET, PUT, DELETE"],
  ["DELETE", "/mill/crawl", "GET, POST"],
  ["POST", "/mill/knowledge", "GET"],
  ["PUT", "/mill/leads", "GET"],
  ["POST", "/mill/conversations", "GET"],
  ["POST", "/mill/conversations/c/follow-ups", "GET"],
  ["GET", "/mill/conversations/c/follow-ups/f", "POST, DELETE"],
  ["DELETE", "/mill/deliveries/d", "POST"],
])("answers 405 to %s %s", async (method, path, allow) => {
  const response = await call(path, { method });
  expect([response.status, response.headers.get("Allow")]).toEqual([405, allow]);
});

test.each([
  ["no JSON", "{", "bad-json", ""],
  ["nothing", "", "bad-json", ""],
  ["a list", [], "invalid", ""],
  ["no name", { ...config, name: undefined }, "invalid", "name"],
  ["an unknown field", { ...config, colour: "red" }, "invalid", "colour"],
  ["an unknown field inside", { ...config, model: { nam: "x" } }, "invalid", "model.nam"],
  ["another site's id", { ...config, id: "other" }, "invalid", "id"],
  [
    "an origin with a path",
    { ...config, origins: ["https://mill.example", "https://mill.example/shop"] },
    "invalid",
    "origins.1",
  ],
  ["no origin", { ...config, origins: [] }, "invalid", "origins"],
  ["a start that is no address", { ...config, start: "mill.example" }, "invalid", "start"],
  ["a start of another scheme", { ...config, start: "file:///etc/passwd" }, "invalid", "start"],
  ["a start in a private network", { ...config, start: "http://192.168.0.1/" }, "invalid", "start"],
  [
    "a webhook in a private network",
    { ...config, webhook: { url: "https://169.254.169.254/latest", secret: "x".repeat(24) } },
    "invalid",
    "webhook.url",
  ],
  [
    "a webhook with a short secret",
    { ...config, webhook: { url: "https://mill.example/hook", secret: "short" } },
    "invalid",
    "webhook.secret",
  ],
  [
    "a webhook with a secret that is not the base64 that it says",
    { ...config, webhook: { url: "https://mill.example/hook", secret: `whsec_${"*".repeat(24)}` } },
    "invalid",
    "webhook.secret",
  ],
  ["a sender that is no address", { ...config, email: { from: "Mill <hello@mill.example>" } }, "invalid", "email.from"],
  ["steps that go back", { ...config, followUps: { steps: [30, 10] } }, "invalid", "followUps.steps"],
  ["a time zone that is none", { ...config, zone: "Mars/Olympus" }, "invalid", "zone"],
  ["a limit that is none", { ...config, limits: { pages: 0 } }, "invalid", "limits.pages"],
  [
    "more messages than a conversation remembers",
    { ...config, limits: { messagesPerMinute: 101 } },
    "invalid",
    "limits.messagesPerMinute",
  ],
])("refuses %s, names the field, and leaves the site as it was", async (_, body, error, path) => {
  await putSite("kept");
  const response = await putSite("kept", body);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error, path, message: expect.stringMatching(/\w/) });
  expect(await (await call("/kept")).json()).toEqual({ id: "kept", ...config });
});

test("outside development a webhook is called by https only", async () => {
  const webhook = (url: string) => ({ ...config, webhook: { url, secret: "x".repeat(24) } });
  const put = (url: string) => {
    const request = new Request("https://foyer.example/v1/sites/public", {
      method: "PUT",
      headers: { Authorization: "Bearer test-admin-key" },
      body: JSON.stringify(webhook(url)),
    });
    return operatorsApi(request, { ...env, FOYER_DEV: "" });
  };
  for (const url of ["http://mill.example/hook", "https://127.0.0.1/hook"]) {
    const response = await put(url);
    expect([response.status, await response.json()]).toMatchObject([400, { error: "invalid", path: "webhook.url" }]);
  }
  expect((await put("https://mill.example/hook")).status).toBe(200);
});

test("refuses a body over 256 KiB", async () => {
  const response = await putSite("kept", { ...config, instructions: "x".repeat(256 * 1024) });
  expect([response.status, await response.json()]).toEqual([413, { error: "too-large" }]);
});

test("crawls, tells how it goes, and finds what it read", async () => {
  const { origin } = await serve({ "/": html("<h1>Mill</h1><h2>Prices</h2><p>Rye flour costs three euros.</p>") });
  await putSite("crawled", { ...config, start: `${origin}/` });
  expect((await call("/crawled/crawl")).status).toBe(404);
  const started = await call("/crawled/crawl", { method: "POST" });
  expect(started.status).toBe(202);
  const { id } = await started.json<{ id: string }>();
  const status = async () => (await call("/crawled/crawl")).json<{ state: string }>();
  await expect.poll(async () => (await status()).state).toBe("done");
  expect(await status()).toEqual({ id, state: "done", found: 1, fetched: 1, passages: 1, errors: [] });
  expect(await (await call("/crawled/knowledge?q=How+much+is+rye%3F")).json()).toEqual({
    passages: [
      {
        title: "Mill",
        heading: "Prices",
        url: `${origin}/#:~:text=Rye%20flour%20costs%20three%20euros.`,
        text: "Rye flour costs three euros.",
        score: expect.any(Number),
      },
    ],
  });
  expect(await (await call("/crawled/knowledge?q=and+what+about")).json()).toEqual({ passages: [] });
});

test.each([
  ["/kept/knowledge", "q"],
  ["/kept/knowledge?q=%20", "q"],
  ["/kept/knowledge?q=x&limit=0", "limit"],
  ["/kept/leads?limit=many", "limit"],
  ["/kept/leads?after=nobody", "after"],
  ["/kept/conversations?after=nobody", "after"],
  ["/kept/conversations?after=12345.", "after"],
  ["/kept/conversations?limit=201", "limit"],
  ["/kept/conversations?intent=none", "intent"],
  ["/kept/conversations?urgency=most", "urgency"],
  [`/kept/conversations?q=${"x".repeat(201)}`, "q"],
  ["/kept/deliveries?state=lost", "state"],
  ["/kept/deliveries?after=nobody", "after"],
])("refuses the query of %s", async (path, field) => {
  await putSite("kept");
  const response = await call(path);
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: "invalid", path: field, message: expect.any(String) },
  ]);
});

test.each<[string, string, (id: string) => Promise<unknown>]>([
  [
    "the site's object",
    "object",
    (id) =>
      runInDurableObject(env.SITE.getByName(id), (_, { storage }) => storage.sql.exec("update state set value = '{'")),
  ],
  ["the directory", "directory", (id) => env.SITES.put(`site:${id}`, "{")],
])("answers 500 without a word of what went wrong, and logs it once, when %s fails", async (_, what, breakIt) => {
  const id = `broken-${what}`;
  await putSite(id);
  await breakIt(id);
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const response = await call(`/${id}`);
  expect([response.status, await response.json()]).toEqual([500, { error: "internal" }]);
  expect(log.mock.calls).toEqual([[`operators' API, GET /v1/sites/${id}`, expect.any(Error)]]);
  log.mockRestore();
});

test("lists leads", async () => {
  await putSite("leads");
  await env.SITE.getByName("leads").addLead({
    id: "l1",
    conversation: "c",
    email: "ada@example.com",
    note: "call",
    at: 5,
  });
  const lead = { id: "l1", conversation: "c", email: "ada@example.com", note: "call", at: 5 };
  expect(await (await call("/leads/leads")).json()).toEqual({ leads: [lead], more: false });
  expect(await (await call("/leads/leads?after=l1&limit=1")).json()).toEqual({ leads: [], more: false });
});

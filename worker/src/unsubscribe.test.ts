import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, test } from "vitest";
import { mintTicket } from "./auth/ticket.ts";
import { signUnsubscribe, toUnsubscribeAddress } from "./auth/unsubscribe-token.ts";
import { mintToken } from "./auth/visitor-token.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { makeSite } from "./visitor/test-visitor.ts";

const KEY = env.FOYER_TOKEN_KEY ?? "";
const EMAIL = "ada@example.com";
const ORIGIN = "https://foyer.test";

async function linkFor(name = "Shop", email = EMAIL) {
  const site = await makeSite({ name });
  return { site, link: toUnsubscribeAddress(ORIGIN, await signUnsubscribe(KEY, { site, email })) };
}

const ask = (link: string, init?: RequestInit) => exports.default.fetch(link, init);

const unsubscribed = (site: string) =>
  runInDurableObject(
    env.SITE.getByName(site),
    (_, { storage }) => storage.sql.exec("select 1 from address where unsubscribed = 1").toArray().length,
  );

const remove = (site: string) =>
  ask(`${ORIGIN}/v1/sites/${site}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${env.FOYER_ADMIN_KEY}` },
  });

test("opening the link changes nothing and shows a button", async () => {
  const { site, link } = await linkFor();
  const response = await ask(link);
  expect(response.status).toBe(200);
  const html = await response.text();
  expect(html).toContain('<form method="post"><button>Unsubscribe</button></form>');
  expect(html).toContain(`No more e-mails from Shop to <strong dir="ltr">${EMAIL}</strong>?`);
  expect(await unsubscribed(site)).toBe(0);
});

test.each([
  [
    "a mail program's one click",
    { body: "List-Unsubscribe=One-Click", headers: { "Content-Type": "application/x-www-form-urlencoded" } },
  ],
  ["the button", { body: "", headers: { "Content-Type": "application/x-www-form-urlencoded" } }],
  ["nothing but POST", {}],
])("%s unsubscribes, and again changes nothing", async (_, init) => {
  const { site, link } = await linkFor();
  for (let time = 0; time < 2; time++) {
    const response = await ask(link, { method: "POST", ...init });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`Shop sends no more e-mails to <strong dir="ltr">${EMAIL}</strong>.`);
    expect(await unsubscribed(site)).toBe(1);
  }
});

test("a link is for its own site", async () => {
  const [one, other] = [await linkFor(), await linkFor()];
  await ask(one.link, { method: "POST" });
  expect([await unsubscribed(one.site), await unsubscribed(other.site)]).toEqual([1, 0]);
});

test("HEAD answers as GET does, without a page", async () => {
  const { site, link } = await linkFor();
  const response = await ask(link, { method: "HEAD" });
  expect([response.status, await response.text()]).toEqual([200, ""]);
  expect(await unsubscribed(site)).toBe(0);
});

test.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("%s is refused", async (method) => {
  const { site, link } = await linkFor();
  const response = await ask(link, { method });
  expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET, HEAD, POST"]);
  expect(await unsubscribed(site)).toBe(0);
});

test("the page runs nothing, is kept nowhere and tells nobody its address", async () => {
  const { link } = await linkFor();
  for (const response of [await ask(link), await ask(link, { method: "POST" }), await ask(`${link}x`)]) {
    const policy = response.headers.get("Content-Security-Policy") ?? "";
    const [, nonce] = /style-src 'nonce-([\w-]+)'/.exec(policy) ?? [];
    expect(policy).toBe(
      `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
    });
    const html = await response.text();
    expect(html).toContain(`<style nonce="${nonce}">`);
    expect(html).not.toMatch(/<script|<img|<link|https?:/);
  }
});

test("a name and an address are text", async () => {
  const { link } = await linkFor("<img src=x onerror=alert(1)>", "<b>@example.com");
  for (const method of ["GET", "POST"]) {
    const html = await (await ask(link, { method })).text();
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(html).toContain("&lt;b&gt;@example.com");
    expect(html).not.toMatch(/<img|<b>/);
  }
});

test("a forged, altered or cut link, and what was signed for something else, is 404 and wakes no object", async () => {
  const { site, link } = await linkFor();
  const signed = link.split("/").at(-1) ?? "";
  const [header, payload, signature] = signed.split(".");
  const grant = { site, conversation: EMAIL };
  const expires = Date.now() + 60_000;
  const bad = [
    "nonsense",
    signed.slice(0, -1),
    `${header}.${btoa(JSON.stringify({ aud: site, sub: "eve@example.com" })).replaceAll("=", "")}.${signature}`,
    `${btoa('{"alg":"none","typ":"foyer-unsubscribe"}').replaceAll("=", "")}.${payload}.`,
    await signUnsubscribe("another-key-another-key-another-k", { site, email: EMAIL }),
    await mintToken(KEY, grant, expires),
    await mintTicket(KEY, { ...grant, ticket: "t", expires }),
  ];
  for (const one of bad) {
    for (const method of ["GET", "POST"]) {
      const response = await ask(toUnsubscribeAddress(ORIGIN, one), { method });
      expect([response.status, one]).toEqual([404, one]);
      expect(await response.text()).toContain("This link does not work");
    }
  }
  expect(await unsubscribed(site)).toBe(0);
});

test("of a site that is gone nothing is made again: it sends nothing, and the page says so", async () => {
  const link = toUnsubscribeAddress(ORIGIN, await signUnsubscribe(KEY, { site: "never-there", email: EMAIL }));
  const before = (await listDurableObjectIds(env.SITE)).length;
  for (const method of ["GET", "POST"]) {
    const response = await ask(link, { method });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("never-there sends no more e-mails");
  }
  expect(await listDurableObjectIds(env.SITE)).toHaveLength(before);

  const { site, link: removed } = await linkFor();
  expect((await remove(site)).status).toBe(204);
  expect((await ask(removed, { method: "POST" })).status).toBe(200);
});

test("without a key to verify with, nothing is believed", async () => {
  const { link } = await linkFor();
  const response = await unsubscribe(new Request(link), { ...env, FOYER_TOKEN_KEY: "" }, "signed");
  expect(response.status).toBe(503);
});

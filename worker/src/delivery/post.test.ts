import { expect, test } from "vitest";
import { type Reply, redirect, serve } from "../crawl/test-server.ts";
import { post, readRetryAfter } from "./post.ts";

const call = { headers: {}, body: "{}", gone: [410], dev: true };
const answer = async (reply: Reply) => {
  const site = await serve({ "/hook": reply });
  return { site, outcome: await post(`${site.origin}/hook`, call) };
};

test.each([200, 201, 202, 204, 299])("%i is delivered", async (status) => {
  const { outcome, site } = await answer({ status, type: "" });
  expect(outcome).toEqual({ state: "delivered" });
  expect(await site.requests()).toMatchObject([{ path: "/hook", method: "POST" }]);
});

test.each([
  [410, "gone"],
  [400, "refused"],
  [401, "refused"],
  [403, "refused"],
  [404, "refused"],
  [405, "refused"],
  [413, "refused"],
  [422, "refused"],
  [408, "retry"],
  [409, "retry"],
  [425, "retry"],
  [429, "retry"],
  [500, "retry"],
  [502, "retry"],
  [503, "retry"],
  [504, "retry"],
])("%i is %s", async (status, state) => {
  const { outcome } = await answer({ status });
  expect(outcome).toEqual({ state, error: `answers ${status}` });
});

test.each([301, 302, 303, 307, 308])("a redirect by %i is refused and not followed", async (status) => {
  const target = await serve({ "/": { status: 200 } });
  const { outcome } = await answer(redirect(`${target.origin}/`, status));
  expect(outcome).toEqual({ state: "refused", error: `answers ${status}` });
  expect(await target.asked()).toEqual([]);
});

test.each([429, 503])("%i says when to come back", async (status) => {
  const { outcome } = await answer({ status, headers: { "Retry-After": "120" } });
  expect(outcome).toEqual({ state: "retry", error: `answers ${status}`, afterMs: 120_000 });
});

const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
test.each([
  ["0", 0],
  [" 120 ", 120_000],
  ["999999999", 86_400_000],
  ["Tue, 24 Nov 2026 12:00:30 GMT", 30_000],
  ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
  ["Fri, 01 Jan 2100 00:00:00 GMT", 86_400_000],
  ["-5", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["soon GMT", undefined],
  ["2026-11-24", undefined],
  ["", undefined],
  [null, undefined],
])("Retry-After: %s is %s ms", (value, ms) => {
  expect(readRetryAfter(value, NOW)).toBe(ms);
});

test("an answer without an end is not read", async () => {
  const { outcome } = await answer({ stall: "body", body: "x", repeat: 1000 });
  expect(outcome).toEqual({ state: "delivered" });
});

test("a server that does not answer in time is tried again", async () => {
  const site = await serve({ "/hook": { stall: "headers" } });
  const outcome = await post(`${site.origin}/hook`, { ...call, ms: 50 });
  expect(outcome).toEqual({ state: "retry", error: "took longer than 0.05 s" });
});

test("a server that is not there is tried again", async () => {
  expect(await post("http://127.0.0.1:1/hook", call)).toEqual({ state: "retry", error: "could not be reached" });
});

test.each([
  ["no address", "is no address"],
  ["ftp://shop.example/hook", "is no http or https address"],
  ["https://user:secret@shop.example/hook", "is an address with a user name or password"],
  ["http://10.0.0.1/hook", "is a private address"],
  ["http://169.254.169.254/latest/meta-data", "is a private address"],
  ["http://[::1]/hook", "is a private address"],
  ["http://[::ffff:10.0.0.1]/hook", "is a private address"],
  ["http://0x7f.1/hook", "is a private address"],
  ["http://localhost/hook", "is a private name"],
  ["https://db.internal/hook", "is a private name"],
])("%s is never called", async (address, error) => {
  expect(await post(address, { ...call, dev: false })).toEqual({ state: "refused", error });
});

test("only in development is this machine called", async () => {
  const site = await serve({ "/hook": {} });
  const outcome = await post(`${site.origin}/hook`, { ...call, dev: false });
  expect(outcome).toEqual({ state: "refused", error: "is a private address" });
  expect(await site.asked()).toEqual([]);
});

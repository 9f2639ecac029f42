import { expect, test } from "vitest";
import { MAX_FRAME_BYTES, MAX_TEXT, MAX_TITLE, MAX_URL } from "./conversation.ts";
import { parseClientFrame } from "./parse.ts";

const id = "0b9c1f5e-6f0e-4f57-9d0c-6a5d4f1f2b3a";
const say = (fields: Record<string, unknown> = {}) => JSON.stringify({ type: "say", id, text: "hi", ...fields });
const keys = { p256dh: "B".repeat(87), auth: "_-".repeat(11) };
const push = (fields: Record<string, unknown> = {}) =>
  JSON.stringify({ type: "push", endpoint: "https://push.example/1?of=ada", keys, ...fields });

test.each([
  ["say", say()],
  [
    "say with everything",
    say({ page: { url: "https://a.example/x?y#z", title: "A" }, zone: "Europe/Oslo", lang: "pt-BR" }),
  ],
  ["the longest text", say({ text: "x".repeat(MAX_TEXT) })],
  ["text of the most bytes", say({ text: "\u20ac".repeat(MAX_TEXT) })],
  ["a page without a title", say({ page: { url: "http://localhost:8788/", title: "" } })],
  ["stop", JSON.stringify({ type: "stop", id: `a.${id}` })],
  ["retry", JSON.stringify({ type: "retry", id: `a.${id}` })],
  ["feedback taken back", JSON.stringify({ type: "feedback", id: `a.${id}`, value: 0 })],
  ["read", JSON.stringify({ type: "read", seq: 12 })],
  ["typing", JSON.stringify({ type: "typing" })],
  ["older", JSON.stringify({ type: "older", before: 51 })],
  ["push", push()],
  ["push with the longest address", push({ endpoint: `https://a.example/${"x".repeat(MAX_URL - 18)}` })],
  ["push to this machine", push({ endpoint: "http://127.0.0.1:9/push" })],
  ["push no more", push({ keys: undefined })],
])("[F5] %s is a frame", (_name, raw) => {
  expect(parseClientFrame(raw)).toEqual({ frame: JSON.parse(raw) });
});

test("[F4] [U9] of a push subscription only what is needed stays", () => {
  const raw = push({ expirationTime: null, keys: { ...keys, more: "x" } });
  expect(parseClientFrame(raw)).toEqual({ frame: JSON.parse(push()) });
});

test("[F4] unknown fields are dropped, also in a page", () => {
  const raw = say({ page: { url: "https://a.example/", title: "A", secret: 1 }, role: "operator", rev: 9 });
  expect(parseClientFrame(raw)).toEqual({
    frame: { type: "say", id, text: "hi", page: { url: "https://a.example/", title: "A" } },
  });
});

test.each([
  ["not JSON", "hello"],
  ["half a frame", say().slice(0, -3)],
  ["an array", "[1]"],
  ["null", "null"],
  ["a number", "7"],
  ["no type", JSON.stringify({ text: "hi" })],
  ["an unknown type", JSON.stringify({ type: "cf_agent_state", state: {} })],
  ["the SDK's rpc", JSON.stringify({ type: "rpc", method: "get", args: [] })],
  ["a prototype's name for a type", JSON.stringify({ type: "__proto__" })],
  ["read of a fraction", JSON.stringify({ type: "read", seq: 1.5 })],
  ["read below nothing", JSON.stringify({ type: "read", seq: -1 })],
  ["read of too much", JSON.stringify({ type: "read", seq: 1e300 })],
  ["older of a text", JSON.stringify({ type: "older", before: "3" })],
  ["push to nowhere", push({ endpoint: undefined })],
  ["push to another scheme", push({ endpoint: "ftp://push.example/1" })],
  ["push to a path", push({ endpoint: "/push" })],
  ["push to an address too long", push({ endpoint: `https://a.example/${"x".repeat(MAX_URL)}` })],
  ["push with half the keys", push({ keys: { p256dh: keys.p256dh } })],
  ["push with a short key", push({ keys: { ...keys, p256dh: keys.p256dh.slice(1) } })],
  ["push with a padded key", push({ keys: { ...keys, auth: `${keys.auth}==` } })],
  ["push with a key of other letters", push({ keys: { ...keys, auth: "+/".repeat(11) } })],
])("[F1] %s is refused", (_name, raw) => {
  expect(parseClientFrame(raw)).toEqual({ refused: "bad-frame" });
});

test("[F1] a binary message is refused", () => {
  expect(parseClientFrame(new ArrayBuffer(8))).toEqual({ refused: "bad-frame" });
});

test.each([
  ["an empty text", { text: "" }],
  ["a blank text", { text: " \n\t" }],
  ["a text too long", { text: "x".repeat(MAX_TEXT + 1) }],
  ["a text that is none", { text: 5 }],
  ["a page that is no address", { page: { url: "pricing", title: "A" } }],
  ["a page of another scheme", { page: { url: "javascript:alert(1)", title: "A" } }],
  ["a page too long", { page: { url: `https://a.example/${"x".repeat(MAX_URL)}`, title: "A" } }],
  ["a title too long", { page: { url: "https://a.example/", title: "x".repeat(MAX_TITLE + 1) } }],
  ["a zone that is none", { zone: "Mars/Olympus" }],
  ["a language that is none", { lang: "not a language" }],
])("[F3] [F5] %s is refused with the id", (_name, fields) => {
  expect(parseClientFrame(say(fields))).toEqual({ refused: "bad-frame", id });
});

test("[F3] the id is named even when it is no UUID", () => {
  expect(parseClientFrame(say({ id: "7" }))).toEqual({ refused: "bad-frame", id: "7" });
  expect(parseClientFrame(say({ id: 7 }))).toEqual({ refused: "bad-frame" });
});

test("[F2] bytes are counted in UTF-8, and the id is named", () => {
  const fill = (unit: string, bytes: number) => {
    const rest = bytes - new TextEncoder().encode(say({ text: "" })).length;
    return say({ text: unit.repeat(Math.floor(rest / new TextEncoder().encode(unit).length)) });
  };
  expect(parseClientFrame(fill("x", MAX_FRAME_BYTES))).toEqual({ refused: "bad-frame", id });
  expect(parseClientFrame(fill("x", MAX_FRAME_BYTES + 1))).toEqual({ refused: "too-large", id });
  expect(parseClientFrame(fill("\u20ac", MAX_FRAME_BYTES + 3))).toEqual({ refused: "too-large", id });
  expect(parseClientFrame("x".repeat(MAX_FRAME_BYTES + 1))).toEqual({ refused: "too-large" });
});

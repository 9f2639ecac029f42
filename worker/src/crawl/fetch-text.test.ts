import { beforeAll, expect, test } from "vitest";
import { FETCH_RULES, fetchText, NotFetched } from "./fetch-text.ts";
import { html, redirect, serve } from "./test-server.ts";

const rules = { ...FETCH_RULES, dev: true, ms: 2_000 };
const types = ["text/html", "text/plain"];
let origin = "";
const get = (path: string, changed: Partial<typeof rules> = {}) =>
  fetchText(new URL(path, origin), { ...rules, ...changed }, { types });
const reason = async (path: string, changed: Partial<typeof rules> = {}) => {
  const failure = await get(path, changed).catch((error: unknown) => error);
  if (!(failure instanceof NotFetched)) throw new Error(`${path} was fetched`, { cause: failure });
  return failure.passing ? `${failure.message}, for now` : failure.message;
};

beforeAll(async () => {
  const site = await serve({
    "/": html("<p>Hello"),
    "/packed": html("<p>Hello", { gzip: true }),
    "/hop": redirect("/hop2#part", 301),
    "/hop2": redirect("/", 308),
    "/loop": redirect("/loop"),
    "/metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/mapped": redirect("http://[::ffff:10.0.0.1]/"),
    "/file": redirect("file:///etc/passwd"),
    "/nowhere": redirect("http://"),
    "/huge": html("0123456789", { repeat: 250_000 }),
    "/bomb": html("0123456789", { repeat: 250_000, gzip: true }),
    "/silent": html("", { stall: "headers" }),
    "/slow": html("<p>Hel", { stall: "body" }),
    "/cut": html("<p>Hel", { cut: true, headers: { "Content-Length": "1000" } }),
    "/lying": html("not packed", { headers: { "Content-Encoding": "gzip" } }),
    "/picture": html("GIF", { type: "image/gif" }),
    "/untyped": html("?", { type: "" }),
    "/broken": html("oops", { status: 500 }),
    "/busy": html("later", { status: 429 }),
    "/latin": { type: "text/plain; charset=ISO-8859-1", bytes: [0x63, 0x61, 0x66, 0xe9] },
    "/meta": { type: "text/html", bytes: [...new TextEncoder().encode('<meta charset="windows-1252">'), 0x80] },
    "/unheard-of": { type: "text/plain; charset=klingon", body: "é" },
    "/not-utf-8": { type: "text/plain", bytes: [0x61, 0xff, 0x62] },
  });
  origin = site.origin;
});

test.each([
  ["/", "<p>Hello"],
  ["/packed", "<p>Hello"],
  ["/hop", "<p>Hello"],
  ["/latin", "café"],
  ["/meta", '<meta charset="windows-1252">€'],
  ["/unheard-of", "é"],
  ["/not-utf-8", "aÿb"],
])("fetches %s", async (path, text) => {
  expect((await get(path)).text).toBe(text);
});

test("tells where redirects led, without their fragment", async () => {
  expect((await get("/hop")).url.href).toBe(`${origin}/`);
});

test.each([
  ["/missing", "answers 404"],
  ["/broken", "answers 500, for now"],
  ["/busy", "answers 429, for now"],
  ["/loop", "redirects more than 5 times"],
  ["/metadata", "redirects to a private address"],
  ["/mapped", "redirects to a private address"],
  ["/file", "redirects to no http or https address"],
  ["/nowhere", "redirects to something that is no address"],
  ["/huge", "is larger than 2 MB"],
  ["/bomb", "is larger than 2 MB"],
  ["/cut", "could not be reached, for now"],
  ["/lying", "could not be reached, for now"],
  ["/picture", "is image/gif"],
  ["/untyped", "has no content type"],
])("does not fetch %s: %s", async (path, expected) => {
  expect(await reason(path)).toBe(expected);
});

test.each(["/silent", "/slow"])("gives up on %s", async (path) => {
  expect(await reason(path, { ms: 200 })).toBe("took longer than 0.2 s, for now");
});

test("refuses loopback outside development, and a port where nobody listens", async () => {
  expect(await reason("/", { dev: false })).toBe("is a private address");
  expect(await reason("http://127.0.0.1:1/")).toBe("could not be reached, for now");
});

test("asks before every hop whether it may go there", async () => {
  const visited: string[] = [];
  const mayVisit = ({ pathname }: URL) => {
    visited.push(pathname);
    if (pathname === "/") throw new NotFetched("is not for us");
  };
  await expect(fetchText(new URL("/hop", origin), rules, { mayVisit })).rejects.toThrow("is not for us");
  expect(visited).toEqual(["/hop", "/hop2", "/"]);
});

test("asks with what it knows of a version, and is told that it holds", async () => {
  const server = await serve({ "/": html("<p>Hello", { etag: '"1"' }), "/to": redirect("/") });
  const known = ({ pathname }: URL) =>
    pathname === "/" ? { etag: '"1"', modified: "Wed, 25 Nov 2026 09:00:00 GMT" } : undefined;
  const { unchanged, text, url } = await fetchText(new URL("/to", server.origin), rules, { types, known });
  expect({ unchanged, text, url: url.pathname }).toEqual({ unchanged: true, text: "", url: "/" });
  const [first, second] = await server.requests();
  expect(first?.headers).not.toHaveProperty("if-none-match");
  expect(second?.headers).toMatchObject({
    "if-none-match": '"1"',
    "if-modified-since": "Wed, 25 Nov 2026 09:00:00 GMT",
    "user-agent": "FoyerBot",
  });
});

test.each<[string, string, number | undefined]>([
  ["seconds", "7", 7000],
  ["a date that has passed", "Wed, 01 Jan 2020 00:00:00 GMT", 0],
  ["nonsense", "soon", undefined],
])("tells how long the server wants to be left alone: %s", async (_, retryAfter, ms) => {
  const server = await serve({ "/": html("", { status: 429, headers: { "Retry-After": retryAfter } }) });
  await expect(fetchText(new URL(server.origin), rules)).rejects.toMatchObject({ retryAfterMs: ms, retry: true });
});

test("asks no slow page again soon", async () => {
  const slow = fetchText(new URL("/silent", origin), { ...rules, ms: 200 }, { types });
  await expect(slow).rejects.toMatchObject({ passing: true, retry: false });
});

// Operators: pages that the owner gives by the API, beside those that a crawl finds.
import * as z from "zod";
import { readBody } from "./body.ts";
import { type Call, paramOf, siteOf } from "./call.ts";
import { ownId, pageQuery } from "./page-query.ts";
import { badRequest, invalid, json, notFound } from "./reply.ts";

const MAX_TEXT = 200 * 1024; // UTF-8
const MAX_BODY = 1024 * 1024; // JSON may write a character in several

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

const ownPage = z.strictObject({
  title: z.string().trim().min(1).max(300),
  text: z.string().refine((text) => bytesOf(text) <= MAX_TEXT, `at most ${MAX_TEXT} bytes of UTF-8`),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
  lang: z.string().min(1).max(35).optional(),
});

export async function putPage(call: Call) {
  const id = ownId.safeParse(paramOf(call, "page"));
  if (!id.success) return badRequest("invalid", "id", id.error.issues[0]?.message ?? "does not fit");
  const read = await readBody(call.request, ownPage, MAX_BODY);
  if ("refused" in read) return read.refused;
  const { title, text, url, lang } = read.body;
  const page = { title, text, ...(url !== undefined && { url }), ...(lang !== undefined && { lang }) };
  const put = await siteOf(call).putPage(id.data, page);
  if (put === "empty") return badRequest("invalid", "text", "has no words");
  if (put === "too-many") return badRequest("too-many", "id", "the site has all the pages that it may have");
  return put ? json(put) : notFound();
}

export async function getPage(call: Call) {
  const page = await siteOf(call).getPage(paramOf(call, "page"));
  return page ? json(page) : notFound();
}

export async function removePage(call: Call) {
  const removed = await siteOf(call).removePage(paramOf(call, "page"));
  return removed ? new Response(null, { status: 204 }) : notFound();
}

export async function listPages(call: Call) {
  const query = pageQuery.safeParse(Object.fromEntries(call.query));
  if (!query.success) return invalid(query.error);
  const page = await siteOf(call).listPages(query.data.after, query.data.limit);
  return page ? json(page) : notFound();
}

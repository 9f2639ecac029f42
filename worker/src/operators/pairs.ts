// Operators: questions with the owner's own answer.
import * as z from "zod";
import { readBody } from "./body.ts";
import { type Call, paramOf, siteOf } from "./call.ts";
import { ownId, pageQuery } from "./page-query.ts";
import { badRequest, invalid, json, notFound } from "./reply.ts";

export const MAX_BODY = 64 * 1024;

const question = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((text) => /[\p{L}\p{N}]/u.test(text), "has no words");

const ownPair = z.strictObject({
  questions: z.array(question).min(1).max(10),
  answer: z.string().trim().min(1).max(4000),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
});

/** What an owner answers with. Without `questions` the visitors' own words stay. */
export const ownAnswer = ownPair.partial({ questions: true });

export async function putPair(call: Call) {
  const id = ownId.safeParse(paramOf(call, "pair"));
  if (!id.success) return badRequest("invalid", "id", id.error.issues[0]?.message ?? "does not fit");
  const read = await readBody(call.request, ownPair, MAX_BODY);
  if ("refused" in read) return read.refused;
  const { questions, answer, url } = read.body;
  const put = await siteOf(call).putPair({ id: id.data, questions, answer, ...(url !== undefined && { url }) });
  return put ? json(put) : tooManyPairs();
}

export async function getPair(call: Call) {
  const pair = await siteOf(call).getPair(paramOf(call, "pair"));
  return pair ? json(pair) : notFound();
}

export async function removePair(call: Call) {
  const removed = await siteOf(call).removePair(paramOf(call, "pair"));
  return removed ? new Response(null, { status: 204 }) : notFound();
}

export async function listPairs(call: Call) {
  const query = pageQuery.safeParse(Object.fromEntries(call.query));
  if (!query.success) return invalid(query.error);
  const page = await siteOf(call).listPairs(query.data.after, query.data.limit);
  return page ? json(page) : notFound();
}

export const tooManyPairs = () => badRequest("too-many", "id", "the site has all the pairs that it may have");

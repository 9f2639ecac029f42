// Operators: what visitors asked and the site could not say. Answering one makes a pair.
import * as z from "zod";
import type { GapPlace } from "../site/gaps.ts";
import { readBody } from "./body.ts";
import { type Call, paramOf, siteOf } from "./call.ts";
import { pageQuery } from "./page-query.ts";
import { MAX_BODY, ownAnswer, tooManyPairs } from "./pairs.ts";
import { invalid, json, notFound } from "./reply.ts";

const PLACE = /^(\d{1,15})\.([\w-]{1,100})$/; // as `next` has it

const unansweredQuery = pageQuery.extend({
  after: z
    .string()
    .max(200)
    .regex(PLACE, "what `next` said")
    .transform((after): GapPlace => {
      const [, at, id = ""] = PLACE.exec(after) ?? [];
      return { at: Number(at), id };
    })
    .optional(),
});

export async function listUnanswered(call: Call) {
  const query = unansweredQuery.safeParse(Object.fromEntries(call.query));
  if (!query.success) return invalid(query.error);
  const page = await siteOf(call).unanswered(query.data.after, query.data.limit);
  if (!page) return notFound();
  const last = page.unanswered.at(-1);
  return json({ ...page, ...(page.more && last && { next: `${last.at}.${last.id}` }) });
}

export async function answerGap(call: Call) {
  const read = await readBody(call.request, ownAnswer, MAX_BODY);
  if ("refused" in read) return read.refused;
  const { questions, answer, url } = read.body;
  const pair = await siteOf(call).answerGap(paramOf(call, "gap"), {
    ...(questions !== undefined && { questions }),
    answer,
    ...(url !== undefined && { url }),
  });
  if (pair === "too-many") return tooManyPairs();
  return pair ? json(pair) : notFound();
}

export async function dismissGap(call: Call) {
  const dismissed = await siteOf(call).dismissGap(paramOf(call, "gap"));
  return dismissed ? new Response(null, { status: 204 }) : notFound();
}

// Operators: what left the chat, by which way, and what became of it; and another try.
import * as z from "zod";
import { type Call, paramOf, siteOf } from "./call.ts";
import { pageQuery } from "./page-query.ts";
import { badRequest, invalid, json, notFound, problem } from "./reply.ts";

const deliveriesQuery = pageQuery.extend({
  state: z.enum(["pending", "delivered", "dead", "failed", "unknown"]).optional(),
});

export async function listDeliveries(call: Call) {
  const query = deliveriesQuery.safeParse(Object.fromEntries(call.query));
  if (!query.success) return invalid(query.error);
  const { state, after, limit } = query.data;
  const page = await siteOf(call).deliveries({ limit, ...(state && { state }), ...(after && { after }) });
  return page ? json(page) : badRequest("invalid", "after", "there is no such delivery");
}

export async function tryDeliveryAgain(call: Call) {
  const again = await siteOf(call).tryAgain(paramOf(call, "delivery"));
  if (again === null) return notFound();
  return again ? new Response(null, { status: 202 }) : problem(409, "not-dead");
}

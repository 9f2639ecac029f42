// Operators: which conversations there are, and what is to come in each of them.
import * as z from "zod";
import type { Place } from "../site/conversations.ts";
import { toCounts } from "../site/follow-ups.ts";
import type { VisitorForOperators } from "../visitor/operated.ts";
import { type Call, paramOf, siteOf } from "./call.ts";
import { pageQuery } from "./page-query.ts";
import { invalid, json, notFound } from "./reply.ts";

const PLACE = /^(\d{1,15})\.(.+)$/; // as `next` has it

const conversationsQuery = pageQuery.extend({
  after: z
    .string()
    .max(200)
    .regex(PLACE, "what `next` said")
    .transform((after): Place => {
      const [, at, id = ""] = PLACE.exec(after) ?? [];
      return { at: Number(at), id };
    })
    .optional(),
  q: z.string().trim().max(200).optional(),
  intent: z.enum(["price", "date", "person", "other"]).optional(),
  urgency: z.enum(["low", "normal", "high"]).optional(),
});

export async function listConversations(call: Call) {
  const query = conversationsQuery.safeParse(Object.fromEntries(call.query));
  if (!query.success) return invalid(query.error);
  const { q, intent, urgency, after, limit } = query.data;
  const page = await siteOf(call).conversations({
    limit,
    ...(q && { q }),
    ...(intent && { intent }),
    ...(urgency && { urgency }),
    ...(after && { after }),
  });
  if (!page) return notFound();
  const last = page.conversations.at(-1);
  return json({ ...page, ...(page.more && last && { next: `${last.at}.${last.id}` }) });
}

/** Those to come first, then what became of the others, newest first. */
export async function listFollowUps(call: Call) {
  const settled = await siteOf(call).followUps(paramOf(call, "conversation"));
  if (!settled) return notFound();
  const isSettled = new Set(settled.map(({ id }) => id));
  const open = (await visitorOf(call).followUps()).filter(({ id }) => !isSettled.has(id));
  const followUps = [...open.map((followUp) => ({ ...followUp, state: "open" })), ...settled];
  return json({ followUps, counts: toCounts(settled) });
}

export const cancelFollowUp = (call: Call) => act(call, (visitor, id) => visitor.cancelFollowUp(id), 204);

export const triggerFollowUp = (call: Call) => act(call, (visitor, id) => visitor.triggerFollowUp(id), 202);

export async function countFollowUps(call: Call) {
  const counts = await siteOf(call).followUpTotals();
  return counts ? json({ counts }) : notFound();
}

/** A name that no conversation has must not make an object. */
async function act(
  call: Call,
  change: (visitor: VisitorForOperators, followUp: string) => Promise<boolean>,
  status: number,
) {
  if (!(await siteOf(call).hasConversation(paramOf(call, "conversation")))) return notFound();
  const changed = await change(visitorOf(call), paramOf(call, "followUp"));
  return changed ? new Response(null, { status }) : notFound();
}

const visitorOf = (call: Call): VisitorForOperators =>
  call.env.VISITOR.getByName(`${call.siteId}/${paramOf(call, "conversation")}`);

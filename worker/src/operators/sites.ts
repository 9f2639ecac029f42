// Operators: a site's settings, what it knows and who left an address.
import * as z from "zod";
import { checkAddress } from "../crawl/address-guard.ts";
import { REMOVED } from "../site/agent.ts";
import { type SiteConfig, siteConfig } from "../site/config.ts";
import { parseJson, readAtMost } from "./body.ts";
import { type Call, siteOf } from "./call.ts";
import { pageQuery } from "./page-query.ts";
import { badRequest, invalid, json, notFound, problem } from "./reply.ts";

const MAX_BODY = 256 * 1024;

const knowledgeQuery = z.object({
  q: z.string().trim().min(1).max(1000),
  limit: z.coerce.number().int().min(1).max(50).default(6),
});
export async function getSite(call: Call) {
  const site = await siteOf(call).get();
  return site ? json(site) : notFound();
}

export async function putSite(call: Call) {
  const text = await readAtMost(call.request, MAX_BODY);
  if (text === null) return problem(413, "too-large");
  const body = parseJson(text);
  if (body === undefined) return badRequest("bad-json", "", "the body is not JSON");
  const parsed = siteConfig.safeParse(withoutOwnId(body, call.siteId));
  if (!parsed.success) return invalid(parsed.error);
  const unfit = findUnfit(parsed.data, Boolean(call.env.FOYER_DEV));
  if (unfit) return badRequest("invalid", unfit.path, unfit.message);
  return json(await siteOf(call).put(call.siteId, parsed.data, new URL(call.request.url).origin));
}

/** An address that Foyer is not to call. */
function findUnfit({ start, webhook }: SiteConfig, dev: boolean) {
  const refused = checkAddress(new URL(start), dev);
  if (refused) return { path: "start", message: `${start} is ${refused}` };
  if (!webhook) return null;
  const url = new URL(webhook.url);
  const unfit = checkAddress(url, dev) ?? (dev || url.protocol === "https:" ? null : "not https");
  return unfit && { path: "webhook.url", message: `${webhook.url} is ${unfit}` };
}

export async function removeSite(call: Call) {
  const end: unknown = await siteOf(call)
    .remove()
    .catch((error) => error);
  if (!(end instanceof Error && end.message.includes(REMOVED))) throw end;
  return new Response(null, { status: 204 });
}

export async function searchKnowledge(call: Call) {
  const query = knowledgeQuery.safeParse(Object.fromEntries(call.query));
  if (!query.success) return invalid(query.error);
  return json({ passages: await siteOf(call).search(query.data.q, query.data.limit) });
}

export async function listLeads(call: Call) {
  const query = pageQuery.safeParse(Object.fromEntries(call.query));
  if (!query.success) return invalid(query.error);
  const page = await siteOf(call).leads(query.data.after, query.data.limit);
  return page ? json(page) : badRequest("invalid", "after", "there is no such lead");
}

/** What GET answered may be put again, with its id. */
function withoutOwnId(body: unknown, siteId: string) {
  if (typeof body !== "object" || body === null || !("id" in body) || body.id !== siteId) return body;
  const { id: _, ...config } = body;
  return config;
}

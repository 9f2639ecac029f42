// The operators' API: a site's settings, its crawl, what it knows and who left an address. JSON in, JSON out.
import * as z from "zod";
import { isOperator } from "./auth/operator.ts";
import { checkAddress } from "./crawl/address-guard.ts";
import { logError } from "./log.ts";
import { REMOVED } from "./site/agent.ts";
import { siteConfig, siteId as siteIdSchema } from "./site/config.ts";
import { readDirectory } from "./site/directory.ts";

const PATH = /^\/v1\/sites\/([^/]+)(?:\/(crawl|knowledge|leads))?\/?$/;
const MAX_BODY = 256 * 1024;
const DIRECTORY_AGE = 30; // seconds, the least that KV allows: a site that was just put should be found

interface Call {
  request: Request;
  env: Env;
  siteId: string;
  query: URLSearchParams;
}
type Handler = (call: Call) => Promise<Response>;

const knowledgeQuery = z.object({
  q: z.string().trim().min(1).max(1000),
  limit: z.coerce.number().int().min(1).max(50).default(6),
});
const leadsQuery = z.object({
  after: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What each path takes; "" is the site itself. */
const HANDLERS: Record<string, Record<string, Handler>> = {
  "": { GET: getSite, PUT: putSite, DELETE: removeSite },
  crawl: { GET: getCrawl, POST: startCrawl },
  knowledge: { GET: searchKnowledge },
  leads: { GET: listLeads },
};

/** Every path below /v1/sites/{site} but the conversation's. */
export async function operatorsApi(request: Request, env: Env): Promise<Response> {
  try {
    return await answer(request, env);
  } catch (error) {
    logError(`operators' API, ${request.method} ${new URL(request.url).pathname}`, error);
    return problem(500, "internal");
  }
}

async function answer(request: Request, env: Env): Promise<Response> {
  if (!(await isOperator(request, env.FOYER_ADMIN_KEY))) {
    return problem(401, "unauthorized", { "WWW-Authenticate": 'Bearer realm="foyer"' });
  }
  const url = new URL(request.url);
  const [, siteId = "", part = ""] = PATH.exec(url.pathname) ?? [];
  if (!siteIdSchema.safeParse(siteId).success) return notFound();
  const methods = HANDLERS[part] ?? {};
  const handler = methods[request.method];
  if (!handler) return problem(405, "method-not-allowed", { Allow: Object.keys(methods).join(", ") });
  // A name that no site has must not make an object; putting a site is what makes one.
  if (handler !== putSite && !(await readDirectory(env.SITES, siteId, DIRECTORY_AGE))) return notFound();
  return handler({ request, env, siteId, query: url.searchParams });
}

const siteOf = ({ env, siteId }: Call) => env.SITE.getByName(siteId);

async function getSite(call: Call) {
  const site = await siteOf(call).get();
  return site ? json(site) : notFound();
}

async function putSite(call: Call) {
  const text = await readAtMost(call.request, MAX_BODY);
  if (text === null) return problem(413, "too-large");
  const body = parseJson(text);
  if (body === undefined) return badRequest("bad-json", "", "the body is not JSON");
  const parsed = siteConfig.safeParse(withoutOwnId(body, call.siteId));
  if (!parsed.success) return invalid(parsed.error);
  const refused = checkAddress(new URL(parsed.data.start), Boolean(call.env.FOYER_DEV));
  if (refused) return badRequest("invalid", "start", `${parsed.data.start} is ${refused}`);
  return json(await siteOf(call).put(call.siteId, parsed.data, new URL(call.request.url).origin));
}

async function removeSite(call: Call) {
  const end: unknown = await siteOf(call)
    .remove()
    .catch((error) => error);
  if (!(end instanceof Error && end.message.includes(REMOVED))) throw end;
  return new Response(null, { status: 204 });
}

async function startCrawl(call: Call) {
  const id = await siteOf(call).startCrawl();
  return id ? json({ id }, 202) : notFound();
}

async function getCrawl(call: Call) {
  const status = await siteOf(call).crawlStatus();
  return status ? json(status) : notFound();
}

async function searchKnowledge(call: Call) {
  const query = knowledgeQuery.safeParse(Object.fromEntries(call.query));
  if (!query.success) return invalid(query.error);
  return json({ passages: await siteOf(call).search(query.data.q, query.data.limit) });
}

async function listLeads(call: Call) {
  const query = leadsQuery.safeParse(Object.fromEntries(call.query));
  if (!query.success) return invalid(query.error);
  const page = await siteOf(call).leads(query.data.after, query.data.limit);
  return page ? json(page) : badRequest("invalid", "after", "there is no such lead");
}

const json = (body: unknown, status = 200) => Response.json(body, { status, headers: { "Cache-Control": "no-store" } });

const problem = (status: number, error: string, headers: Record<string, string> = {}) =>
  Response.json({ error }, { status, headers: { "Cache-Control": "no-store", ...headers } });

const notFound = () => problem(404, "not-found");

const badRequest = (error: string, path: string, message: string) => json({ error, path, message }, 400);

/** Names the first field that does not fit; for an unknown one, that field. */
function invalid({ issues: [issue] }: z.ZodError) {
  if (!issue) return badRequest("invalid", "", "does not fit the schema");
  const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]] : issue.path;
  return badRequest("invalid", path.join("."), issue.message);
}

/** What GET answered may be put again, with its id. */
function withoutOwnId(body: unknown, siteId: string) {
  if (typeof body !== "object" || body === null || !("id" in body) || body.id !== siteId) return body;
  const { id: _, ...config } = body;
  return config;
}

/** Null when the body is longer, whatever its headers say. */
async function readAtMost(request: Request, limit: number): Promise<string | null> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Undefined for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // says so by itself
  }
}

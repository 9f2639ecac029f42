// The door of the operators' API: whose key is right gets to the handler of the path. JSON in, JSON out.
import { isOperator } from "./auth/operator.ts";
import { logError } from "./log.ts";
import type { Handler } from "./operators/call.ts";
import {
  cancelFollowUp,
  countFollowUps,
  listConversations,
  listFollowUps,
  triggerFollowUp,
} from "./operators/conversations.ts";
import { getCrawl, startCrawl } from "./operators/crawl.ts";
import { listDeliveries, tryDeliveryAgain } from "./operators/deliveries.ts";
import { getPage, listPages, putPage, removePage } from "./operators/pages.ts";
import { getPair, listPairs, putPair, removePair } from "./operators/pairs.ts";
import { notFound, problem } from "./operators/reply.ts";
import { getSite, listLeads, putSite, removeSite, searchKnowledge } from "./operators/sites.ts";
import { answerGap, dismissGap, listUnanswered } from "./operators/unanswered.ts";
import { siteId as siteIdSchema } from "./site/config.ts";
import { readDirectory } from "./site/directory.ts";

const DIRECTORY_AGE = 30; // seconds, the least that KV allows: a site that was just put should be found

/** What each path below a site takes. */
const ROUTES = Object.entries<Record<string, Handler>>({
  "": { GET: getSite, PUT: putSite, DELETE: removeSite },
  "/crawl": { GET: getCrawl, POST: startCrawl },
  "/knowledge": { GET: searchKnowledge },
  "/pages": { GET: listPages },
  "/pages/:page": { GET: getPage, PUT: putPage, DELETE: removePage },
  "/pairs": { GET: listPairs },
  "/pairs/:pair": { GET: getPair, PUT: putPair, DELETE: removePair },
  "/unanswered": { GET: listUnanswered },
  "/unanswered/:gap": { POST: answerGap, DELETE: dismissGap },
  "/leads": { GET: listLeads },
  "/conversations": { GET: listConversations },
  "/conversations/:conversation/follow-ups": { GET: listFollowUps },
  "/conversations/:conversation/follow-ups/:followUp": { POST: triggerFollowUp, DELETE: cancelFollowUp },
  "/follow-ups": { GET: countFollowUps },
  "/deliveries": { GET: listDeliveries },
  "/deliveries/:delivery": { POST: tryDeliveryAgain },
}).map(([path, methods]) => ({ pattern: new URLPattern({ pathname: `/v1/sites/:site${path}{/}?` }), methods }));

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
  const { methods, params } = findRoute(url) ?? {};
  const siteId = params?.site ?? "";
  if (!methods || !params || !siteIdSchema.safeParse(siteId).success) return notFound();
  const handler = methods[request.method];
  if (!handler) return problem(405, "method-not-allowed", { Allow: Object.keys(methods).join(", ") });
  // A name that no site has must not make an object; putting a site is what makes one.
  if (handler !== putSite && !(await readDirectory(env.SITES, siteId, DIRECTORY_AGE))) return notFound();
  return handler({ request, env, siteId, params, query: url.searchParams });
}

/** Null also for a path that is no good UTF-8. */
function findRoute({ pathname }: URL) {
  for (const { pattern, methods } of ROUTES) {
    const match = pattern.exec({ pathname });
    const params = match && decode(match.pathname.groups);
    if (params) return { methods, params };
  }
  return null;
}

function decode(groups: Record<string, string | undefined>): Record<string, string> | null {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, text = ""]) => [name, decodeURIComponent(text)]));
  } catch {
    return null; // a lone percent sign
  }
}

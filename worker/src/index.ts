// The route table. What is not here is a static file, which the platform serves before this runs.
import { connect } from "./connect.ts";
import { operatorsApi } from "./operators.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { VERSION } from "./version.ts";

export { SiteAgent } from "./site/agent.ts";
export { VisitorAgent } from "./visitor/agent.ts";

const CONVERSATION = new URLPattern({ pathname: "/v1/sites/:site/conversation" });
const UNSUBSCRIBE = new URLPattern({ pathname: "/v1/unsubscribe/:signed" });
const OPERATORS = new URLPattern({ pathname: "/v1/sites/:rest+" });

export default {
  async fetch(request, env) {
    const conversation = CONVERSATION.exec(request.url);
    if (conversation) return connect(request, env, conversation.pathname.groups.site ?? "");
    const link = UNSUBSCRIBE.exec(request.url);
    if (link) return unsubscribe(request, env, link.pathname.groups.signed ?? "");
    if (OPERATORS.test(request.url)) return operatorsApi(request, env);
    if (new URL(request.url).pathname === "/healthz") return Response.json({ ok: true, version: VERSION });
    return Response.json({ error: "not-found" }, { status: 404 });
  },
} satisfies ExportedHandler<Env>;

export { SiteAgent } from "./site/agent.ts";
export { VisitorAgent } from "./visitor/agent.ts";
export default { fetch: () => new Response("not built yet", { status: 501 }) } satisfies ExportedHandler<Env>;

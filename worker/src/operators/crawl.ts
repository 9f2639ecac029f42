// Operators: a site's crawl, begun and watched.
import { type Call, siteOf } from "./call.ts";
import { json, notFound } from "./reply.ts";
import { watch } from "./watch.ts";

const POLL_MS = 500;
const HEARTBEAT_MS = 15_000; // proxies drop a connection on which nothing comes

export async function startCrawl(call: Call) {
  const id = await siteOf(call).startCrawl();
  return id ? json({ id }, 202) : notFound();
}

/** How it stands; with `Accept: text/event-stream` each change, until the crawl ends. */
export async function getCrawl(call: Call) {
  const site = siteOf(call);
  const status = await site.crawlStatus();
  if (!status) return notFound();
  if (!/\btext\/event-stream\b/i.test(call.request.headers.get("Accept") ?? "")) return json(status);
  const changes = watch(status, {
    read: () => site.crawlStatus(),
    isLast: ({ state }) => state !== "running",
    pollMs: POLL_MS,
    heartbeatMs: HEARTBEAT_MS,
  });
  return new Response(changes, { headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store" } });
}

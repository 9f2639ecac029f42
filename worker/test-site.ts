// Serves the demo site, and sites that answer as a test tells them (src/crawl/test-server.ts), for the Worker's tests.
/// <reference path="./src/provided.d.ts" />
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { TestProject } from "vitest/node";
import { serveDemoSite } from "../demo-site/serve.ts";
import type { Asked, Reply, Routes } from "./src/crawl/test-server.ts";

interface Site {
  routes: Routes;
  asked: Asked[];
  open: number; // requests under way
  server: Server;
}

const servers: Server[] = [];
const sites = new Map<string, Site>(); // by origin

export async function setup(project: TestProject) {
  const demo = await serveDemoSite({ port: 0, foyer: "http://localhost" });
  project.provide("demoSite", demo.origin);
  project.provide("testSites", await listen(createServer(control)));
  return async () => {
    await demo.close();
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  };
}

/** POST starts a site and answers its origin; PUT ?site= changes one, and starts it again; GET ?site= tells what it was asked. */
async function control(request: IncomingMessage, response: ServerResponse) {
  const origin = new URL(request.url ?? "/", "http://control").searchParams.get("site") ?? "";
  if (request.method === "POST") {
    const server = createServer((asking, answering) => answer(site, asking, answering));
    const site: Site = { routes: await readRoutes(request), asked: [], open: 0, server };
    const started = await listen(server);
    sites.set(started, site);
    response.end(started);
  } else if (request.method === "PUT") {
    const site = sites.get(origin);
    if (site) site.routes = await readRoutes(request);
    if (site && !site.server.listening) await listen(site.server, Number(new URL(origin).port));
    response.end();
  } else response.end(JSON.stringify(sites.get(origin)?.asked ?? []));
}

async function readRoutes(request: IncomingMessage): Promise<Routes> {
  const chunks = await request.toArray();
  return JSON.parse(Buffer.concat(chunks).toString());
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse) {
  const { url: path = "/", method = "", headers } = request;
  const asked: Asked = { path, method, headers: { ...headers }, body: [], open: ++site.open };
  response.on("close", () => site.open--);
  site.asked.push(asked);
  asked.body = [...Buffer.concat(await request.toArray())];
  const reply = take(site.routes, path);
  if (reply.stops) response.on("finish", () => stop(site.server));
  if (reply.stall === "headers") return;
  await wait(reply.afterMs ?? 0);
  const type = reply.type ?? "text/html; charset=utf-8";
  const isKnown = reply.etag !== undefined && headers["if-none-match"] === reply.etag;
  response.writeHead(isKnown ? 304 : (reply.status ?? 200), {
    ...(type && { "Content-Type": type }),
    ...(reply.gzip && { "Content-Encoding": "gzip" }),
    ...(reply.etag && { ETag: reply.etag }),
    ...reply.headers,
  });
  const body = isKnown ? Buffer.from("") : toBytes(reply);
  if (reply.stall === "body" || reply.cut) response.write(body, () => reply.cut && response.destroy());
  else response.end(body);
}

/** What the path answers this time. */
function take(routes: Routes, path: string): Reply {
  const reply = routes[path] ?? { status: 404, body: "no such page" };
  if (reply.times === undefined || !reply.next) return reply;
  if (reply.times > 1) routes[path] = { ...reply, times: reply.times - 1 };
  else routes[path] = reply.next;
  return reply;
}

function toBytes({ body = "", repeat = 1, bytes, gzip }: Reply) {
  const plain = bytes ? Buffer.from(bytes) : Buffer.from(body.repeat(repeat));
  return gzip ? gzipSync(plain) : plain;
}

function stop(server: Server) {
  server.close();
  server.closeAllConnections();
}

async function listen(server: Server, port = 0) {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("not listening");
  return `http://127.0.0.1:${address.port}`;
}

// The door of a conversation: who may open a socket, to which object it goes. Nothing of the client's request passes it.
import { CLOSE_REFUSED, CLOSE_SLOW_DOWN, PROTOCOL, type RefusedConnection, TOKEN_PREFIX } from "protocol";
import { mayEmbed } from "./auth/origins.ts";
import { mintToken, type Opened, readToken } from "./auth/visitor-token.ts";
import { readPushKeys } from "./delivery/push-keys.ts";
import { readDirectory } from "./site/directory.ts";
import { toUpgrade } from "./visitor/connecting.ts";

const SLOW_DOWN_SECONDS = 60; // the window of the rate limit in wrangler.jsonc

export async function connect(request: Request, env: Env, siteId: string): Promise<Response> {
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") {
    return new Response("a WebSocket lives here\n", { status: 426, headers: { Upgrade: "websocket" } });
  }
  const offered = (request.headers.get("Sec-WebSocket-Protocol") ?? "").split(",").map((name) => name.trim());
  if (!offered.includes(PROTOCOL)) return new Response(`offer the subprotocol ${PROTOCOL}\n`, { status: 400 });
  if (!env.FOYER_TOKEN_KEY) return new Response("FOYER_TOKEN_KEY is not set\n", { status: 503 });

  const entry = await readDirectory(env.SITES, siteId);
  if (!entry) return refuse("unknown-site");
  if (!mayEmbed(entry.origins, request.headers.get("Origin"))) return refuse("origin-not-allowed");
  if (!(await mayConnect(request, env, siteId))) return close(CLOSE_SLOW_DOWN, String(SLOW_DOWN_SECONDS));

  const token = offered.find((name) => name.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length);
  const opened: Opened | null =
    token === undefined ? { conversation: crypto.randomUUID() } : await readToken(env.FOYER_TOKEN_KEY, token, siteId);
  if (!opened) return refuse("bad-token");

  const { conversation, ticket } = opened;
  const push = readPushKeys(env, new URL(request.url).origin)?.publicKey; // the deployment's, so not in the directory
  const site = push ? { ...entry.connected, look: { ...entry.connected.look, push } } : entry.connected;
  const renewed = await mintToken(env.FOYER_TOKEN_KEY, { site: siteId, conversation }, Date.now() + site.retentionMs);
  const after = readAfter(request);
  const upgrade = toUpgrade({
    site,
    token: renewed,
    ...(ticket !== undefined && { ticket }),
    ...(after !== undefined && { after }),
  });
  const response = await env.VISITOR.getByName(`${siteId}/${conversation}`).fetch(upgrade);
  return response.webSocket ? accept(response.webSocket) : response;
}

/** Per address and site. A developer's machine is one address for everybody, so there it is off. */
async function mayConnect(request: Request, env: Env, siteId: string) {
  if (env.FOYER_DEV) return true;
  const address = request.headers.get("CF-Connecting-IP") ?? "";
  return (await env.CONNECTS.limit({ key: `${siteId} ${address}` })).success;
}

function readAfter(request: Request) {
  const after = new URL(request.url).searchParams.get("after") ?? "";
  return /^\d{1,15}$/.test(after) ? Number(after) : undefined;
}

const refuse = (reason: RefusedConnection) => close(CLOSE_REFUSED, reason);

/** A browser cannot read a refused upgrade, so the socket is accepted and closed with the reason. */
function close(code: number, reason: string) {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.close(code, reason);
  return accept(client);
}

/** The SDK does not select a subprotocol, and without it browsers fail the handshake. */
const accept = (webSocket: WebSocket) =>
  new Response(null, { status: 101, webSocket, headers: { "Sec-WebSocket-Protocol": PROTOCOL } });

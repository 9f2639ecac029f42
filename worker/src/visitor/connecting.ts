// What the Worker tells a conversation's object about a socket: one header of its own making, nothing of the client's.
import type { ConnectedSite } from "../site/config.ts";

export interface Connecting {
  site: ConnectedSite;
  token: string; // renewed, for `welcome`
  ticket?: string; // the id of a mailed ticket, when that was offered in place of a token
  after?: number; // the newest rev that the client has
}

const HEADER = "x-foyer-connecting";

/** The SDK obeys some query parameters of an upgrade, so its address is fixed. */
export const toUpgrade = (connecting: Connecting) =>
  new Request("https://visitor/conversation", {
    headers: { Upgrade: "websocket", [HEADER]: encodeURIComponent(JSON.stringify(connecting)) },
  });

export function readConnecting(request: Request): Connecting | null {
  const header = request.headers.get(HEADER);
  return header && JSON.parse(decodeURIComponent(header));
}

// The visitor's token: a signed statement that its holder may read and write one conversation of one site.
import { jwtVerify, SignJWT } from "jose";
import { TICKET_TYPE } from "./ticket.ts";
import { toKey } from "./token-key.ts";

export interface TokenGrant {
  site: string;
  conversation: string;
}

/** `key` is FOYER_TOKEN_KEY; `expires` in ms since 1970. */
export function mintToken(key: string, { site, conversation }: TokenGrant, expires: number): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(site)
    .setSubject(conversation)
    .setExpirationTime(new Date(expires))
    .sign(toKey(key));
}

/** What a visitor's token or ticket opens. */
export interface Opened {
  conversation: string;
  ticket?: string; // its id, when it is a ticket
}

/** Null when it is forged, altered, expired or of another site. */
export async function readToken(key: string, token: string, site: string): Promise<Opened | null> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, toKey(key), { algorithms: ["HS256"], audience: site });
    const { sub: conversation, jti: ticket, exp } = payload;
    if (!conversation || !exp) return null;
    if (protectedHeader.typ === undefined) return { conversation };
    return protectedHeader.typ === TICKET_TYPE && ticket ? { conversation, ticket } : null;
  } catch {
    return null; // whatever is wrong with it, its holder learns no more
  }
}

// The visitor's token: a signed statement that its holder may read and write one conversation of one site.
import { jwtVerify, SignJWT } from "jose";

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

/** The conversation that the token opens, or null when it is forged, altered, expired or of another site. */
export async function readToken(key: string, token: string, site: string): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, toKey(key), { algorithms: ["HS256"], audience: site });
    return payload.sub && payload.exp ? payload.sub : null;
  } catch {
    return null; // whatever is wrong with it, its holder learns no more
  }
}

const toKey = (key: string) => new TextEncoder().encode(key);

// The signed part of an unsubscribe link: its holder may stop one site's e-mails to one address. It does not expire, since
// an e-mail may be read years later.
import { jwtVerify, SignJWT } from "jose";
import { toKey } from "./token-key.ts";

const TYPE = "foyer-unsubscribe";

export interface Unsubscribe {
  site: string;
  email: string;
}

/** `key` is FOYER_TOKEN_KEY. */
export const signUnsubscribe = (key: string, { site, email }: Unsubscribe): Promise<string> =>
  new SignJWT().setProtectedHeader({ alg: "HS256", typ: TYPE }).setAudience(site).setSubject(email).sign(toKey(key));

/** Null when it is forged, altered, or signed for something else. */
export async function readUnsubscribe(key: string, signed: string): Promise<Unsubscribe | null> {
  try {
    const { payload } = await jwtVerify(signed, toKey(key), { algorithms: ["HS256"], typ: TYPE });
    const { aud, sub } = payload;
    return typeof aud === "string" && sub ? { site: aud, email: sub } : null;
  } catch {
    return null; // whatever is wrong with it, its holder learns no more
  }
}

/** `origin` is the Worker's. */
export const toUnsubscribeAddress = (origin: string, signed: string) => `${origin}/v1/unsubscribe/${signed}`;

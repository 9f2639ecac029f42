// A ticket: mailed in a link, it opens one conversation like a token until the visitor has said something with it.
import { SignJWT } from "jose";
import { toKey } from "./token-key.ts";

export const TICKET_MS = 7 * 86_400_000;
/** In the protected header, so that no signed text passes for another kind (RFC 8725, 3.11). */
export const TICKET_TYPE = "foyer-ticket";

export interface TicketGrant {
  site: string;
  conversation: string;
  ticket: string; // its id, by which the conversation's object knows that it is used up
  expires: number; // ms since 1970
}

/** `key` is FOYER_TOKEN_KEY. `readToken` reads it. */
export const mintTicket = (key: string, { site, conversation, ticket, expires }: TicketGrant): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: "HS256", typ: TICKET_TYPE })
    .setAudience(site)
    .setSubject(conversation)
    .setJti(ticket)
    .setExpirationTime(new Date(expires))
    .sign(toKey(key));

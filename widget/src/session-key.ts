// Where a site's conversation is remembered in this browser. Small, because the loader carries it; it only reads.

/** Holds the token; with a suffix what was not sent yet, or the conversation that knows where this browser takes Web Push. */
export const sessionKey = (site: string, part: "" | ":pending" | ":draft" | ":push" = "") => `foyer:${site}${part}`;

/** Whether a conversation is under way, or a message waits to be sent. */
export function hasConversation(site: string): boolean {
  try {
    return Boolean(localStorage[sessionKey(site)] ?? localStorage[sessionKey(site, ":pending")]);
  } catch {
    return false; // storage is blocked
  }
}

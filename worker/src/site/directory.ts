// The site directory, a KV namespace: what connecting must know of a site without waking any object.
import { type DirectoryEntry, siteId as isSiteId } from "./config.ts";

const toKey = (siteId: string) => `site:${siteId}`;

/**
 * Null for a site that is not there. KV answers near the visitor from what it has read or missed there before, no older
 * than `cacheTtl` seconds: a minute unless it is given.
 */
export async function readDirectory(kv: KVNamespace, siteId: string, cacheTtl = 60): Promise<DirectoryEntry | null> {
  if (!isSiteId.safeParse(siteId).success) return null; // KV throws for keys over 512 bytes
  return kv.get<DirectoryEntry>(toKey(siteId), { type: "json", cacheTtl });
}

export const writeDirectory = (kv: KVNamespace, { connected, origins }: DirectoryEntry): Promise<void> =>
  kv.put(toKey(connected.id), JSON.stringify({ origins, connected }));

export const removeFromDirectory = (kv: KVNamespace, siteId: string): Promise<void> => kv.delete(toKey(siteId));

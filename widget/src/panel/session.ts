// What outlives a page: the visitor's token, how far they read, what they wrote and was not sent. It knows no socket.
import { sessionKey } from "../session-key.ts";
import type { Pending } from "./state.ts";

export interface Stored {
  readonly token: string;
  readonly conversation: string;
  readonly read: number;
}

export type KeyValue = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export type Session = ReturnType<typeof createSession>;

export function createSession(site: string, storage?: KeyValue) {
  const kept = keeper(storage ?? (() => localStorage));
  const [key, pendingKey, draftKey] = [sessionKey(site), sessionKey(site, ":pending"), sessionKey(site, ":draft")];
  const pushKey = sessionKey(site, ":push");
  const mine = new Set<string>(); // every message this tab ever held: another tab's stay in the list
  return {
    stored: () => parseStored(kept.get(key)),
    keep: (stored: Stored) => kept.set(key, JSON.stringify(stored)),
    forget: () => kept.set(key, null),
    pending() {
      const list = parsePending(kept.get(pendingKey));
      for (const { id } of list) mine.add(id);
      return list;
    },
    keepPending(list: readonly Pending[]) {
      for (const { id } of list) mine.add(id);
      const all = [...parsePending(kept.get(pendingKey)).filter(({ id }) => !mine.has(id)), ...list];
      kept.set(pendingKey, all.length > 0 ? JSON.stringify(all) : null);
    },
    draft: () => kept.get(draftKey) ?? "",
    keepDraft: (text: string) => kept.set(draftKey, text || null),
    pushed: () => kept.get(pushKey),
    keepPushed: (conversation: string | null) => kept.set(pushKey, conversation),
    /** Calls when another tab stored or removed this site's token. */
    onChange(changed: () => void) {
      const listener = (event: StorageEvent) => {
        if (event.key === key || event.key === null) changed();
      };
      addEventListener("storage", listener);
      return () => removeEventListener("storage", listener);
    },
  };
}

/** Storage that is blocked or full is replaced by memory, key by key: the conversation works until the page goes. */
function keeper(source: KeyValue | (() => KeyValue)) {
  const memory = new Map<string, string | null>();
  const storage = () => (typeof source === "function" ? source() : source);
  return {
    get(key: string) {
      const value = memory.get(key);
      if (value !== undefined) return value;
      try {
        return storage().getItem(key);
      } catch {
        return null; // blocked, and nothing was kept in memory
      }
    },
    set(key: string, value: string | null) {
      memory.delete(key);
      try {
        if (value === null) storage().removeItem(key);
        else storage().setItem(key, value);
      } catch {
        memory.set(key, value); // blocked or full
      }
    },
  };
}

/** Whether it can be a subprotocol: else the socket's constructor would throw at every attempt. */
export const isToken = (text: string) => /^[\w.-]+$/.test(text);

function parseStored(text: string | null): Stored | null {
  const { token, conversation, read } = asObject(parseJson(text));
  if (typeof token !== "string" || !isToken(token) || typeof conversation !== "string") return null;
  return { token, conversation, read: typeof read === "number" ? read : 0 };
}

/** Only what would break us is looked at: the server looks at all of it. */
function parsePending(text: string | null): Pending[] {
  const list = parseJson(text);
  return (Array.isArray(list) ? list : []).filter((each) => {
    const { id, text } = asObject(each);
    return typeof id === "string" && typeof text === "string";
  });
}

const asObject = (value: unknown) => (typeof value === "object" && value ? value : {}) as Record<string, unknown>;

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null; // written by something else
  }
}

/**
 * A new conversation is minted by one tab at a time. Resolves with what ends this tab's turn. Without Web Locks, or after 10 s
 * in the queue, it goes ahead, and the token that is stored last wins.
 */
export function mintTurn(site: string): Promise<() => void> {
  const free = () => {};
  return new Promise((resolve) => {
    if (!navigator.locks) return resolve(free);
    navigator.locks
      .request(
        sessionKey(site),
        { signal: AbortSignal.timeout(10_000) },
        () => new Promise<void>((done) => resolve(done)),
      )
      .catch(() => resolve(free)); // not allowed here, or the queue did not move
  });
}

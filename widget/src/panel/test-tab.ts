// For tests: a tab of a visitor, on a real socket to a far end that the test plays.
import { expect, onTestFinished, vi } from "vitest";
import { sessionKey } from "../session-key.ts";
import { createConversation } from "./conversation.ts";
import type { KeyValue } from "./session.ts";
import { Peer, type PeerSocket, poll, welcome } from "./test-peer.ts";

/** A site's far end, and a tab of it. More tabs: `tab(peer)`. */
export async function start(storage?: KeyValue) {
  const peer = await Peer.open();
  return { peer, conversation: tab(peer, storage) };
}

export function tab({ api, site }: Peer, storage?: KeyValue, ticket?: string) {
  const conversation = createConversation({ api, site, ticket, ...(storage && { storage }) });
  onTestFinished(() => conversation.destroy());
  return conversation;
}

/** A tab that is online, with `frame` as its welcome. */
export async function online(frame = welcome()) {
  const { peer, conversation } = await start();
  conversation.connect();
  const socket = await peer.socket(1);
  socket.send(frame);
  await expect.poll(() => conversation.connection.value.is, poll).toBe("online");
  return { peer, conversation, socket };
}

export const token = (site: string) => JSON.parse(localStorage.getItem(sessionKey(site)) ?? "{}").token;
export const says = (socket: PeerSocket, ...texts: string[]) => expect.poll(() => socket.said, poll).toEqual(texts);

/** Another tab of this origin: a document of its own, so its writes are heard here. */
export function otherTab(write: (storage: Storage) => void) {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  onTestFinished(() => frame.remove());
  if (frame.contentWindow) write(frame.contentWindow.localStorage);
}

/** Ours are timers and dates; sockets keep the real clock. A poll moves this one on by its interval at each look. */
export function fakeClock() {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** A tab that is online, under a clock of ours. */
export async function underClock(frame = welcome()) {
  fakeClock();
  const { peer, conversation } = await start();
  conversation.connect();
  await vi.advanceTimersByTimeAsync(0);
  const socket = await peer.socket(1);
  socket.send(frame);
  await expect.poll(() => conversation.connection.value.is, poll).toBe("online");
  return { peer, conversation, socket };
}

// A tab's socket: what it keeps as long as it lives, also while the object sleeps, and what it may not do.
import type { Connection } from "agents/lifecycle";
import { Refusal } from "../refusal.ts";
import type { Connecting } from "./connecting.ts";
import type { Terms } from "./terms.ts";

/** Set when it was welcomed: from then on it hears everything. */
export interface SocketState {
  messagesPerMinute: number;
  terms: Terms;
  since: number; // ms since 1970
  ticket?: string; // it came with this one
  tooLarge: readonly number[]; // when frames over the limit came, ms since 1970
}
export type Socket = Connection<SocketState>;

const MINUTE_MS = 60_000;
const MAX_TOO_LARGE = 3; // within a minute
const CLOSE_TOO_LARGE = 1009;

export function toState({ site, ticket }: Connecting): SocketState {
  const { messagesPerMinute, retentionMs, followUps, zone } = site;
  const terms = { retentionMs, ...(followUps && { followUps }), ...(zone !== undefined && { zone }) };
  return { messagesPerMinute, terms, since: Date.now(), tooLarge: [], ...(ticket !== undefined && { ticket }) };
}

/** Throws `too-large`, and closes a socket that does it again and again. */
export function refuseTooLarge(socket: Socket) {
  const { state } = socket;
  if (!state) return;
  const now = Date.now();
  const tooLarge = [...state.tooLarge.filter((at) => at > now - MINUTE_MS), now];
  if (tooLarge.length >= MAX_TOO_LARGE) return socket.close(CLOSE_TOO_LARGE, "too-large");
  socket.setState({ ...(state as SocketState), tooLarge });
  throw new Refusal("too-large");
}

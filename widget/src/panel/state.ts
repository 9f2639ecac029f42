// What the panel's parts share: the store fills it, the components show it. Types only.
import type { ReadonlySignal, Signal } from "@preact/signals-core";
import type { ClientFrame, Message, Page, RefusalCode, RefusedConnection, SiteLook } from "protocol";

/** One message on screen. `text` grows while an answer streams, without a change of `message`. */
export interface Entry {
  readonly id: string;
  readonly message: Signal<Message>;
  readonly text: Signal<string>;
}

/** A message that the visitor said and the server has not shown back yet. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  readonly at: number; // ms since 1970
  readonly page?: Page; // it was written on
  readonly failed?: RefusalCode; // refused for good: shown with "Send again"
}

export type ConnectionState =
  | { is: "idle" } // before the visitor's first act
  | { is: "connecting" } // first attempt, or back after a cut
  | { is: "online" }
  | { is: "offline" } // no network, or the attempts keep failing
  | { is: "waiting"; until: number } // told to slow down; ms since 1970
  | { is: "refused"; reason: RefusedConnection }; // for good

/** The conversation as the visitor sees it, and what they can do to it. Actions never throw and never block. */
export interface Conversation {
  readonly entries: ReadonlySignal<readonly Entry[]>; // sorted by seq, from the floor up; a new array only when one comes, goes or moves
  readonly pending: ReadonlySignal<readonly Pending[]>; // in the order said; shown after `entries`
  readonly streaming: ReadonlySignal<Entry | null>;
  readonly site: ReadonlySignal<SiteLook | null>; // null until the first welcome
  readonly connection: ReadonlySignal<ConnectionState>;
  readonly slowDown: ReadonlySignal<number | null>; // ms since 1970 until which nothing is said again (`too-fast` and the like)
  readonly more: ReadonlySignal<boolean>; // older messages exist
  readonly loadingOlder: ReadonlySignal<boolean>;
  readonly loaded: ReadonlySignal<boolean>; // a welcome has come
  readonly unread: ReadonlySignal<number>;
  readonly draft: Signal<string>;
  readonly id: ReadonlySignal<string>; // "" while it is not known
  readonly pushed: Signal<string | null>; // the conversation that was told where this browser takes Web Push, "" for none yet; null: not wanted

  connect(): void; // at the visitor's first act, or when a conversation is under way; again changes nothing
  say(text: string): void; // connects if need be; a blank text is ignored
  sayAgain(id: string): void; // a failed pending message, as a new one at the end
  stop(): void;
  retry(answerId: string): void;
  feedback(answerId: string, value: 1 | -1 | 0): void;
  markRead(): void; // all on screen was seen
  loadOlder(): void;
  tellPush(target: Omit<Extract<ClientFrame, { type: "push" }>, "type">): void;
  newConversation(): void; // forgets the token here and in other tabs
  destroy(): void; // socket, timers, listeners: nothing is left
}

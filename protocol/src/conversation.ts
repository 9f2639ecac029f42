// The frames of one conversation, both directions: types and limits, nothing that runs. SPEC.md has the rules.

export const PROTOCOL = "foyer.1";
/** The second subprotocol a client offers is this prefix and its token. */
export const TOKEN_PREFIX = "foyer.token.";

export const MAX_TEXT = 4000; // UTF-16 units of one `say`
export const MAX_FRAME_BYTES = 32 * 1024; // UTF-8
export const MAX_URL = 2048;
export const MAX_TITLE = 300;
export const PAGE_SIZE = 50; // messages in one `welcome` or `older`

export const CLOSE_REFUSED = 4003; // reason: a RefusedConnection
export const CLOSE_SLOW_DOWN = 4029; // reason: seconds to wait

export type RefusedConnection = "unknown-site" | "origin-not-allowed" | "bad-token";
export type Role = "visitor" | "agent" | "operator" | "note";
export type MessageState = "streaming" | "done" | "stopped" | "failed";
export type Mode = "agent" | "waiting" | "human" | "closed";
export type Feedback = 1 | -1 | 0;
/** Why an answer is `failed`. */
export type FailureReason = "model" | "interrupted" | "over-budget";
export type RefusalCode = "bad-frame" | "too-large" | "too-fast" | "over-budget" | "closed" | "not-found" | "internal";

export interface Source {
  title: string; // page title › heading
  url: string; // opens the page at the passage
}

export interface Message {
  id: string;
  seq: number; // its place; never changes
  rev?: number; // its last change; absent while it streams
  role: Role;
  text: string;
  state: MessageState;
  at: number; // ms since 1970
  answers?: string; // an answer: the id of the visitor's message
  sources?: Source[];
  name?: string; // an operator's
  followUp?: true;
  feedback?: 1 | -1;
  by?: "pages"; // the built-in answerer wrote it
  why?: FailureReason; // only on `failed`
}

export interface Page {
  url: string;
  title: string;
}

/** What a panel needs to know of its site. */
export interface SiteLook {
  name: string;
  greeting?: string;
  suggestions?: readonly string[];
  colors?: { accent?: string };
  lang?: string; // BCP 47
  push?: string; // the key (VAPID, base64url) that a browser subscribes with; absent: no Web Push here
}

/** Where a browser takes Web Push, as `PushSubscription.toJSON()` has it. */
export interface PushTarget {
  endpoint: string;
  keys: { p256dh: string; auth: string }; // base64url
}

export type ClientFrame =
  | { type: "say"; id: string; text: string; page?: Page; zone?: string; lang?: string }
  | { type: "stop"; id: string }
  | { type: "retry"; id: string }
  | { type: "feedback"; id: string; value: Feedback }
  | { type: "read"; seq: number }
  | { type: "typing" }
  | { type: "older"; before: number }
  | { type: "push"; endpoint: string; keys?: PushTarget["keys"] }; // follow-ups come to this browser too; without keys: no more

export interface Welcome {
  type: "welcome";
  protocol: typeof PROTOCOL;
  token: string;
  conversation: string; // opaque; grants nothing
  site: SiteLook;
  mode: Mode;
  rev: number; // the highest stored; 0 when nothing is
  read: number;
  messages: Message[];
  reset?: true; // these messages replace what the client had
  more?: boolean; // only with `reset`: messages below the floor exist
}

export type ServerFrame =
  | Welcome
  | { type: "message"; message: Message } // insert or replace by id
  | { type: "delta"; at: number; text: string } // append to the running answer at this UTF-16 offset
  | { type: "mode"; mode: Mode; name?: string }
  | { type: "read"; seq: number }
  | { type: "typing"; from: "agent" | "operator" }
  | { type: "older"; messages: Message[]; more: boolean }
  | { type: "refused"; code: RefusalCode; id?: string; retryAfter?: number }; // retryAfter: seconds

/** The id of the answer to a visitor's message: a rerun or a retry replaces it. */
export const answerId = (questionId: string) => `a.${questionId}`;

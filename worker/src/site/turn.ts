// What a conversation's object asks of its site's, over RPC: one hop when a turn begins, one when it ends, and the same
// for a follow-up.
import type { PushTarget } from "protocol";
import type { Passage } from "../model/model.ts";
import type { FollowUpPolicy } from "./config.ts";

export interface BeginTurn {
  conversation: string;
  question: string;
  before?: string; // the visitor's message before it, for a question that takes its subject from there
  ticket?: string; // the id of the mailed ticket that this message used up: its address is confirmed
}

/** What a turn may use. `passages` are the best for the question, best first; none when nothing fits. */
export interface TurnGrant {
  site: { name: string; url: string; origins?: string[]; instructions?: string; lang?: string };
  model: { name?: string; temperature?: number; fallback: "pages" | "none" };
  overBudget: boolean; // the model's answers for today are used up
  passages: Passage[];
  pair?: OwnAnswer; // the owner answered this very question
}

export interface OwnAnswer {
  question: string; // as the owner has it
  answer: string; // Markdown
  url?: string; // where it is cited
}

export interface EndTurn {
  by: "model" | "pages"; // who wrote the answer, however it ended
  news: ConversationNews;
  gap?: Gap; // the site could not say, or not surely
}

/** A visitor's message without an answer. The site's object masks it before it keeps it. */
export interface Gap {
  id: string; // of the message: telling it again changes nothing
  question: string;
  at: number; // ms since 1970
}

export type Intent = "price" | "date" | "person" | "other";
export type Urgency = "low" | "normal" | "high";

/** What the operators' list shows of a conversation. It replaces what was told before. */
export interface ConversationNews {
  conversation: string;
  at: number; // of its last message, ms since 1970
  messages: number;
  last: string; // the visitor's last words, at most MAX_LAST
  topic: string;
  intent: Intent;
  urgency: Urgency;
  summary?: string; // once the conversation is long
}
export const MAX_LAST = 200;

/** A step of the policy that is due: the same grant as a turn's, for the visitor's last question. */
export interface FollowUpGrant extends TurnGrant {
  policy: FollowUpPolicy | null; // as it is now; null when it is off: then nothing was counted
  hasLead: boolean; // the visitor left an address or a number with leave_contact
}

export interface SettledFollowUp {
  conversation: string;
  id: string; // the message's, sent or not; telling the same id again changes nothing
  kind: "step" | "reminder";
  state: "sent" | "declined" | "cancelled"; // by an operator or the visitor
  by?: "model" | "pages"; // who was asked, for a step that was due
  at: number; // ms since 1970
  outgoing?: OutgoingMessage; // only when sent
}

/** What may leave the chat. */
export interface OutgoingMessage {
  text: string;
  email?: string; // given by the visitor in this conversation
  phone?: string;
  page?: string; // where the visitor was last
  lang?: string; // the visitor's (BCP 47)
  outside: boolean; // by e-mail and push too: the visitor is not there, or asked for it
}

export interface Lead {
  id: string; // the same call again changes nothing
  conversation: string;
  name?: string;
  email?: string;
  phone?: string;
  note: string;
  at: number; // ms since 1970
}

/** The RPC surface of the site's object that a conversation may call. */
export interface SiteForTurn {
  beginTurn(begin: BeginTurn): Promise<TurnGrant>;
  endTurn(end: EndTurn): Promise<void>;
  search(query: string, limit?: number): Promise<Passage[]>;
  addLead(lead: Lead): Promise<void>;
  beginFollowUp(begin: BeginTurn): Promise<FollowUpGrant>;
  settleFollowUp(settled: SettledFollowUp): Promise<void>;
  /** False when the endpoint is no public address. */
  addPushTarget(conversation: string, target: PushTarget): Promise<boolean>;
  removePushTarget(conversation: string, endpoint: string): Promise<void>;
  /** The conversation is erased: nothing of it stays but its leads, and nothing more is delivered. */
  forget(conversation: string): Promise<void>;
}

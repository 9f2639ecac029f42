// What a conversation's object asks of its site's, over RPC: one hop when a turn begins, one when it ends.
import type { Passage } from "../model/model.ts";

export interface BeginTurn {
  question: string;
  before?: string; // the visitor's message before it, for a question that takes its subject from there
}

/** What a turn may use. `passages` are the best for the question, best first; none when nothing fits. */
export interface TurnGrant {
  site: { name: string; url: string; instructions?: string; lang?: string };
  model: { name?: string; temperature?: number; fallback: "pages" | "none" };
  overBudget: boolean; // the model's answers for today are used up
  passages: Passage[];
}

export interface EndTurn {
  by: "model" | "pages"; // who wrote the answer, however it ended
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
}

// A follow-up on its way to somebody who is not on the page, and what became of it. Each adapter is a function that
// takes what it needs: it knows no object and no table.

export interface Delivery {
  id: string; // of the event: the same at each attempt
  site: { id: string; name: string; lang?: string };
  conversation: string;
  message: { id: string; text: string; at: number; kind: "step" | "reminder" };
  contact: { email?: string; phone?: string };
}

/** `retry`: the world failed in a way that may pass. `gone`: this address takes nothing any more, and is to be forgotten. */
export type Outcome =
  | { state: "delivered" }
  | { state: "retry"; error: string; afterMs?: number } // afterMs: the other side's own wish
  | { state: "refused"; error: string }
  | { state: "gone"; error: string };

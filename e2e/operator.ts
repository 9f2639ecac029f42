// What an operator sees and does in a conversation, through the API, and which conversation a page is in.
import type { Page } from "@playwright/test";
import type { Local } from "./local.ts";

export interface ListedFollowUp {
  id: string; // of the message
  kind: "step" | "reminder";
  state: "open" | "sent" | "answered" | "declined" | "cancelled";
  due?: number; // ms since 1970; while it is open
}

export interface Counts {
  sent: number;
  answered: number;
  cancelled: number;
  declined: number;
}

export interface ListedDelivery {
  id: string;
  conversation: string;
  message: string; // its id
  by: "webhook" | "email" | "push";
  to: string;
  state: "pending" | "delivered" | "dead" | "failed" | "unknown";
  attempts: number;
  error?: string;
}

/** The page's conversation, once it has one. */
export const conversationIn = (page: Page) =>
  page.evaluate<string>(`JSON.parse(localStorage["foyer:demo"]).conversation`);

export function operatorOf({ api }: Local, conversation: string) {
  const path = `demo/conversations/${conversation}/follow-ups`;
  const list = () => api.request<{ followUps: ListedFollowUp[]; counts: Counts }>("GET", path);
  return {
    list,
    /** What became of each, those to come first. */
    states: async () => (await list()).followUps.map(({ state }) => state),
    trigger: (id: string) => api.request("POST", `${path}/${id}`),
    cancel: (id: string) => api.request("DELETE", `${path}/${id}`),
    /** Sends the step whose turn it is. */
    async triggerNext() {
      const open = (await list()).followUps.find(({ state }) => state === "open");
      if (!open) throw new Error("no follow-up is open");
      await api.request("POST", `${path}/${open.id}`);
      return open.id;
    },
    async deliveries() {
      const page = await api.request<{ deliveries: ListedDelivery[] }>("GET", "demo/deliveries?limit=200");
      return page.deliveries.filter((delivery) => delivery.conversation === conversation);
    },
  };
}

/** Of the whole site. Asking for them wakes no conversation. */
export async function countFollowUps({ api }: Local): Promise<Counts> {
  const { counts } = await api.request<{ counts: Counts }>("GET", "demo/follow-ups");
  return counts;
}

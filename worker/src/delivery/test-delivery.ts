// For tests: a follow-up on its way.
import type { Delivery } from "./adapter.ts";

export const AT = Date.UTC(2026, 10, 24, 9, 30);

type Parts = { text?: string; name?: string; kind?: "step" | "reminder" };

export const toDeliver = ({
  text = "Still thinking about the sofa?",
  name = "Ebbstead",
  kind = "step",
}: Parts = {}): Delivery => ({
  id: "event-1",
  site: { id: "demo", name, lang: "en" },
  conversation: "c-1",
  message: { id: "f.step-1", text, at: AT, kind },
  contact: { email: "ada@example.com", phone: "+44 20 7946 0000" },
});

// For tests: a model of its own on the fake upstream, and what the upstream saw of it.
import { inject } from "vitest";
import type { Reply } from "../../../e2e/fake-reply.ts";
import type { Timing } from "./chat-round.ts";
import type { ModelEvent, ModelRequest } from "./model.ts";
import { openaiModel } from "./openai.ts";

/** One request in the upstream's journal. */
export interface Seen {
  headers: Record<string, string | undefined>;
  body: {
    model: string;
    messages: { role: string; content: string | null; tool_calls?: unknown[]; tool_call_id?: string }[];
    tools?: { function: { name: string } }[];
    temperature?: number;
  };
  chunks: number;
  closedEarly?: true;
}

/** Small, so that tests of silence are quick; real enough that nothing else runs into them. */
const TIMING: Partial<Timing> = { firstTokenMs: 2000, betweenTokensMs: 2000, backoffMs: 10 };

export function fakeUpstream(timing: Partial<Timing> = {}) {
  const baseURL = inject("fakeModel");
  const name = `model-${crypto.randomUUID()}`; // its own journal and script
  return {
    name,
    model: openaiModel({ apiKey: "key-of-a-test", baseURL, name, timing: { ...TIMING, ...timing } }),
    async script(...replies: Reply[]) {
      await fetch(`${baseURL}/script?model=${name}`, { method: "POST", body: JSON.stringify(replies) });
    },
    async journal(): Promise<Seen[]> {
      return (await fetch(`${baseURL}/journal?model=${name}`)).json();
    },
  };
}

export const requestFor = (question: string, over: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: "user", content: question }],
  question,
  passages: [],
  site: { name: "Brightwick", url: "https://brightwick.example/" },
  tools: [],
  signal: new AbortController().signal,
  ...over,
});

/** All that a model yields, and what it throws. */
export async function collect(
  events: AsyncIterable<ModelEvent>,
): Promise<ReturnType<typeof sum> & { error?: unknown }> {
  const seen: ModelEvent[] = [];
  try {
    for await (const event of events) seen.push(event);
  } catch (error) {
    return { ...sum(seen), error };
  }
  return sum(seen);
}

const sum = (events: ModelEvent[]) => ({
  text: events.map((event) => (event.type === "text" ? event.text : "")).join(""),
  calls: events.flatMap((event) => (event.type === "call" ? [event.call] : [])),
  sources: events.flatMap((event) => (event.type === "sources" ? event.sources : [])),
});

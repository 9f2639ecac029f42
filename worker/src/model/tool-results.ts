// What tools answered since the question, for an answerer that takes over in the middle of a turn.
import type { PromptMessage } from "./model.ts";

export interface ToolResult {
  name: string; // the tool's
  content: string; // JSON
}

export function toolResults(messages: PromptMessage[]): ToolResult[] {
  const turn = messages.slice(messages.findLastIndex(({ role }) => role === "user") + 1);
  const calls = turn.flatMap((message) => ("calls" in message ? message.calls : []));
  return turn.flatMap((message) => {
    if (message.role !== "tool") return [];
    const name = calls.find(({ id }) => id === message.callId)?.name;
    return name === undefined ? [] : [{ name, content: message.content }];
  });
}

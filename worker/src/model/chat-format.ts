// Our prompt and tools in the shape of a chat completions request.
import type { ChatCompletionFunctionTool, ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { PromptMessage, ToolDeclaration } from "./model.ts";

export const toChatMessages = (messages: PromptMessage[]): ChatCompletionMessageParam[] => messages.map(toChatMessage);

function toChatMessage(message: PromptMessage): ChatCompletionMessageParam {
  if (message.role === "tool") return { role: "tool", tool_call_id: message.callId, content: message.content };
  if (!("calls" in message)) return message;
  const calls = message.calls.map(({ id, ...call }) => ({ id, type: "function" as const, function: call }));
  return { role: "assistant", content: message.content, tool_calls: calls };
}

export const toChatTools = (tools: ToolDeclaration[]): ChatCompletionFunctionTool[] =>
  tools.map((tool) => ({ type: "function", function: { ...tool } }));

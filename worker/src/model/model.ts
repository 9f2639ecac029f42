// What answers: a model behind an API, or the built-in answerer. A turn gets one as an argument.
import type { Source } from "protocol";

/** A piece of one page of the site, as the knowledge search returns it. */
export interface Passage {
  title: string; // of its page
  heading: string; // path of headings inside the page, " › " between them; "" at the top of a page
  url: string; // of its page, with a text fragment that opens it at the passage
  text: string;
  score: number; // higher is better; comparable only within one search
}

/** One line of the prompt, in the shape of the OpenAI chat completions API. */
export type PromptMessage =
  | { role: "system" | "user" | "assistant"; content: string }
  | { role: "assistant"; content: string | null; calls: ToolCall[] }
  | { role: "tool"; callId: string; content: string };

export interface ToolCall {
  id: string;
  name: string;
  arguments: string; // JSON as the model wrote it: parse before use
}

/** A tool as a model sees it. */
export interface ToolDeclaration {
  name: string;
  description: string;
  parameters: Record<string, unknown>; // JSON Schema
}

/** One round: everything a model needs to write text or to ask for tools. */
export interface ModelRequest {
  messages: PromptMessage[]; // the whole prompt, the question and the rounds since it last
  question: string; // the visitor's words, for an answerer that reads no prompt
  passages: Passage[]; // best for the question, best first
  site: { name: string; url: string }; // url: the address the crawl started at
  tools: ToolDeclaration[];
  signal: AbortSignal;
}

export type ModelEvent =
  | { type: "text"; text: string }
  | { type: "call"; call: ToolCall } // whole; the round ends after the calls
  | { type: "sources"; sources: Source[] }; // what the text so far rests on, when the answerer knows it itself

/**
 * Ends normally only when the answer is whole or its calls are complete. Throws `ModelFailure` for everything the
 * outside does wrong; when `signal` aborts it ends or throws, and the caller looks at the signal.
 */
export type Model = (request: ModelRequest) => AsyncIterable<ModelEvent>;

/** The model's side failed: it did not answer, stalled, was cut off, or ended without saying that it was done. */
export class ModelFailure extends Error {
  override readonly name = "ModelFailure";
}

/** The message of a `ModelFailure` when all was well but that nothing was said. */
export const EMPTY_ANSWER = "empty answer";

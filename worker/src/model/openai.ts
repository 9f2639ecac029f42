// A model behind an OpenAI-compatible API, retries included. It turns each way an upstream fails into ModelFailure, and
// knows nothing of sites or visitors.
import OpenAI from "openai";
import { toChatMessages, toChatTools } from "./chat-format.ts";
import { ChatRound, type Timing } from "./chat-round.ts";
import { type Model, ModelFailure } from "./model.ts";
import { retryDelay } from "./retry.ts";

export interface OpenaiOptions {
  apiKey: string;
  baseURL?: string; // else OpenAI's own
  name: string;
  temperature?: number; // else the model's own
  timing?: Partial<Timing>;
}

const TIMING: Timing = { firstTokenMs: 20_000, betweenTokensMs: 15_000, thinkingMs: 120_000, backoffMs: 400 };
const MAX_RETRIES = 2;

/** Retries only before the first piece of text or of a call, and only while the first token is not overdue. */
export function openaiModel({ apiKey, baseURL, name, temperature, timing: given }: OpenaiOptions): Model {
  const timing = { ...TIMING, ...given };
  const client = new OpenAI({
    apiKey,
    ...(baseURL && { baseURL }),
    maxRetries: 0, // the package's own are silent, and would multiply with ours
    logLevel: "off", // it logs what an upstream sent
  });
  return async function* (request) {
    const body = {
      model: name,
      messages: toChatMessages(request.messages),
      ...(request.tools.length > 0 && { tools: toChatTools(request.tools) }),
      ...(temperature !== undefined && { temperature }),
      stream: true as const,
    };
    const deadline = Date.now() + timing.firstTokenMs;
    for (let attempt = 0; !request.signal.aborted; attempt++) {
      const round = new ChatRound(timing, deadline, request.signal);
      try {
        return yield* round.read((signal) => client.chat.completions.create(body, { signal }));
      } catch (error) {
        if (request.signal.aborted) return;
        const delay =
          round.hasBegun || attempt >= MAX_RETRIES ? undefined : retryDelay(error, attempt, timing.backoffMs);
        if (delay === undefined || Date.now() + delay >= deadline) throw toFailure(error);
        await pause(delay, request.signal);
      }
    }
  };
}

async function pause(ms: number, signal: AbortSignal) {
  try {
    await scheduler.wait(ms, { signal });
  } catch {
    // the signal: the caller looks at it
  }
}

/** What the upstream wrote stays out of the message: it may hold the visitor's words. */
function toFailure(error: unknown) {
  if (error instanceof ModelFailure) return error;
  if (error instanceof OpenAI.APIConnectionError) return new ModelFailure("connection failed");
  if (error instanceof OpenAI.APIError && error.status) return new ModelFailure(`status ${error.status}`);
  return new ModelFailure("broken stream");
}

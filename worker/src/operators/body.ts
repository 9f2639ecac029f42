// The body of a call: JSON that fits its schema, or an answer that says what does not.
import type * as z from "zod";
import { badRequest, invalid, problem } from "./reply.ts";

/** Reads at most `limit` bytes. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  limit: number,
): Promise<{ body: z.output<Schema> } | { refused: Response }> {
  const text = await readAtMost(request, limit);
  if (text === null) return { refused: problem(413, "too-large") };
  const json = parseJson(text);
  if (json === undefined) return { refused: badRequest("bad-json", "", "the body is not JSON") };
  const parsed = schema.safeParse(json);
  return parsed.success ? { body: parsed.data } : { refused: invalid(parsed.error) };
}

/** Null when the body is longer, whatever its headers say. */
export async function readAtMost(request: Request, limit: number): Promise<string | null> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Undefined for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // says so by itself
  }
}

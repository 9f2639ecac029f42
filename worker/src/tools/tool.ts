// A tool is declared once and projected to whoever calls it. Its input is parsed before it runs: every caller is a border.
import * as z from "zod";
import type { ToolCall, ToolDeclaration } from "../model/model.ts";

export interface Tool<Context> {
  name: string;
  description: string;
  input: z.ZodType;
  /** The JSON-able result. `input` has been parsed. */
  run(input: unknown, context: Context): Promise<unknown>;
}

export interface ToolDefinition<Input extends z.ZodType, Context> {
  name: string;
  description: string;
  input: Input;
  run(input: z.output<Input>, context: Context): Promise<unknown>;
}

/** Keeps the input's type for `run` and forgets it for the callers. */
export const defineTool = <Input extends z.ZodType, Context>(
  definition: ToolDefinition<Input, Context>,
): Tool<Context> => ({
  ...definition,
  run: (input, context) => definition.run(input as z.output<Input>, context),
});

export const toDeclaration = (tool: Tool<never>): ToolDeclaration => ({
  name: tool.name,
  description: tool.description,
  parameters: z.toJSONSchema(tool.input, { io: "input" }) as Record<string, unknown>,
});

/** The tool message for one call: its result, or an error the model can read and mend. Never throws for a bad call. */
export async function runCall<Context>(tools: Tool<Context>[], call: ToolCall, context: Context): Promise<string> {
  const tool = tools.find(({ name }) => name === call.name);
  if (!tool) return toError(`there is no tool "${call.name}"`);
  const input = tool.input.safeParse(parseJson(call.arguments));
  if (!input.success) return toError(z.prettifyError(input.error));
  return JSON.stringify(await tool.run(input.data, context));
}

/** A tool message that tells the model what went wrong. */
export const toError = (error: string) => JSON.stringify({ error });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return undefined; // the schema refuses it
  }
}

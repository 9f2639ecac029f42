// What the operators' API answers with: JSON, and an error that names its field.
import type * as z from "zod";

export const json = (body: unknown, status = 200) =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store" } });

export const problem = (status: number, error: string, headers: Record<string, string> = {}) =>
  Response.json({ error }, { status, headers: { "Cache-Control": "no-store", ...headers } });

export const notFound = () => problem(404, "not-found");

export const badRequest = (error: string, path: string, message: string) => json({ error, path, message }, 400);

/** Names the first field that does not fit; for an unknown one, that field. */
export function invalid({ issues: [issue] }: z.ZodError) {
  if (!issue) return badRequest("invalid", "", "does not fit the schema");
  const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]] : issue.path;
  return badRequest("invalid", path.join("."), issue.message);
}

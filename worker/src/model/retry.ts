// Whether to ask a model again after a failure, and when.
import OpenAI from "openai";
import { ModelFailure } from "./model.ts";

const MAX_RETRY_AFTER_MS = 8000; // a visitor who waits longer had better hear from the site's pages
const WORTH_RETRYING = new Set([408, 409, 429]);

/** Milliseconds until the next attempt; undefined when another one would not help. `attempt` counts from 0. */
export function retryDelay(error: unknown, attempt: number, backoffMs: number, random = Math.random) {
  if (error instanceof ModelFailure) return undefined; // the upstream answered to the end, or was too slow
  const status: unknown = error instanceof OpenAI.APIError ? error.status : undefined;
  if (typeof status === "number" && status < 500 && !WORTH_RETRYING.has(status)) return undefined;
  const asked = error instanceof OpenAI.APIError ? retryAfter(error.headers?.get("retry-after")) : undefined;
  if (asked !== undefined) return asked <= MAX_RETRY_AFTER_MS ? asked : undefined;
  return backoffMs * 2 ** attempt * (0.5 + random() / 2); // jitter: an outage fails many conversations at once
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), in milliseconds from now. Undefined for anything else. */
export function retryAfter(header: string | null | undefined, now = Date.now()) {
  if (!header) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

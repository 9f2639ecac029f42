// One call to an address that somebody else named, judged by its status alone: what it answers is never read.
import { checkAddress } from "../crawl/address-guard.ts";
import type { Outcome } from "./adapter.ts";

const CALL_MS = 10_000;
const MAX_WAIT_MS = 86_400_000; // however much longer the other side would have us wait
const PASSING = [408, 409, 425, 429];

export interface Post {
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
  gone: number[]; // statuses by which this kind of address says that it is closed for good
  dev: boolean; // loopback is allowed
  ms?: number; // for the whole call
}

export async function post(address: string, { headers, body, gone, dev, ms = CALL_MS }: Post): Promise<Outcome> {
  const url = URL.parse(address);
  const unfit = url ? checkAddress(url, dev) : "no address";
  if (!url || unfit) return { state: "refused", error: `is ${unfit}` };
  const time = new AbortController(); // AbortSignal.timeout would keep the object awake after the answer
  const request = new Request(url, { method: "POST", headers, body, redirect: "manual", signal: time.signal });
  const timer = setTimeout(() => time.abort(), ms);
  try {
    const response = await fetch(request);
    await response.body?.cancel().catch(() => {}); // broken by itself: either way we are done with it
    return judge(response, gone);
  } catch {
    return { state: "retry", error: time.signal.aborted ? `took longer than ${ms / 1000} s` : "could not be reached" };
  } finally {
    clearTimeout(timer);
  }
}

function judge({ status, ok, headers }: Response, gone: number[]): Outcome {
  if (ok) return { state: "delivered" };
  const error = `answers ${status}`;
  if (gone.includes(status)) return { state: "gone", error };
  if (status < 500 && !PASSING.includes(status)) return { state: "refused", error };
  const afterMs = readRetryAfter(headers.get("Retry-After"), Date.now());
  return { state: "retry", error, ...(afterMs !== undefined && { afterMs }) };
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3) as ms from now, at most a day. */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : / GMT$/.test(text) ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_WAIT_MS);
}

// One document over HTTP, from a server that may be slow, endless, lying or a way into a private network.
import { checkAddress } from "./address-guard.ts";

export const USER_AGENT = "FoyerBot";

export interface FetchRules {
  dev: boolean; // loopback is allowed
  bytes: number; // after decompression
  ms: number; // for the whole document, redirects too
  redirects: number;
  signal?: AbortSignal; // ends it early
}

export const FETCH_RULES: Omit<FetchRules, "dev" | "signal"> = { bytes: 2_000_000, ms: 10_000, redirects: 5 };

export interface Fetched {
  url: URL; // after redirects
  type: string; // media type without parameters, lower case
  text: string;
  whole: boolean; // false when only its first bytes were read
  headers: Headers;
}

/** The document is not to be had. `passing`: it may be there another time, so what is known of it stays. */
export class NotFetched extends Error {
  override readonly name = "NotFetched";
  readonly passing: boolean;
  readonly status: number | undefined; // of an HTTP answer

  constructor(reason: string, { passing = false, status }: { passing?: boolean; status?: number } = {}) {
    super(reason);
    this.passing = passing;
    this.status = status;
  }
}

interface Asked {
  types?: string[]; // any when absent
  first?: number; // bytes to read of a document that may be longer; else a longer one than the rules allow is none
  /** Throws `NotFetched` for an address that is not to be visited; asked before each hop, the first too. */
  mayVisit?: (url: URL) => void | Promise<void>;
}

/** Throws `NotFetched` for everything the other side can do wrong. */
export async function fetchText(
  start: URL,
  rules: FetchRules,
  { types, first, mayVisit }: Asked = {},
): Promise<Fetched> {
  const time = new AbortController(); // AbortSignal.timeout would keep the object awake after the answer
  const timer = setTimeout(() => time.abort(), rules.ms);
  const signal = rules.signal ? AbortSignal.any([time.signal, rules.signal]) : time.signal;
  try {
    const { response, url } = await follow(start, rules, signal, mayVisit);
    const [type = "", parameters = ""] = (response.headers.get("Content-Type") ?? "").toLowerCase().split(/;(.*)/s);
    try {
      if (!response.ok) throw answered(response.status);
      if (types && !types.includes(type.trim()))
        throw new NotFetched(type ? `is ${type.trim()}` : "has no content type");
      const { bytes, whole } = await readFirst(response, first ?? rules.bytes, signal);
      if (!whole && first === undefined) throw new NotFetched(`is larger than ${rules.bytes / 1_000_000} MB`);
      return { url, type: type.trim(), text: decode(bytes, parameters), whole, headers: response.headers };
    } finally {
      await response.body?.cancel().catch(() => {}); // already read or already broken: either way we are done with it
    }
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    if (signal.aborted) throw new NotFetched(`took longer than ${rules.ms / 1000} s`, { passing: true });
    throw new NotFetched("could not be reached", { passing: true });
  } finally {
    clearTimeout(timer);
  }
}

async function follow(start: URL, rules: FetchRules, signal: AbortSignal, mayVisit: Asked["mayVisit"]) {
  let url = start;
  for (let hop = 0; hop <= rules.redirects; hop++) {
    const refused = checkAddress(url, rules.dev);
    if (refused) throw new NotFetched(hop ? `redirects to ${refused}` : `is ${refused}`);
    await mayVisit?.(url);
    const headers = { "User-Agent": USER_AGENT, Accept: "text/html, text/markdown, text/plain;q=0.9, */*;q=0.1" };
    const response = await fetch(url, { headers, redirect: "manual", signal });
    const location = response.headers.get("Location");
    if (response.status < 300 || response.status >= 400 || !location) return { response, url };
    await response.body?.cancel();
    const next = URL.parse(location, url);
    if (!next) throw new NotFetched("redirects to something that is no address");
    next.hash = "";
    url = next;
  }
  throw new NotFetched(`redirects more than ${rules.redirects} times`);
}

/** 408, 429 and the server's own failures pass; the rest of 4xx says that there is no such page for us. */
function answered(status: number) {
  return new NotFetched(`answers ${status}`, { status, passing: status >= 500 || status === 429 || status === 408 });
}

/** The rest is never read: it may have no end. */
async function readFirst(response: Response, limit: number, signal: AbortSignal) {
  if (!response.body) return { bytes: new Uint8Array(), whole: true };
  const reader = response.body.getReader();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    while (size <= limit) {
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) return { bytes: join(chunks, size), whole: true };
      size += value.byteLength;
      chunks.push(value);
    }
    return { bytes: join(chunks, size).subarray(0, limit), whole: false };
  } catch (error) {
    await reader.cancel().catch(() => {}); // the body broke by itself
    throw error;
  } finally {
    reader.releaseLock();
  }
}

function join(chunks: Uint8Array[], size: number) {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

const META_CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i;

/** By the header, else by the page's own word within its first kilobyte (HTML standard), else UTF-8. */
function decode(bytes: Uint8Array, parameters: string): string {
  const [, header] = /charset\s*=\s*"?([\w-]+)/.exec(parameters) ?? [];
  const [, meta] = META_CHARSET.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 1024))) ?? [];
  try {
    return new TextDecoder(header ?? meta ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // a charset nobody knows
  }
}

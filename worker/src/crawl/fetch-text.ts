// One document over HTTP, from a server that may be slow, endless, lying or a way into a private network.
import { checkAddress } from "./address-guard.ts";
import { decodeText } from "./charset.ts";

/** The name by which robots.txt and pages address the crawl. */
export const BOT = "FoyerBot";

export interface FetchRules {
  dev: boolean; // loopback is allowed
  userAgent: string; // begins with the bot's name
  bytes: number; // after decompression
  pdfBytes: number; // of a PDF, which is read as a whole or not at all
  ms: number; // for the whole document, redirects too
  redirects: number;
  signal?: AbortSignal; // ends it early
}

export const FETCH_RULES: Omit<FetchRules, "dev" | "signal"> = {
  ...{ userAgent: BOT, bytes: 2_000_000, pdfBytes: 10_000_000, ms: 10_000, redirects: 5 },
};

/** What a server said of the version of a document that it sent (RFC 9110, 8.8). */
export interface Validators {
  etag?: string;
  modified?: string;
}

export const PDF = "application/pdf";

export interface Fetched {
  url: URL; // after redirects
  unchanged: boolean; // since it was given the validators that were asked with; then it has no text
  type: string; // media type without parameters, lower case
  text: string;
  pdf?: Uint8Array<ArrayBuffer>; // instead of text
  whole: boolean; // false when only its first bytes were read
  headers: Headers;
}

interface Reason {
  passing?: boolean;
  status?: number;
  unanswered?: boolean;
  retry?: boolean;
  retryAfterMs?: number | undefined;
}

/** The document is not to be had. `passing`: it may be there another time, so what is known of it stays. */
export class NotFetched extends Error {
  override readonly name = "NotFetched";
  readonly passing: boolean;
  readonly retry: boolean; // soon
  readonly retryAfterMs: number | undefined; // as the server asks
  readonly status: number | undefined; // of an HTTP answer
  readonly unanswered: boolean; // no server was there, or it was too slow

  constructor(reason: string, options: Reason = {}) {
    const { passing = false, status, unanswered = false, retry = passing, retryAfterMs } = options;
    super(reason);
    this.passing = passing;
    this.status = status;
    this.unanswered = unanswered;
    this.retry = retry;
    this.retryAfterMs = retryAfterMs;
  }
}

interface Asked {
  types?: string[]; // any when absent; with PDF also what is one by its first bytes
  first?: number; // bytes to read of a document that may be longer; else a longer one than the rules allow is none
  /** Throws `NotFetched` for an address that is not to be visited; asked before each hop, the first too. */
  mayVisit?: (url: URL) => void | Promise<void>;
  /** Of the version that is known of an address, so that the same one need not be sent again. */
  known?: (url: URL) => Validators | undefined;
}

/** Throws `NotFetched` for everything the other side can do wrong. */
export async function fetchText(start: URL, rules: FetchRules, asked: Asked = {}): Promise<Fetched> {
  const time = new AbortController(); // AbortSignal.timeout would keep the object awake after the answer
  const timer = setTimeout(() => time.abort(), rules.ms);
  const signal = rules.signal ? AbortSignal.any([time.signal, rules.signal]) : time.signal;
  let unanswered = true;
  try {
    const { response, url } = await follow(start, rules, signal, asked);
    unanswered = false;
    try {
      return { url, headers: response.headers, ...(await read(response, rules, signal, asked)) };
    } finally {
      await response.body?.cancel().catch(() => {}); // already read or already broken: either way we are done with it
    }
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    if (signal.aborted)
      throw new NotFetched(`took longer than ${rules.ms / 1000} s`, { passing: true, unanswered: true, retry: false });
    throw new NotFetched("could not be reached", { passing: true, unanswered });
  } finally {
    clearTimeout(timer);
  }
}

async function follow(start: URL, rules: FetchRules, signal: AbortSignal, { mayVisit, known }: Asked) {
  let url = start;
  for (let hop = 0; hop <= rules.redirects; hop++) {
    const refused = checkAddress(url, rules.dev);
    if (refused) throw new NotFetched(hop ? `redirects to ${refused}` : `is ${refused}`);
    await mayVisit?.(url);
    const headers = toHeaders(rules, known?.(url));
    const response = await fetch(url, { headers, redirect: "manual", signal });
    const location = response.headers.get("Location");
    if (!(response.status >= 300 && response.status < 400 && location)) return { response, url };
    await response.body?.cancel();
    const next = URL.parse(location, url);
    if (!next) throw new NotFetched("redirects to something that is no address");
    next.hash = "";
    url = next;
  }
  throw new NotFetched(`redirects more than ${rules.redirects} times`);
}

const toHeaders = ({ userAgent }: FetchRules, { etag, modified }: Validators = {}) => ({
  "User-Agent": userAgent,
  Accept: "text/html, text/markdown, text/plain;q=0.9, application/atom+xml, application/rss+xml, */*;q=0.1",
  ...(etag !== undefined && { "If-None-Match": etag }),
  ...(modified !== undefined && { "If-Modified-Since": modified }),
});

async function read(response: Response, rules: FetchRules, signal: AbortSignal, { types, first }: Asked) {
  const [kind = "", parameters = ""] = (response.headers.get("Content-Type") ?? "").split(/;(.*)/s);
  const type = kind.trim().toLowerCase();
  if (response.status === 304) return { unchanged: true, type, text: "", whole: true };
  if (!response.ok) throw answered(response);
  const isOther = types !== undefined && !types.includes(type);
  const other = () => new NotFetched(type ? `is ${type}` : "has no content type");
  const takesPdf = types?.includes(PDF) === true;
  if (isOther && !(takesPdf && UNTOLD.test(type))) throw other();
  const isPdf = (start: Uint8Array) => takesPdf && (type === PDF || beginsAsPdf(start));
  const limitOf = (start: Uint8Array) => {
    if (isPdf(start)) return rules.pdfBytes;
    if (isOther) throw other();
    return first ?? rules.bytes;
  };
  const { bytes, whole } = await readFirst(unpacked(response, type), limitOf, signal);
  if (isPdf(bytes)) {
    if (!whole) throw new NotFetched(`is a PDF larger than ${rules.pdfBytes / 1_000_000} MB`);
    return { unchanged: false, type: PDF, text: "", pdf: bytes, whole };
  }
  if (isOther) throw other();
  if (!whole && first === undefined) throw new NotFetched(`is larger than ${rules.bytes / 1_000_000} MB`);
  return { unchanged: false, type, text: decodeText(bytes, parameters, whole), whole };
}

/** What servers send of a file that they know nothing of. */
const UNTOLD = /^(|(application|binary)\/(x-)?(octet-stream|pdf|download|force-download))$/;

const MAGIC = "%PDF-";
const beginsAsPdf = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) === MAGIC;

/** A file that is sent packed as it lies there, such as sitemap.xml.gz; what is packed only on the way, `fetch` unpacks. */
const unpacked = ({ body }: Response, type: string) =>
  body && /^application\/(x-)?gzip$/.test(type) ? body.pipeThrough(new DecompressionStream("gzip")) : body;

/** 408, 429 and the server's own failures pass; the rest of 4xx says that there is no such page for us. */
function answered({ status, headers }: Response) {
  return new NotFetched(`answers ${status}`, {
    status,
    passing: status >= 500 || status === 429 || status === 408,
    retryAfterMs: toDelay(headers.get("Retry-After")),
  });
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function toDelay(retryAfter: string | null): number | undefined {
  if (!retryAfter) return undefined;
  const ms = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** The rest is never read: it may have no end. How much is read may depend on how it begins. */
async function readFirst(
  body: ReadableStream<Uint8Array> | null,
  limitOf: (start: Uint8Array) => number,
  signal: AbortSignal,
) {
  if (!body) return { bytes: new Uint8Array(), whole: true };
  const reader = body.getReader();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  let limit = Number.POSITIVE_INFINITY;
  try {
    while (size <= limit) {
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) return { bytes: joinBytes(chunks, size), whole: true };
      if (!chunks.length) limit = limitOf(value);
      size += value.byteLength;
      chunks.push(value);
    }
    return { bytes: joinBytes(chunks, size).subarray(0, limit), whole: false };
  } catch (error) {
    await reader.cancel().catch(() => {}); // the body broke by itself
    throw error;
  } finally {
    reader.releaseLock();
  }
}

export function joinBytes(chunks: Uint8Array[], size: number) {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

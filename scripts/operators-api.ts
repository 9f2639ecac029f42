// A client of the operators' API, as a customer's own script would have one.
import { setTimeout as wait } from "node:timers/promises";

const POLL_MS = 100;

export interface Crawl {
  id: string;
  state: "running" | "done" | "failed";
  found: number;
  fetched: number;
  passages: number;
  errors: unknown[];
}

export interface OperatorsApi {
  /** Throws when the answer is not a 2xx; its message has the API's own words. */
  request<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
}

export function operatorsApi(origin: string, key: string): OperatorsApi {
  return {
    async request(method, path, body) {
      const response = await fetch(`${origin}/v1/sites/${path}`, {
        method,
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} /v1/sites/${path}: ${response.status} ${text}`);
      return text ? JSON.parse(text) : undefined;
    },
  };
}

/** Resolves when the crawl has ended; throws when it failed. */
export async function crawl(api: OperatorsApi, siteId: string): Promise<Crawl> {
  const { id } = await api.request<{ id: string }>("POST", `${siteId}/crawl`);
  for (;;) {
    const now = await api.request<Crawl>("GET", `${siteId}/crawl`);
    if (now.id === id && now.state === "done") return now;
    if (now.id === id && now.state === "failed") throw new Error(`the crawl failed: ${JSON.stringify(now.errors)}`);
    await wait(POLL_MS);
  }
}

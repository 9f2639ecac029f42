// For tests: the operators' API, called with its key.
import { env } from "cloudflare:workers";
import { operatorsApi } from "../operators.ts";

interface Asked {
  method?: string;
  body?: unknown;
  key?: string | null;
}

export function call(path: string, { method = "GET", body, key = "test-admin-key" }: Asked = {}) {
  const headers = key === null ? {} : { Authorization: `Bearer ${key}` };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`https://foyer.example/v1/sites${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: text }),
  });
  return operatorsApi(request, env);
}

export const config = { name: "Mill", origins: ["https://mill.example"], start: "https://mill.example/" };
export const putSite = (id: string, body: unknown = config) => call(`/${id}`, { method: "PUT", body });

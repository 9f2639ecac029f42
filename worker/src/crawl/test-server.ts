// For tests: real HTTP servers that answer as they are told, started by test-site.ts on ports of their own.
import { inject } from "vitest";

export interface Reply {
  status?: number; // else 200
  type?: string; // else text/html; "" sends none
  headers?: Record<string, string>;
  body?: string;
  repeat?: number; // times the body is sent
  bytes?: number[]; // instead of a body
  gzip?: boolean;
  stall?: "headers" | "body"; // and then nothing more
  cut?: boolean; // the connection breaks in the middle of the body
  afterMs?: number; // it thinks so long first
  stops?: boolean; // it is the server's last answer, until the routes are changed
  etag?: string; // with which it answers, and 304 to who knows it
  times?: number; // it answers so only so often, and then as `next` says
  next?: Reply;
}
export interface Asked {
  path: string; // and query
  method: string;
  headers: Record<string, string | string[] | undefined>; // names in lower case
  body: number[]; // bytes
  open: number; // requests under way when it came, itself too
}
export type Routes = Record<string, Reply>; // by path and query; what is not there answers 404

/** A site of its own origin. */
export async function serve(routes: Routes) {
  const control = inject("testSites");
  const origin = await (await fetch(control, { method: "POST", body: JSON.stringify(routes) })).text();
  const requests = async () => (await (await fetch(own)).json()) as Asked[];
  const own = `${control}?site=${encodeURIComponent(origin)}`;
  return {
    origin,
    /** From now on it answers so instead, also when it had stopped. */
    change: async (changed: Routes) => {
      await fetch(own, { method: "PUT", body: JSON.stringify(changed) });
    },
    /** Every path that was asked for, in order. */
    asked: async () => (await requests()).map(({ path }) => path),
    requests,
  };
}

export const html = (body: string, rest: Reply = {}): Reply => ({ body, ...rest });
export const redirect = (to: string, status = 302): Reply => ({ status, headers: { Location: to } });

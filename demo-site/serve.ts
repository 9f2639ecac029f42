// Serves the built site on its own origin and fills in both addresses, which are known only now.
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";

const root = join(import.meta.dirname, "dist");
const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".woff2": "font/woff2",
};
const hasAddresses = /\.(html|txt|xml|js)$/;

/** Listens on loopback; rejects with EADDRINUSE when the port is taken. Port 0 takes a free one. */
export async function serveDemoSite({
  port,
  foyer,
  headers = {},
}: {
  port: number;
  foyer: string; // the Worker's origin
  headers?: Record<string, string>;
}) {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD", ...headers }).end();
      return;
    }
    const path = URL.parse(request.url ?? "/", "http://site")?.pathname ?? ""; // not an address: no such page
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const found = await read(file);
    const body = fill(found ?? (await read("/404.html")) ?? Buffer.from("The site is not built."));
    const type = types[found ? extname(file) : ".html"] ?? "application/octet-stream";
    response
      .writeHead(found ? 200 : 404, { "Content-Type": type, "Content-Length": body.length, ...headers })
      .end(body);

    function fill(content: Buffer) {
      if (found && !hasAddresses.test(file)) return content;
      const text = content.toString().replaceAll("%FOYER%", foyer).replaceAll("%SITE%", originOf(server));
      return Buffer.from(text);
    }
  });
  await new Promise<void>((listening, failed) => server.once("error", failed).listen(port, "127.0.0.1", listening));
  const origin = originOf(server);
  return { origin, port: Number(new URL(origin).port), close: () => closeServer(server) };
}

async function read(path: string) {
  try {
    return await readFile(join(root, path));
  } catch {
    return null; // no such file
  }
}

function originOf(server: Server) {
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("not listening");
  return `http://localhost:${address.port}`;
}

function closeServer(server: Server) {
  server.closeAllConnections();
  return new Promise<void>((closed) => server.close(() => closed()));
}

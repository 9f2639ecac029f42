// Serves the built site on its own origin and fills in the Worker's address, which is known only now.
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";

const root = join(import.meta.dirname, "dist");
const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain",
  ".xml": "application/xml",
};

/** Listens on loopback; rejects with EADDRINUSE when the port is taken. Port 0 takes a free one. */
export async function serveDemoSite({
  port,
  foyer,
  headers = {},
}: {
  port: number;
  foyer: string;
  headers?: Record<string, string>;
}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const file = join(root, normalize(pathname.endsWith("/") ? `${pathname}index.html` : pathname));
    try {
      const type = types[extname(file)] ?? "application/octet-stream";
      const body = await readFile(file);
      const page = type.startsWith("text/html") ? body.toString().replaceAll("%FOYER%", foyer) : body;
      response.writeHead(200, { "Content-Type": type, ...headers }).end(page);
    } catch {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not found"); // no such page
    }
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => closeServer(server) };
}

function portOf(server: Server) {
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("not listening");
  return address.port;
}

function closeServer(server: Server) {
  server.closeAllConnections();
  return new Promise<void>((resolve) => server.close(() => resolve()));
}

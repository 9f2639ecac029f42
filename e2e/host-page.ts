// A host page of a test's own, on an origin of its own: the least that can carry a script tag.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface HostPage {
  origin: string;
  write(words: string): void; // what the page says, as HTML
  carry(script: { src: string } & Record<string, string>): void; // its attributes: `src`, and data-* of the others
  close(): void;
}

export async function serveHostPage(): Promise<HostPage> {
  let tag = "";
  let words = "";
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(`<!doctype html><html lang="en">
      <title>A host page</title><link rel="icon" href="data:,"><main><h1>A host page</h1>${words}</main>${tag}</html>`);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    write(html) {
      words = html;
    },
    carry({ src, ...data }) {
      const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${value}"`);
      tag = `<script async src="${src}"${attributes.join("")}></script>`;
    },
    close: () => void server.close().closeAllConnections(),
  };
}

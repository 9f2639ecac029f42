// A site owner's server that takes webhooks, and fails as it is told.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  headers: Record<string, string | string[] | undefined>;
  body: string;
  at: number; // ms since 1970
}

export type Answer = number | "hang-up"; // a status, or the connection is cut

/** Each answer is given once; what comes after the last is taken. */
export async function serveReceiver(...answers: Answer[]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    received.push({ headers: request.headers, body, at: Date.now() });
    const answer = answers.shift() ?? 204;
    if (answer === "hang-up") request.socket.destroy();
    else response.writeHead(answer).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/foyer`,
    received,
    answerNext: (...more: Answer[]) => answers.push(...more),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

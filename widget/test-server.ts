// A WebSocket server without a mind of its own, for the widget's tests: it tells a test's control socket what a site's sockets do, and does
// to them what the test says.
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { type WebSocket, WebSocketServer } from "ws";

declare module "vitest" {
  interface ProvidedContext {
    peer: string; // the server's origin
  }
}

export interface Order {
  socket?: number;
  send?: string;
  close?: [code: number, reason: string];
  turnAway?: boolean; // from now on, handshakes fail
}

export type Report = { turnedAway: true } | { turnAway: boolean } | SocketReport;
export interface SocketReport {
  socket: number;
  opened?: { after: string | null; offered: string[] };
  text?: string;
  closed?: number;
}

interface Desk {
  control: WebSocket;
  sockets: Map<number, WebSocket>;
  turnsAway: boolean;
}

export async function setup(project: TestProject) {
  const desks = new Map<string, Desk>();
  const server = new WebSocketServer({
    host: "127.0.0.1",
    port: 0,
    handleProtocols: (offered) => offered.has("foyer.1") && "foyer.1",
    verifyClient: ({ req }: { req: IncomingMessage }) => {
      const desk = desks.get(address(req).site);
      if (!desk?.turnsAway || address(req).isControl) return true;
      tell(desk, { turnedAway: true });
      return false;
    },
  });
  server.on("connection", (socket, request) => {
    const { site, isControl } = address(request);
    if (isControl) open(desks, site, socket);
    else join(desks.get(site), socket, request);
  });
  await new Promise((listening) => server.once("listening", listening));
  project.provide("peer", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () => {
    for (const client of server.clients) client.terminate();
    server.close();
  };
}

function address({ url = "" }: IncomingMessage) {
  const { pathname, searchParams } = new URL(url, "http://peer");
  const [, , , site = "", end] = pathname.split("/");
  return { site, isControl: end === "control", after: searchParams.get("after") };
}

function open(desks: Map<string, Desk>, site: string, control: WebSocket) {
  const desk: Desk = { control, sockets: new Map(), turnsAway: false };
  desks.set(site, desk);
  control.on("message", (data) => obey(desk, JSON.parse(String(data)) as Order));
}

function obey(desk: Desk, { socket = 0, send, close, turnAway }: Order) {
  const target = desk.sockets.get(socket);
  if (send !== undefined) target?.send(send);
  if (close) target?.close(...close);
  if (turnAway === undefined) return;
  desk.turnsAway = turnAway;
  tell(desk, { turnAway });
}

function join(desk: Desk | undefined, socket: WebSocket, request: IncomingMessage) {
  if (!desk) return socket.terminate();
  const id = desk.sockets.size + 1;
  desk.sockets.set(id, socket);
  const offered = (request.headers["sec-websocket-protocol"] ?? "").split(/, ?/);
  tell(desk, { socket: id, opened: { after: address(request).after, offered } });
  socket.on("message", (data) => tell(desk, { socket: id, text: String(data) }));
  socket.on("close", (code) => tell(desk, { socket: id, closed: code }));
}

function tell({ control }: Desk, report: Report) {
  control.send(JSON.stringify(report));
}

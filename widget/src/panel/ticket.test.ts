import { expect, test } from "vitest";
import { sessionKey } from "../session-key.ts";
import { message, Peer, poll, welcome } from "./test-peer.ts";
import { otherTab, says, tab, token } from "./test-tab.ts";

const BLOCKED = () => {
  throw new DOMException("blocked", "SecurityError");
};
const ids = (conversation: ReturnType<typeof tab>) => conversation.entries.value.map(({ id }) => id);

/** A browser that is in a conversation of its own, and opens a link that was mailed from another. */
async function openLink(mailed = "ticket.of-c2", { storage, has = true }: { storage?: Storage; has?: boolean } = {}) {
  const peer = await Peer.open();
  if (has) localStorage.setItem(sessionKey(peer.site), JSON.stringify({ token: "own", conversation: "c1", read: 7 }));
  const conversation = tab(peer, storage, mailed);
  conversation.connect();
  return { peer, conversation, socket: await peer.socket(1) };
}

test("[U7] a ticket is offered like a token, in place of the stored one, and its conversation is kept here", async () => {
  const { peer, conversation, socket } = await openLink();
  expect(socket.offered).toEqual(["foyer.1", "foyer.token.ticket.of-c2"]);
  expect(socket.after).toBeNull();
  expect(token(peer.site)).toBe("own");
  socket.send(welcome({ token: "renewed", conversation: "c2", rev: 1001, read: 1, messages: [message("q", 1)] }));
  await expect.poll(() => ids(conversation), poll).toEqual(["q"]);
  expect(JSON.parse(localStorage.getItem(sessionKey(peer.site)) ?? "")).toEqual({
    token: "renewed",
    conversation: "c2",
    read: 1,
  });
  socket.close(1012);
  const next = await peer.socket(2);
  expect(next.offered).toEqual(["foyer.1", "foyer.token.renewed"]);
  expect(next.after).toBe("1001");
});

test("[U8] a link that is only opened says nothing", async () => {
  const { conversation, socket } = await openLink();
  socket.send(welcome({ token: "renewed", conversation: "c2", rev: 1001, messages: [message("q", 1)] }));
  await expect.poll(() => ids(conversation), poll).toEqual(["q"]);
  expect(socket.frames).toEqual([]);
});

test("[U7] [S3] draft and unsent messages go along to the ticket's conversation", async () => {
  const { peer, conversation, socket } = await openLink();
  conversation.draft.value = "tw";
  conversation.say("one");
  socket.send(welcome({ token: "renewed", conversation: "c2" }));
  await says(socket, "one");
  expect(conversation.draft.value).toBe("tw");
  expect(tab(peer).draft.value).toBe("tw");
});

test("[U7] until a welcome has come, a cut offers the ticket again", async () => {
  const { peer, socket } = await openLink();
  socket.close(1012);
  expect((await peer.socket(2)).offered).toEqual(["foyer.1", "foyer.token.ticket.of-c2"]);
});

test("[U7] [C9] a used ticket is dropped, and the stored conversation goes on", async () => {
  const { peer, conversation, socket } = await openLink();
  socket.close(4003, "bad-token");
  const next = await peer.socket(2);
  expect(next.offered).toEqual(["foyer.1", "foyer.token.own"]);
  expect(token(peer.site)).toBe("own");
  next.send(welcome({ token: "own-2", conversation: "c1", messages: [message("mine", 1)] }));
  await expect.poll(() => ids(conversation), poll).toEqual(["mine"]);
  expect(token(peer.site)).toBe("own-2");
});

test("[U7] [C9] a used ticket in a browser without a conversation begins a new one", async () => {
  const { peer, socket } = await openLink("ticket", { has: false });
  socket.close(4003, "bad-token");
  const next = await peer.socket(2);
  expect(next.offered).toEqual(["foyer.1"]);
  next.send(welcome({ token: "new", conversation: "c3" }));
  await expect.poll(() => token(peer.site), poll).toBe("new");
});

test("[C9] when the stored token is refused after the ticket, it goes too", async () => {
  const { peer, socket } = await openLink();
  socket.close(4003, "bad-token");
  (await peer.socket(2)).close(4003, "bad-token");
  expect((await peer.socket(3)).offered).toEqual(["foyer.1"]);
  expect(token(peer.site)).toBeUndefined();
});

test("[C10] what another tab stores meanwhile does not take the ticket's place", async () => {
  const { peer, conversation, socket } = await openLink();
  otherTab((storage) =>
    storage.setItem(sessionKey(peer.site), JSON.stringify({ token: "theirs", conversation: "c9", read: 0 })),
  );
  const next = await peer.socket(2);
  expect(next.offered).toEqual(["foyer.1", "foyer.token.ticket.of-c2"]);
  expect(socket.frames).toEqual([]);
  next.send(welcome({ token: "renewed", conversation: "c2" }));
  await expect.poll(() => conversation.connection.value.is, poll).toBe("online");
  expect(token(peer.site)).toBe("renewed");
});

test("a new conversation, begun before the ticket was taken, leaves it", async () => {
  const { peer, conversation } = await openLink();
  conversation.newConversation();
  expect((await peer.socket(2)).offered).toEqual(["foyer.1"]);
});

test("where storage is blocked, it works for this page", async () => {
  const storage = { getItem: BLOCKED, setItem: BLOCKED, removeItem: BLOCKED } as unknown as Storage;
  const { peer, conversation, socket } = await openLink("ticket", { storage, has: false });
  socket.send(welcome({ token: "renewed", conversation: "c2", messages: [message("q", 1)] }));
  await expect.poll(() => ids(conversation), poll).toEqual(["q"]);
  socket.close(1012);
  expect((await peer.socket(2)).offered).toEqual(["foyer.1", "foyer.token.renewed"]);
});

test("what is no token at all is not offered", async () => {
  const { socket } = await openLink("a b,c");
  expect(socket.offered).toEqual(["foyer.1", "foyer.token.own"]);
});

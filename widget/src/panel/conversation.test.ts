import { expect, test } from "vitest";
import { hasConversation, sessionKey } from "../session-key.ts";
import { message, Peer, poll, welcome } from "./test-peer.ts";
import { online, says, start, tab, token } from "./test-tab.ts";

test("[F5] a say has an id, the page it was written on, the zone and the language", async () => {
  const { conversation, socket } = await online();
  conversation.say("one");
  await says(socket, "one");
  expect(socket.frames[0]).toEqual({
    type: "say",
    id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
    text: "one",
    page: { url: location.href, title: document.title },
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    lang: navigator.language,
  });
});

test("[S3] what was not acknowledged, and the draft, survive a reload", async () => {
  const { peer, conversation } = await start();
  await peer.turnAway(true);
  conversation.say("one");
  conversation.draft.value = "tw";
  expect(hasConversation(peer.site)).toBe(true);
  conversation.destroy();
  await peer.turnAway(false);
  const again = tab(peer);
  expect(again.draft.value).toBe("tw");
  expect(again.pending.value.map(({ text }) => text)).toEqual(["one"]);
  again.connect();
  const socket = await peer.socket(1);
  socket.send(welcome());
  await says(socket, "one");
  const [said] = socket.frames;
  if (said?.type === "say") socket.send({ type: "message", message: message(said.id, 1) });
  await expect.poll(() => again.pending.value, poll).toEqual([]);
  again.draft.value = "";
  expect(Object.keys(localStorage).filter((key) => key.includes(peer.site))).toEqual([sessionKey(peer.site)]);
});

test("[S3] two tabs keep each other's unsent messages", async () => {
  const { peer, conversation } = await start();
  const second = tab(peer);
  await peer.turnAway(true);
  conversation.say("one");
  second.say("two");
  expect(tab(peer).pending.value.map(({ text }) => text)).toEqual(["one", "two"]);
});

test("[S4] a failed message is said again as a new one", async () => {
  const { conversation, socket } = await online();
  conversation.say("one");
  await says(socket, "one");
  const [first] = conversation.pending.value;
  conversation.sayAgain(first?.id ?? ""); // not failed: nothing happens
  socket.send({ type: "refused", code: "closed", id: first?.id ?? "" });
  await expect.poll(() => conversation.pending.value[0]?.failed, poll).toBe("closed");
  conversation.sayAgain(first?.id ?? "");
  await says(socket, "one", "one");
  const [second] = conversation.pending.value;
  expect(second?.id).not.toBe(first?.id);
  expect(conversation.pending.value).toHaveLength(1);
});

test("[R8] how far was read survives a reload", async () => {
  const answered = welcome({ messages: [message("a", 1), message("a.a", 2, { role: "agent" })] });
  const { peer, conversation, socket } = await online(answered);
  expect(conversation.unread.value).toBe(1);
  conversation.markRead();
  await expect.poll(() => socket.frames, poll).toEqual([{ type: "read", seq: 2 }]);
  conversation.destroy();
  const again = tab(peer);
  again.connect();
  const second = await peer.socket(2);
  second.send(answered);
  await expect.poll(() => second.frames, poll).toEqual([{ type: "read", seq: 2 }]);
  expect(again.unread.value).toBe(0);
});

test("stop, retry and feedback name their answer", async () => {
  const { rev: _, ...running } = message("a.a", 2, { role: "agent", state: "streaming" });
  const { conversation, socket } = await online(welcome({ messages: [running] }));
  conversation.stop();
  conversation.retry("a.b");
  conversation.feedback("a.c", -1);
  await expect
    .poll(() => socket.frames, poll)
    .toEqual([
      { type: "stop", id: "a.a" },
      { type: "retry", id: "a.b" },
      { type: "feedback", id: "a.c", value: -1 },
    ]);
});

test("a new conversation forgets the token and the transcript, and says what is still unsent", async () => {
  const { peer, conversation, socket } = await online(welcome({ rev: 1001, messages: [message("a", 1)] }));
  conversation.say("one");
  await says(socket, "one");
  conversation.newConversation();
  expect([conversation.entries.value, conversation.loaded.value, token(peer.site)]).toEqual([[], false, undefined]);
  const second = await peer.socket(2);
  expect([second.after, second.offered]).toEqual([null, ["foyer.1"]]);
  second.send(welcome({ token: "token-2", conversation: "c2" }));
  await says(second, "one");
});

const blocked = (): never => {
  throw new DOMException("blocked", "SecurityError");
};
const full = (): never => {
  throw new DOMException("full", "QuotaExceededError");
};
test.each([
  ["blocked", { getItem: blocked, setItem: blocked, removeItem: blocked }],
  ["full", { getItem: () => null, setItem: full, removeItem: () => {} }],
])("with storage that is %s it works until the page goes", async (_, storage) => {
  const { peer, conversation } = await start(storage);
  conversation.say("one");
  conversation.draft.value = "x";
  const first = await peer.socket(1);
  first.send(welcome());
  await says(first, "one");
  first.close(1011);
  const second = await peer.socket(2);
  expect(second.offered).toEqual(["foyer.1", "foyer.token.token-1"]);
  second.send(welcome());
  await says(second, "one");
  conversation.newConversation();
  expect((await peer.socket(3)).offered).toEqual(["foyer.1"]);
});

test.each(["{", "7", "null", '{"token":1,"conversation":"c"}', '{"token":"a b","conversation":"c"}', '{"token":"a"}'])(
  "storage that holds %s counts as empty",
  async (text) => {
    const peer = await Peer.open();
    for (const part of ["", ":pending"] as const) localStorage.setItem(sessionKey(peer.site, part), text);
    const conversation = tab(peer);
    expect(conversation.pending.value).toEqual([]);
    conversation.connect();
    expect((await peer.socket(1)).offered).toEqual(["foyer.1"]);
  },
);

import { expect, onTestFinished, test, vi } from "vitest";
import { hasConversation, sessionKey } from "../session-key.ts";
import { retryDelay } from "./connection.ts";
import { PING_MS, PONG_MS, SILENCE_MS, WELCOME_MS } from "./heartbeat.ts";
import { message, poll, welcome } from "./test-peer.ts";
import { fakeClock, online, otherTab, says, start, tab, token, underClock } from "./test-tab.ts";

const MARGIN_MS = 2000; // for what polls move the clock on

test("[C12] stores nothing and opens no socket before the first act", async () => {
  const { peer, conversation } = await start();
  conversation.say("   \n");
  expect(conversation.connection.value).toEqual({ is: "idle" });
  expect(Object.keys(localStorage).filter((key) => key.includes(peer.site))).toEqual([]);
  conversation.connect();
  await peer.socket(1);
  expect(peer.sockets).toHaveLength(1);
});

test("[C6] [S3] says nothing before welcome, then what is pending in order, then how far was read", async () => {
  const { peer, conversation } = await start();
  conversation.say("one");
  conversation.say("two");
  const socket = await peer.socket(1);
  expect(socket.offered).toEqual(["foyer.1"]);
  expect(socket.after).toBe(null);
  expect(socket.frames).toEqual([]);
  socket.send(welcome());
  await says(socket, "one", "two");
  expect(peer.sockets).toHaveLength(1);
  expect(conversation.site.value?.name).toBe("Shop");
});

test("[C7] [C10] stores each welcome's token, and offers the stored one with after", async () => {
  const { peer, conversation, socket } = await online(welcome({ rev: 1001, messages: [message("a", 1)] }));
  expect(token(peer.site)).toBe("token-1");
  expect(hasConversation(peer.site)).toBe(true);
  socket.close(1011);
  const second = await peer.socket(2);
  expect([second.after, second.offered]).toEqual(["1001", ["foyer.1", "foyer.token.token-1"]]);
  second.send(welcome({ token: "token-2" }));
  await expect.poll(() => token(peer.site), poll).toBe("token-2");
  expect(conversation.connection.value).toEqual({ is: "online" });
});

test.each(["unknown-site", "origin-not-allowed"] as const)("[C9] %s stops it for good", async (reason) => {
  fakeClock();
  const { peer, conversation } = await start();
  conversation.connect();
  await vi.advanceTimersByTimeAsync(0);
  (await peer.socket(1)).close(4003, reason);
  await expect.poll(() => conversation.connection.value, poll).toEqual({ is: "refused", reason });
  conversation.say("anyone?");
  dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(3_600_000);
  await peer.turnAway(true); // all that came before this has been told
  expect([peer.sockets.length, peer.turnedAway]).toEqual([1, 0]);
  expect(conversation.pending.value).toHaveLength(1);
});

test("[C9] bad-token: drops token and after, keeps draft and pending, and connects once more", async () => {
  const { peer, conversation, socket } = await online(welcome({ rev: 1001, messages: [message("a", 1)] }));
  conversation.draft.value = "half a thou";
  conversation.say("one");
  await says(socket, "one");
  socket.close(1011);
  (await peer.socket(2)).close(4003, "bad-token");
  const third = await peer.socket(3);
  expect([third.after, third.offered]).toEqual([null, ["foyer.1"]]);
  expect(token(peer.site)).toBe(undefined);
  third.send(welcome({ token: "token-3", conversation: "c3" }));
  await says(third, "one");
  expect([conversation.entries.value.length, conversation.draft.value]).toEqual([0, "half a thou"]);
  expect(token(peer.site)).toBe("token-3");
});

test("[C9] bad-token for a token that another tab has replaced leaves the new one", async () => {
  const { peer, socket } = await online();
  await peer.turnAway(true);
  socket.close(1011);
  await expect.poll(() => peer.turnedAway, poll).toBeGreaterThan(0);
  await peer.turnAway(false);
  const second = await peer.socket(2);
  localStorage.setItem(sessionKey(peer.site), JSON.stringify({ token: "token-9", conversation: "c1" }));
  second.close(4003, "bad-token");
  expect((await peer.socket(3)).offered).toEqual(["foyer.1", "foyer.token.token-9"]);
});

test("[C9] bad-token without a token is a refusal", async () => {
  const { peer, conversation } = await start();
  conversation.connect();
  (await peer.socket(1)).close(4003, "bad-token");
  await expect.poll(() => conversation.connection.value, poll).toEqual({ is: "refused", reason: "bad-token" });
});

test("[C9] 4029 makes it wait, whatever the visitor does meanwhile", async () => {
  fakeClock();
  const { peer, conversation } = await start();
  conversation.connect();
  await vi.advanceTimersByTimeAsync(0);
  (await peer.socket(1)).close(4029, "60");
  await expect.poll(() => conversation.connection.value, poll).toEqual({ is: "waiting", until: expect.any(Number) });
  conversation.say("now");
  dispatchEvent(new Event("offline"));
  dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(58_000);
  await peer.turnAway(false);
  await peer.turnAway(true);
  expect([peer.sockets.length, peer.turnedAway]).toEqual([1, 0]);
  await peer.turnAway(false);
  await vi.advanceTimersByTimeAsync(3000);
  (await peer.socket(2)).send(welcome());
  await expect.poll(() => peer.sockets[1]?.said, poll).toEqual(["now"]);
});

test("[C9] an address that never opens is asked less and less", async () => {
  fakeClock();
  const { peer, conversation } = await start();
  await peer.turnAway(true);
  conversation.connect();
  for (let attempt = 1; attempt <= 4; attempt++) {
    await vi.advanceTimersByTimeAsync(attempt > 1 ? 5000 : 0);
    await expect.poll(() => peer.turnedAway, poll).toBe(attempt);
  }
  await vi.advanceTimersByTimeAsync(50_000);
  await peer.turnAway(false);
  expect(peer.turnedAway).toBe(4);
  expect(conversation.connection.value.is).toBe("offline");
  conversation.say("still there?");
  (await peer.socket(1)).send(welcome());
  await expect.poll(() => peer.sockets[0]?.said, poll).toEqual(["still there?"]);
});

test.each([
  { attempt: 1, opened: true, random: 0, delay: 0 },
  { attempt: 1, opened: true, random: 1, delay: 1000 },
  { attempt: 3, opened: false, random: 1, delay: 4000 },
  { attempt: 50, opened: true, random: 1, delay: 30_000 },
  { attempt: 4, opened: false, random: 0, delay: 60_000 },
  { attempt: 50, opened: false, random: 1, delay: 1_920_000 },
])("[C9] attempt $attempt (opened before: $opened) waits $delay ms at most", ({ attempt, opened, random, delay }) => {
  expect(retryDelay(attempt, opened, () => random)).toBe(delay);
});

test("[C10] follows another tab to its conversation, without after, with what is pending", async () => {
  const { peer, conversation, socket } = await online(welcome({ rev: 1001, messages: [message("a", 1)] }));
  conversation.say("one");
  await says(socket, "one");
  otherTab((storage) =>
    storage.setItem(sessionKey(peer.site), JSON.stringify({ token: "token-2", conversation: "c2" })),
  );
  const second = await peer.socket(2);
  expect([second.after, second.offered]).toEqual([null, ["foyer.1", "foyer.token.token-2"]]);
  expect(conversation.entries.value).toEqual([]);
  second.send(welcome({ token: "token-2", conversation: "c2" }));
  await says(second, "one");
  await expect.poll(() => socket.closed, poll).toBe(1000);
});

test("[C10] another tab's renewal of the same conversation changes nothing", async () => {
  const { peer, conversation, socket } = await online();
  otherTab((storage) =>
    storage.setItem(sessionKey(peer.site), JSON.stringify({ token: "token-2", conversation: "c1" })),
  );
  conversation.say("one");
  await says(socket, "one");
  expect(peer.sockets).toHaveLength(1);
});

test("[C10] a welcome to a conversation that another tab has left does not bring it back", async () => {
  const { peer, socket } = await online();
  socket.close(1011);
  const second = await peer.socket(2);
  localStorage.removeItem(sessionKey(peer.site)); // not heard here: a tab hears only of others
  second.send(welcome({ token: "token-old" }));
  expect((await peer.socket(3)).offered).toEqual(["foyer.1"]);
  expect(token(peer.site)).toBe(undefined);
});

test("[C10] two first tabs make one conversation", async () => {
  const { peer, conversation } = await start();
  const second = tab(peer);
  conversation.say("one");
  second.say("two");
  const first = await peer.socket(1);
  first.send(welcome());
  const next = await peer.socket(2);
  expect(next.offered).toEqual(["foyer.1", "foyer.token.token-1"]);
  next.send(welcome());
  await expect.poll(() => [first.said, next.said].flat().toSorted(), poll).toEqual(["one", "two"]);
});

test("[C10] the turn to mint passes on when its tab goes", async () => {
  const { peer, conversation } = await start();
  const second = tab(peer);
  conversation.connect();
  await peer.socket(1);
  second.connect();
  conversation.destroy();
  expect((await peer.socket(2)).offered).toEqual(["foyer.1"]);
});

test("[C10] without Web Locks both mint, and the later stored token wins", async () => {
  const locks = vi.spyOn(navigator, "locks", "get").mockReturnValue(undefined as unknown as LockManager);
  onTestFinished(() => locks.mockRestore());
  const { peer, conversation } = await start();
  const second = tab(peer);
  conversation.connect();
  second.connect();
  (await peer.socket(1)).send(welcome({ token: "token-1", conversation: "c1" }));
  await expect.poll(() => token(peer.site), poll).toBe("token-1");
  (await peer.socket(2)).send(welcome({ token: "token-2", conversation: "c2" }));
  await expect.poll(() => token(peer.site), poll).toBe("token-2");
});

test("[C11] [A4] a hole connects anew with after, and the old socket's later frames are not heard", async () => {
  const { peer, conversation, socket } = await online(welcome({ rev: 1001, messages: [message("a", 1)] }));
  socket.send({ type: "delta", at: 5, text: "x" }, { type: "message", message: message("ghost", 9) });
  const second = await peer.socket(2);
  expect(second.after).toBe("1001");
  const { reset: _, ...rest } = welcome({ rev: 1001 });
  second.send(rest);
  await expect.poll(() => conversation.connection.value.is, poll).toBe("online");
  expect(conversation.entries.value.map(({ id }) => id)).toEqual(["a"]);
});

test("[F4] what is no frame changes nothing", async () => {
  const { conversation, socket } = await online();
  socket.send("{", "null", "7", '"x"', "[]", '{"type":"later"}', { type: "message", message: message("a", 1) });
  await expect.poll(() => conversation.entries.value.length, poll).toBe(1);
});

test("[K2] pings every 25 s, and connects anew when no pong comes in 5 s", async () => {
  const { peer, conversation, socket } = await underClock();
  for (const count of [1, 2]) {
    await vi.advanceTimersByTimeAsync(PING_MS);
    await expect.poll(() => socket.pings, poll).toBe(count);
    socket.send({ type: "message", message: message(`m${count}`, count) });
    await expect.poll(() => conversation.entries.value.length, poll).toBe(count); // so the pong has come
  }
  peer.isMute = true;
  await vi.advanceTimersByTimeAsync(PING_MS);
  await expect.poll(() => socket.pings, poll).toBe(3);
  await vi.advanceTimersByTimeAsync(PONG_MS - MARGIN_MS);
  expect(peer.sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(MARGIN_MS);
  await peer.socket(2);
});

test("[K2] 20 s without a frame while an answer streams mean connect anew; a pong is no frame", async () => {
  const { rev: _, ...running } = message("a.a", 2, { role: "agent", state: "streaming", text: "" });
  const { peer, conversation, socket } = await underClock(welcome({ messages: [running] }));
  await vi.advanceTimersByTimeAsync(4000); // all of it ends before the first ping is due
  socket.send({ type: "delta", at: 0, text: "x" });
  await expect.poll(() => conversation.streaming.value?.text.value, poll).toBe("x");
  await vi.advanceTimersByTimeAsync(SILENCE_MS - MARGIN_MS);
  expect(peer.sockets).toHaveLength(1);
  dispatchEvent(new Event("online"));
  await expect.poll(() => socket.pings, poll).toBe(1);
  await vi.advanceTimersByTimeAsync(MARGIN_MS);
  await peer.socket(2);
});

test("[C6] a socket without a welcome is given up", async () => {
  fakeClock();
  const { peer, conversation } = await start();
  conversation.connect();
  await vi.advanceTimersByTimeAsync(0);
  await peer.socket(1);
  await expect.poll(() => vi.getTimerCount(), poll).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(WELCOME_MS);
  await peer.socket(2);
});

test.each([
  ["online", () => dispatchEvent(new Event("online"))],
  ["pageshow", () => dispatchEvent(new Event("pageshow"))],
  ["visibilitychange", () => document.dispatchEvent(new Event("visibilitychange"))],
] as const)("[K2] checks the socket on %s, and connects if there is none", async (_, happen) => {
  const { peer, conversation, socket } = await underClock();
  happen();
  await expect.poll(() => socket.pings, poll).toBe(1);
  dispatchEvent(new Event("offline"));
  expect(conversation.connection.value).toEqual({ is: "offline" });
  await expect.poll(() => socket.closed, poll).toBe(1000);
  conversation.say("later");
  happen();
  await vi.advanceTimersByTimeAsync(0);
  const second = await peer.socket(2);
  second.send(welcome());
  await expect.poll(() => second.said, poll).toEqual(["later"]);
});

test("destroy closes the socket and leaves no timer and no listener", async () => {
  const { peer, conversation, socket } = await underClock();
  conversation.destroy();
  await expect.poll(() => socket.closed, poll).toBe(1000);
  dispatchEvent(new Event("online"));
  otherTab((storage) => storage.removeItem(sessionKey(peer.site)));
  await vi.advanceTimersByTimeAsync(3_600_000);
  await peer.turnAway(true);
  expect([peer.sockets.length, peer.turnedAway, vi.getTimerCount()]).toEqual([1, 0, 0]);
});

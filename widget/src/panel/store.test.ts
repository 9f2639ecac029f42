import type { ClientFrame, Message, ServerFrame } from "protocol";
import { afterEach, expect, test, vi } from "vitest";
import type { Pending } from "./state.ts";
import { Store } from "./store.ts";
import { message, welcome } from "./test-peer.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** A store with its far end: what it sent, and how often it asked to connect anew. */
function open(...frames: ServerFrame[]) {
  const sent: ClientFrame[] = [];
  let resumed = 0;
  const store = new Store({
    send: (frame) => sent.push(frame),
    resume: () => resumed++,
    toSay: ({ id, text }) => ({ type: "say", id, text }),
  });
  for (const frame of frames) store.apply(frame);
  return {
    store,
    sent,
    resumed: () => resumed,
    said: () => sent.flatMap((frame) => (frame.type === "say" ? frame.id : [])),
  };
}

const unsent = (id: string): Pending => ({ id, text: `text of ${id}`, at: 0 });
const answer = (id: string, seq: number, more: Partial<Message> = {}) => message(id, seq, { role: "agent", ...more });
const running = (id: string, seq: number, text = "") => {
  const { rev: _, ...rest } = answer(id, seq, { state: "streaming", text });
  return rest;
};
const put = (each: Message): ServerFrame => ({ type: "message", message: each });
const ids = (store: Store) => store.entries.value.map(({ id }) => id);
const texts = (store: Store) => store.entries.value.map(({ text }) => text.value);

test("[R3] shows messages by seq, whatever order they come in", () => {
  const { store } = open(welcome(), put(message("c", 3)), put(message("a", 1)), put(message("b", 2)));
  expect(ids(store)).toEqual(["a", "b", "c"]);
});

test("[R10] a message that comes again changes nothing, and one that changed keeps its entry", () => {
  const { store } = open(welcome(), put(message("a", 1)), put(answer("b", 2)));
  const before = store.entries.value;
  store.apply(put(message("a", 1)));
  store.apply(put(answer("b", 2, { feedback: 1, rev: 2000 })));
  expect(store.entries.value).toBe(before);
  expect(before[1]?.message.value.feedback).toBe(1);
});

test("[A4] a delta appends, and touches nothing but the running answer's text", () => {
  const { store, resumed } = open(welcome(), put(message("a", 1)), put(running("a.a", 2)));
  const before = store.entries.value;
  const [first, last] = before;
  const [firstText, lastMessage] = [first?.text.value, last?.message.value];
  store.apply({ type: "delta", at: 0, text: "Hel" });
  store.apply({ type: "delta", at: 3, text: "lo 😀" });
  expect(last?.text.value).toBe("Hello 😀");
  expect([store.entries.value, first?.text.value, last?.message.value]).toEqual([before, firstText, lastMessage]);
  expect(store.streaming.value).toBe(last);
  expect(resumed()).toBe(0);
});

test.each([
  { has: "Hello", at: 3, text: "lo you", shows: "Hello you" },
  { has: "Hello", at: 0, text: "Hel", shows: "Hello" },
  { has: "Hello", at: 5, text: "", shows: "Hello" },
])("[A4] drops the overlap of a delta at $at", ({ has, at, text, shows }) => {
  const { store } = open(welcome({ messages: [running("a.a", 2, has)] }), { type: "delta", at, text });
  expect(texts(store)).toEqual([shows]);
});

test.each([
  ["leaves a hole", [running("a.a", 2, "Hel")]],
  ["has no answer to go to", [answer("a.a", 2)]],
])("[A4] connects anew for a delta that %s", (_, messages) => {
  const { store, resumed } = open(welcome({ messages }));
  const before = texts(store);
  store.apply({ type: "delta", at: 9, text: "x" });
  expect(resumed()).toBe(1);
  expect(texts(store)).toEqual(before);
});

test("[A2] a start replaces the text, also by none", () => {
  const { store } = open(
    welcome({ messages: [answer("a.a", 2, { state: "failed", text: "half" })] }),
    put(running("a.a", 2)),
  );
  expect(texts(store)).toEqual([""]);
});

test("[A3] a running answer does not move after", () => {
  const { store } = open(welcome({ rev: 1001, messages: [message("a", 1)] }), put(running("a.a", 2)));
  expect(store.after).toBe(1001);
  store.apply(put(answer("a.a", 2)));
  expect(store.after).toBe(1002);
  expect(store.streaming.value).toBe(null);
});

test("[R4] a reset welcome replaces what was there, and entries that stay are the same", () => {
  const { store } = open(welcome({ messages: [message("a", 1), message("b", 2)] }));
  const b = store.entries.value[1];
  store.apply(welcome({ rev: 1003, messages: [message("b", 2), message("c", 3)], more: true }));
  expect(ids(store)).toEqual(["b", "c"]);
  expect(store.entries.value[0]).toBe(b);
  expect([store.after, store.more.value]).toEqual([1003, true]);
});

test("[R4] a welcome without reset adds what changed and says nothing about older ones", () => {
  const { store } = open(welcome({ messages: [message("b", 2)], more: true }));
  const { reset: _, ...changes } = welcome({ rev: 1003, messages: [message("c", 3)] });
  store.apply(changes);
  expect(ids(store)).toEqual(["b", "c"]);
  expect([store.after, store.more.value]).toEqual([1003, true]);
});

test("[R6] messages below the floor are kept up to date, and shown when their page comes", () => {
  const { store, sent } = open(
    welcome({ messages: [running("a.z", 3, "so far"), message("g", 7), message("h", 8)], more: true }),
  );
  expect(ids(store)).toEqual(["g", "h"]);
  store.apply(put(answer("c", 5)));
  expect(ids(store)).toEqual(["g", "h"]);
  store.loadOlder();
  store.loadOlder();
  expect(sent).toEqual([{ type: "older", before: 7 }]);
  expect(store.loadingOlder.value).toBe(true);
  store.apply({ type: "older", messages: [answer("c", 5), message("d", 6)], more: true });
  expect(ids(store)).toEqual(["c", "d", "g", "h"]);
  expect(store.loadingOlder.value).toBe(false);
  store.loadOlder();
  expect(sent.at(-1)).toEqual({ type: "older", before: 5 });
  store.apply({ type: "older", messages: [message("x", 2)], more: false });
  expect(ids(store)).toEqual(["x", "a.z", "c", "d", "g", "h"]);
  store.loadOlder();
  expect(sent).toHaveLength(2);
});

test("[R7] a page that a cut swallowed can be asked for again", () => {
  const { store, sent } = open(welcome({ messages: [message("g", 7)], more: true }));
  store.loadOlder();
  store.cut();
  store.apply(welcome({ messages: [message("g", 7)], more: true }));
  store.loadOlder();
  expect(sent).toHaveLength(2);
});

test("[S3] says what is pending after each welcome, in order, and nothing before it", () => {
  const { store, said } = open();
  store.say(unsent("a"));
  store.say(unsent("b"));
  expect(said()).toEqual([]);
  store.apply(welcome());
  store.say(unsent("c"));
  expect(said()).toEqual(["a", "b", "c"]);
  store.cut();
  store.say(unsent("d"));
  store.apply(welcome());
  expect(said()).toEqual(["a", "b", "c", "a", "b", "c", "d"]);
});

test("[S2] the message that carries its id takes a pending one off the list", () => {
  const { store } = open(welcome());
  store.say(unsent("a"));
  store.say(unsent("b"));
  store.apply(put(message("b", 1)));
  expect(store.pending.value.map(({ id }) => id)).toEqual(["a"]);
  store.apply(welcome({ messages: [message("b", 1), message("a", 2)] }));
  expect(store.pending.value).toEqual([]);
});

test.each(["bad-frame", "too-large", "closed"] as const)(
  "[S4] %s ends a pending message, and a message outranks it",
  (code) => {
    const { store, said } = open(welcome());
    store.say(unsent("a"));
    store.apply({ type: "refused", code, id: "a" });
    expect(store.pending.value).toEqual([{ ...unsent("a"), failed: code }]);
    store.apply(welcome());
    expect(said()).toEqual(["a"]);
    store.apply(put(message("a", 1)));
    expect(store.pending.value).toEqual([]);
  },
);

test.each([
  { code: "too-fast", retryAfter: 12, wait: 12_000 },
  { code: "over-budget", retryAfter: 0.5, wait: 500 },
  { code: "internal", retryAfter: undefined, wait: 5000 },
] as const)(
  "[S4] after $code it and all after it are said again in order, after $wait ms",
  ({ code, retryAfter, wait }) => {
    vi.useFakeTimers();
    const { store, said } = open(welcome());
    for (const id of ["a", "b"]) store.say(unsent(id));
    for (const id of ["a", "b"]) store.apply({ type: "refused", code, id, ...(retryAfter && { retryAfter }) });
    store.say(unsent("c"));
    expect(store.slowDown.value).toBe(Date.now() + wait);
    vi.advanceTimersByTime(wait - 1);
    expect(said()).toEqual(["a", "b"]);
    vi.advanceTimersByTime(1);
    expect(said()).toEqual(["a", "b", "a", "b", "c"]);
    expect(store.slowDown.value).toBe(null);
  },
);

test("[S4] the wait outlives a cut, and ends when nothing is left to say", () => {
  vi.useFakeTimers();
  const { store, said } = open(welcome());
  store.say(unsent("a"));
  store.apply({ type: "refused", code: "too-fast", id: "a", retryAfter: 60 });
  store.cut();
  store.apply(welcome());
  expect(said()).toEqual(["a"]);
  store.apply(put(message("a", 1)));
  expect(store.slowDown.value).toBe(null);
  expect(vi.getTimerCount()).toBe(0);
});

test("[S4] a refusal of nothing that is pending changes nothing", () => {
  const { store } = open(
    welcome(),
    { type: "refused", code: "not-found", id: "a.x" },
    { type: "refused", code: "too-fast" },
  );
  expect([store.pending.value, store.slowDown.value]).toEqual([[], null]);
});

test("[F5] a text over the limit is not said: it stands failed, whole", () => {
  const { store, sent } = open(welcome());
  store.say({ ...unsent("a"), text: "x".repeat(4001) });
  expect(sent).toEqual([]);
  expect(store.pending.value).toMatchObject([{ failed: "too-large", text: "x".repeat(4001) }]);
});

test("[F4] ignores a frame of a type it does not know", () => {
  const { store } = open(welcome({ messages: [message("a", 1)] }));
  store.apply({ type: "later", messages: [] } as unknown as ServerFrame);
  expect(ids(store)).toEqual(["a"]);
});

test("[R8] counts unread answers and operators' messages above read, not the one that still runs", () => {
  const more = [
    answer("a.a", 2),
    message("b", 3, { role: "operator" }),
    message("n", 4, { role: "note" }),
    running("a.c", 6),
  ];
  const { store } = open(welcome({ messages: [message("a", 1), ...more] }));
  expect(store.unread.value).toBe(2);
  store.apply({ type: "read", seq: 2 });
  expect(store.unread.value).toBe(1);
  store.apply(put(answer("a.c", 6)));
  expect(store.unread.value).toBe(2);
});

test("[R8] the highest read counts, and is said again after a welcome that knows less", () => {
  const { store, sent } = open(welcome({ read: 1, messages: [message("a", 1), answer("a.a", 2), answer("b", 3)] }));
  store.markRead();
  store.markRead();
  store.apply({ type: "read", seq: 2 });
  expect(store.read.value).toBe(3);
  expect(sent).toEqual([{ type: "read", seq: 3 }]);
  const { reset: _, ...again } = welcome({ read: 2 });
  store.apply(again);
  expect(sent).toEqual([
    { type: "read", seq: 3 },
    { type: "read", seq: 3 },
  ]);
  expect(store.unread.value).toBe(0);
});

test("[R8] marks nothing read from a running answer on: it is unread if it ends unseen", () => {
  const { store, sent } = open(welcome({ messages: [message("a", 1), running("a.a", 2), message("b", 3)] }));
  store.markRead();
  expect(sent).toEqual([{ type: "read", seq: 1 }]);
  store.apply(put(answer("a.a", 2)));
  expect(store.unread.value).toBe(1);
});

test("[R9] after an erasure, what was read before does not hide what is new", () => {
  const { store } = open(welcome({ messages: [answer("a.a", 40)] }));
  store.markRead();
  store.apply(welcome({ messages: [message("b", 1), answer("a.b", 2)] }));
  expect([ids(store), store.unread.value]).toEqual([["b", "a.b"], 1]);
});

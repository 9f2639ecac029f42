import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import type { Message } from "protocol";
import { beforeAll, expect, test, vi } from "vitest";
import { connect, makeSite, WAIT } from "./test-visitor.ts";

const SLOW = "[[tokens:400]] [[slow:20]]"; // a model that is still writing when the test acts

let site: string;
beforeAll(async () => {
  site = await makeSite({ limits: { messagesPerMinute: 100 } });
});

const bare = (messages: Message[]) => messages.map(({ id, seq, state, text }) => ({ id, seq, state, text }));

test("[S2] [A1] [A2] [A3] [A6] a message is acknowledged, its answer starts, grows and ends", async () => {
  const tab = await connect(site);
  const question = tab.say("[[tokens:30]]");
  const answer = await tab.answer(question);
  const [acknowledged, start, ...rest] = tab.of("message").map(({ message }) => message);
  expect(acknowledged).toEqual({
    id: question,
    seq: 1,
    rev: acknowledged?.at,
    role: "visitor",
    text: "[[tokens:30]]",
    state: "done",
    at: expect.any(Number),
  });
  expect(start).toEqual({
    id: `a.${question}`,
    seq: 2,
    role: "agent",
    text: "",
    state: "streaming",
    at: expect.any(Number),
    answers: question,
  });
  expect(rest).toEqual([
    expect.objectContaining({ id: `a.${question}`, seq: 2, rev: (acknowledged?.rev ?? 0) + 1, state: "done" }),
  ]);
  expect(tab.of("delta").length).toBeGreaterThan(0);
  expect(answer.text.startsWith(tab.streamed)).toBe(true);
  expect(tab.frames.map(({ type }) => type).join(" ")).toMatch(/^welcome message message (delta )+message$/);
});

test("[S1] a message said again changes nothing and is not answered again", async () => {
  const tab = await connect(site);
  const id = tab.say("hello");
  tab.say("hello", id);
  await tab.answer(id);
  const second = await tab.again();
  second.say("other words", id);
  await expect.poll(() => second.of("message").length, WAIT).toBe(1);
  expect(second.of("message")[0]?.message).toEqual(tab.messages.get(id));
  const { messages } = (await tab.again()).welcome;
  expect(messages.map(({ id }) => id)).toEqual([id, `a.${id}`]);
});

test("[S5] what is said while an answer runs is kept and answered next, in order", async () => {
  const tab = await connect(site);
  const ids = ["[[tokens:40]] [[slow:5]]", "second", "third"].map((text) => tab.say(text));
  for (const id of ids) await tab.answer(id);
  expect(
    tab
      .of("message")
      .filter(({ message }) => message.state === "streaming")
      .map(({ message }) => message.answers),
  ).toEqual(ids);
  expect(new Set(tab.transcript().map(({ seq }) => seq)).size).toBe(6);
});

test("[S6] over the limit nothing is stored, and a known message is still shown back", async () => {
  const strict = await makeSite({ limits: { messagesPerMinute: 2 } });
  const tab = await connect(strict);
  const first = tab.say("one");
  await tab.answer(first);
  await tab.ask("two");
  const third = tab.say("three");
  await expect
    .poll(() => tab.of("refused"), WAIT)
    .toEqual([{ type: "refused", code: "too-fast", id: third, retryAfter: expect.any(Number) }]);
  expect(tab.of("refused")[0]?.retryAfter).toBeGreaterThan(0);
  expect(tab.of("refused")[0]?.retryAfter).toBeLessThanOrEqual(60);
  tab.say("one", first);
  await expect.poll(() => tab.of("message").at(-1)?.message.id, WAIT).toBe(first);
  expect((await connect(strict, { token: tab.welcome.token })).welcome.messages).toHaveLength(4);
});

test("[A7] stop keeps the text so far, and the next message is answered", async () => {
  const tab = await connect(site);
  const question = tab.say(SLOW);
  await tab.streaming(question);
  tab.send({ type: "stop", id: `a.${question}` });
  const stopped = await tab.answer(question);
  expect(stopped).toMatchObject({ state: "stopped", rev: expect.any(Number) });
  expect(stopped.text).toMatch(/\S/);
  const next = await tab.ask("hello");
  expect(next.state).toBe("done");
  tab.send({ type: "stop", id: `a.${question}` });
  await tab.ask("hello again");
  expect(tab.messages.get(`a.${question}`)).toEqual(stopped);
});

test("[A7] closing every tab stops nothing", async () => {
  const tab = await connect(site);
  const question = tab.say("[[tokens:60]] [[slow:10]]");
  await tab.streaming(question);
  tab.close();
  const back = await tab.again();
  expect((await back.answer(question)).state).toBe("done");
});

test("[A4] [R5] a tab that comes in the middle sees the text so far and the rest live", async () => {
  const tab = await connect(site);
  const question = tab.say("[[tokens:60]] [[slow:10]]");
  await tab.streaming(question);
  const second = await tab.again();
  const shown = second.welcome.messages.at(-1);
  expect(shown).toMatchObject({ id: `a.${question}`, state: "streaming" });
  expect(shown?.rev).toBeUndefined();
  expect((await second.answer(question)).text).toBe((await tab.answer(question)).text);
  expect(second.of("delta").length).toBeGreaterThan(0);
});

test("[A8] retry answers a stopped answer again in its place, and only that", async () => {
  const tab = await connect(site);
  const question = tab.say(SLOW);
  await tab.streaming(question);
  tab.send({ type: "stop", id: `a.${question}` });
  const { seq, rev } = await tab.answer(question);
  const other = await tab.ask("hello");
  const starts = () => tab.of("message").filter(({ message }) => message.state === "streaming").length;
  expect(starts()).toBe(2);
  tab.send({ type: "retry", id: other.id });
  tab.send({ type: "retry", id: `a.${question}` });
  await tab.streaming(question);
  tab.send({ type: "retry", id: `a.${question}` });
  tab.send({ type: "stop", id: `a.${question}` });
  await tab.answer(question);
  expect(starts()).toBe(3);
  expect(tab.messages.get(`a.${question}`)).toMatchObject({ seq, state: "stopped" });
  expect(tab.messages.get(`a.${question}`)?.rev).toBeGreaterThan(rev ?? 0);
});

test("[A9] feedback is kept, taken back, and cleared by a new start", async () => {
  const tab = await connect(site);
  const question = tab.say(SLOW);
  await tab.streaming(question);
  const id = `a.${question}`;
  tab.send({ type: "feedback", id, value: 1 }); // it streams: no effect
  tab.send({ type: "stop", id });
  const { rev = 0 } = await tab.answer(question);
  tab.send({ type: "feedback", id, value: 1 });
  tab.send({ type: "feedback", id, value: 1 });
  tab.send({ type: "feedback", id, value: -1 });
  await expect.poll(() => tab.messages.get(id)?.feedback, WAIT).toBe(-1);
  expect(tab.messages.get(id)?.rev).toBe(rev + 2);
  expect((await tab.again()).welcome.messages.at(-1)).toMatchObject({ id, feedback: -1 });
  tab.send({ type: "retry", id });
  await tab.streaming(question);
  tab.send({ type: "stop", id });
  expect((await tab.answer(question)).feedback).toBeUndefined();
});

test("[S6] retries and feedback are limited as messages are", async () => {
  const strict = await makeSite({ limits: { messagesPerMinute: 2 } });
  const tab = await connect(strict);
  const { id } = await tab.ask("hello");
  for (const value of [1, -1, 1] as const) tab.send({ type: "feedback", id, value });
  await expect
    .poll(() => tab.of("refused"), WAIT)
    .toEqual([{ type: "refused", code: "too-fast", id, retryAfter: expect.any(Number) }]);
  expect(tab.messages.get(id)?.feedback).toBe(-1);
  const question = tab.say(SLOW);
  await tab.streaming(question);
  tab.send({ type: "stop", id: `a.${question}` });
  await tab.answer(question);
  tab.send({ type: "retry", id: `a.${question}` });
  await expect.poll(() => tab.of("refused").map(({ id }) => id), WAIT).toEqual([id, `a.${question}`]);
  expect(tab.messages.get(`a.${question}`)?.state).toBe("stopped");
});

test.each(["retry", "feedback"] as const)("[A10] %s of an unknown answer is refused", async (type) => {
  const tab = await connect(site);
  tab.send(type === "retry" ? { type, id: "a.none" } : { type, id: "a.none", value: 1 });
  await expect.poll(() => tab.of("refused"), WAIT).toEqual([{ type: "refused", code: "not-found", id: "a.none" }]);
});

test("[F1] [F3] garbage is refused and the conversation goes on", async () => {
  const tab = await connect(site);
  tab.raw("garbage");
  tab.raw(new ArrayBuffer(3));
  tab.raw(JSON.stringify({ type: "say", id: "not-a-uuid", text: "hi" }));
  tab.raw(JSON.stringify({ type: "rpc", id: "1", method: "welcome", args: [] }));
  await expect.poll(() => tab.of("refused").length, WAIT).toBe(4);
  expect(tab.of("refused").map(({ code, id }) => `${code} ${id}`)).toEqual([
    "bad-frame undefined",
    "bad-frame undefined",
    "bad-frame not-a-uuid",
    "bad-frame 1",
  ]);
  expect((await tab.ask("hello")).state).toBe("done");
});

test("[F2] frames that are too large are refused, the third closes", async () => {
  const tab = await connect(site);
  const id = crypto.randomUUID();
  const large = JSON.stringify({ type: "say", id, text: "x".repeat(40_000) });
  tab.raw(large);
  tab.raw(large);
  await expect.poll(() => tab.of("refused"), WAIT).toEqual(Array(2).fill({ type: "refused", code: "too-large", id }));
  tab.raw(large);
  await expect.poll(() => tab.closed?.code, WAIT).toBe(1009);
});

test("[F6] what breaks inside is refused as internal, without its words, and stays pending with the client", async () => {
  const tab = await connect(site);
  await tab.ask("hello");
  await runInDurableObject(tab.object, (_agent, { storage }) => storage.sql.exec("alter table message rename to gone"));
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const id = tab.say("again");
  await expect.poll(() => tab.of("refused"), WAIT).toEqual([{ type: "refused", code: "internal", id }]);
  expect(log).toHaveBeenCalledTimes(1);
  log.mockRestore();
  await runInDurableObject(tab.object, (_agent, { storage }) => storage.sql.exec("alter table gone rename to message"));
  tab.say("again", id);
  expect((await tab.answer(id)).state).toBe("done");
});

test("[R1] [R4] a tab gets what changed since its rev, and nothing when nothing did", async () => {
  const tab = await connect(site);
  await tab.ask("hello");
  const { rev } = (await tab.again()).welcome;
  expect((await tab.again(rev)).welcome).toMatchObject({ rev, messages: [] });
  expect((await tab.again(rev)).welcome.reset).toBeUndefined();
  const answer = await tab.ask("thanks");
  const changed = (await tab.again(rev)).welcome;
  expect(bare(changed.messages)).toEqual(bare(tab.transcript().slice(2)));
  expect(changed.rev).toBe(answer.rev);
});

test("[R2] [R4] an `after` of another life counts as absent", async () => {
  const tab = await connect(site);
  const { rev = 0 } = await tab.ask("hello");
  const first = tab.transcript()[0]?.rev ?? 0;
  expect((await tab.again(rev + 1)).welcome).toMatchObject({ reset: true, messages: { length: 2 } });
  expect((await tab.again(first - 2)).welcome).toMatchObject({ reset: true, messages: { length: 2 } });
  expect((await tab.again(first - 1)).welcome.reset).toBeUndefined();
  expect((await tab.again(0)).welcome.reset).toBe(true);
});

test("[R4] [R7] long conversations come in pages", { timeout: 30_000 }, async () => {
  const tab = await connect(site);
  for (let i = 0; i < 60; i++) await tab.ask("hello");
  const { messages, reset, more } = (await tab.again()).welcome;
  expect({ reset, more, count: messages.length, floor: messages[0]?.seq }).toEqual({
    reset: true,
    more: true,
    count: 50,
    floor: 71,
  });
  const late = await tab.again(tab.transcript()[69]?.rev);
  expect(late.welcome.messages).toHaveLength(50);
  expect(late.welcome.reset).toBeUndefined();
  expect((await tab.again(tab.transcript()[68]?.rev)).welcome.reset).toBe(true);
  late.send({ type: "older", before: 71 });
  await expect.poll(() => late.of("older").length, WAIT).toBe(1);
  late.send({ type: "older", before: 21 });
  await expect.poll(() => late.of("older").length, WAIT).toBe(2);
  expect(late.of("older").map(({ messages, more }) => [messages.length, messages[0]?.seq, more])).toEqual([
    [50, 21, true],
    [20, 1, false],
  ]);
  expect(bare(late.transcript())).toEqual(bare(tab.transcript()));
});

test("[R8] the highest read counts, and goes to the other tabs", async () => {
  const tab = await connect(site);
  await tab.ask("hello");
  const other = await tab.again();
  tab.send({ type: "read", seq: 2 });
  await expect.poll(() => other.of("read"), WAIT).toEqual([{ type: "read", seq: 2 }]);
  other.send({ type: "read", seq: 1 });
  other.send({ type: "read", seq: 900 });
  await other.ask("thanks");
  expect(tab.of("read")).toEqual([]);
  expect((await tab.again()).welcome.read).toBe(2);
  await evictDurableObject(tab.object);
  expect((await tab.again()).welcome.read).toBe(2);
});

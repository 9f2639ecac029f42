// A conversation without a server, for the tests of what is on screen: they set its signals and read what was asked of it.
import { signal } from "@preact/signals-core";
import type { Message, SiteLook } from "protocol";
import type { ConnectionState, Conversation, Entry, Pending } from "../state.ts";

export function testConversation() {
  const asked: string[] = []; // each action with its arguments, in order
  const ask =
    (name: string) =>
    (...given: unknown[]) =>
      void asked.push([name, ...given].join(" "));
  const signals = {
    entries: signal<readonly Entry[]>([]),
    pending: signal<readonly Pending[]>([]),
    streaming: signal<Entry | null>(null),
    site: signal<SiteLook | null>(null),
    connection: signal<ConnectionState>({ is: "idle" }),
    slowDown: signal<number | null>(null),
    more: signal(false),
    loadingOlder: signal(false),
    loaded: signal(false),
    unread: signal(0),
    draft: signal(""),
    id: signal(""),
    pushed: signal<string | null>(null),
  };
  const conversation: Conversation = {
    ...signals,
    connect: ask("connect"),
    say: ask("say"),
    sayAgain: ask("sayAgain"),
    stop: ask("stop"),
    retry: ask("retry"),
    feedback: ask("feedback"),
    markRead: ask("markRead"),
    loadOlder: ask("loadOlder"),
    tellPush: ({ endpoint, keys }) => ask("tellPush")(endpoint, keys?.auth ?? "off"),
    newConversation: ask("newConversation"),
    destroy: ask("destroy"),
  };

  /** As a `message` frame would: insert or replace by id. */
  function put(message: Message): Entry {
    const known = signals.entries.peek().find(({ id }) => id === message.id);
    const entry = known ?? { id: message.id, message: signal(message), text: signal("") };
    entry.message.value = message;
    entry.text.value = message.text;
    const entries = [...signals.entries.peek().filter((other) => other !== entry), entry];
    if (!known) {
      signals.entries.value = entries.sort((a, b) => a.message.peek().seq - b.message.peek().seq);
    }
    signals.streaming.value = entries.find((each) => each.message.peek().state === "streaming") ?? null;
    return entry;
  }

  return { conversation, asked, put, ...signals };
}

export function testMessage(seq: number, rest: Partial<Message> = {}): Message {
  const role = seq % 2 ? "visitor" : "agent";
  return {
    id: `m${seq}`,
    seq,
    role,
    text: `Message ${seq}`,
    state: "done",
    at: 1_760_000_000_000 + seq * 20_000,
    ...rest,
  };
}

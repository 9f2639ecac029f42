// Which messages are news: those that come, and those whose state changes, after the conversation was first shown.
import { untracked } from "@preact/signals-core";
import type { Message } from "protocol";
import type { Conversation } from "../state.ts";
import { follow } from "./live.ts";

export function watchMessages(
  { entries, loaded }: Conversation,
  until: AbortController,
  onNews: (message: Message) => void,
): void {
  let states = new Map<string, string>();
  let newest = Number.POSITIVE_INFINITY; // nothing is news before the first welcome
  follow(until, () => {
    const messages = loaded.value ? entries.value.map(({ message }) => message.value) : [];
    const news = messages.filter(({ id, seq, state }) => (states.get(id) ?? (seq > newest ? "" : state)) !== state);
    states = new Map(messages.map(({ id, state }) => [id, state]));
    newest = loaded.value ? Math.max(0, ...messages.map(({ seq }) => seq)) : Number.POSITIVE_INFINITY;
    untracked(() => news.forEach(onNews));
  });
}

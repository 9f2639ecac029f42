// Which messages are news: those that come, and those whose state changes, after the conversation was first shown.
import { untracked } from "@preact/signals-core";
import type { Message } from "protocol";
import type { Conversation } from "../state.ts";
import { follow } from "./dom.ts";

export function watchMessages({ entries, loaded }: Conversation, onNews: (message: Message) => void): void {
  const states = new Map<string, string>();
  let newest = Number.POSITIVE_INFINITY; // nothing is news before the first welcome
  follow(() => {
    const messages = entries.value.map(({ message }) => message.value);
    if (!loaded.value) {
      states.clear();
      newest = Number.POSITIVE_INFINITY;
      return;
    }
    const news = messages.filter(({ id, seq, state }) => (states.get(id) ?? (seq > newest ? "" : state)) !== state);
    for (const { id, state } of messages) states.set(id, state);
    newest = Math.max(0, ...messages.map(({ seq }) => seq));
    untracked(() => news.forEach(onNews));
  });
}

// What the page and the site are told as the conversation changes.
import { signal } from "@preact/signals-core";
import type { Setup } from "../../embedding.ts";
import { follow, onEnd } from "./dom.ts";
import { toSpeech } from "./speech.ts";
import type { View } from "./view.ts";
import { watchMessages } from "./watch.ts";

export function tell(view: View, { emit, dress }: Setup): void {
  const { conversation, isOpen, atEnd } = view;
  const { site, unread, connection, entries, streaming } = conversation;
  const isVisible = signal(true);
  const look = () => {
    isVisible.value = !document.hidden;
  };
  look();
  document.addEventListener("visibilitychange", look);
  onEnd(() => document.removeEventListener("visibilitychange", look));
  follow(() => {
    if (site.value) dress({ name: site.value.name, accent: site.value.colors?.accent });
  });
  follow(() => emit("unread", { count: unread.value }));
  follow(() => {
    const state = connection.value;
    emit("connection", { state: state.is });
    if (state.is === "refused") emit("error", { phase: "connect", code: state.reason });
  });
  follow(() => {
    const sees = isOpen.value && isVisible.value && atEnd.value;
    if (sees && entries.value.length > 0 && !streaming.value) conversation.markRead();
  });
  watchMessages(conversation, ({ id, role, text, state, why }) => {
    emit("message", { id, role, text, state });
    if (why) emit("error", { phase: "answer", code: why });
    if (isOpen.peek() && role !== "visitor" && state !== "streaming") view.speak(toSpeech(text));
  });
}

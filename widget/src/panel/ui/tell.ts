// What the page and the site are told as the conversation changes.
import { effect, signal } from "@preact/signals-core";
import type { Setup } from "../../embedding.ts";
import type { View } from "./view.ts";
import { watchMessages } from "./watch.ts";

/** Returns what ends it, besides `until`. */
export function tell(view: View, { emit, dress }: Setup, until: AbortController): (() => void)[] {
  const { conversation, isOpen, atEnd } = view;
  const { site, unread, connection, entries, streaming } = conversation;
  const isHidden = signal(document.hidden);
  document.addEventListener(
    "visibilitychange",
    () => {
      isHidden.value = document.hidden;
    },
    until,
  );
  return [
    effect(() => {
      if (site.value) dress({ name: site.value.name, accent: site.value.colors?.accent });
    }),
    effect(() => emit("unread", { count: unread.value })),
    effect(() => {
      const state = connection.value;
      emit("connection", { state: state.is });
      if (state.is === "refused") emit("error", { phase: "connect", code: state.reason });
    }),
    effect(() => {
      const sees = isOpen.value && !isHidden.value && atEnd.value;
      if (sees && entries.value[0] && !streaming.value) conversation.markRead();
    }),
    watchMessages(conversation, ({ id, role, text, state, why }) => {
      emit("message", { id, role, text, state });
      if (why) emit("error", { phase: "answer", code: why });
      if (isOpen.peek() && role !== "visitor" && state !== "streaming") view.speak(toWords(text));
    }),
  ];
}

/** Markdown without its signs. */
const toWords = (text: string) => text.replace(/\]\([^)]*\)|[*`#>|[]/g, "");

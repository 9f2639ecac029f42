// What the page and the site are told as the conversation changes.
import type { Setup } from "../../embedding.ts";
import { follow } from "./live.ts";
import { followPush } from "./notifications.ts";
import { countInTitle } from "./title.ts";
import type { View } from "./view.ts";
import { watchMessages } from "./watch.ts";
import { FAILED } from "./words.ts";

export function tell(view: View, { emit, dress }: Setup, until: AbortController): void {
  const { conversation, isOpen, atEnd } = view;
  const { site, unread, connection, entries, streaming } = conversation;
  const read = () => {
    const isShown = isOpen.value && atEnd.value && entries.value[0] && !streaming.value;
    if (isShown && !document.hidden) conversation.markRead();
  };
  document.addEventListener("visibilitychange", read, until);
  follow(until, read);
  follow(until, () => {
    if (site.value) dress({ name: site.value.name, accent: site.value.colors?.accent });
  });
  follow(until, () => emit("unread", { count: unread.value }));
  countInTitle(view, until);
  followPush(view, until);
  follow(until, () => {
    const state = connection.value;
    emit("connection", { state: state.is });
    if (state.is === "refused") emit("error", { phase: "connect", code: state.reason });
  });
  watchMessages(conversation, until, ({ id, role, text, state, why }) => {
    emit("message", { id, role, text, state });
    if (why) emit("error", { phase: "answer", code: why });
    if (isOpen.peek() && role !== "visitor" && state !== "streaming")
      view.speak(toWords(text) + (state === "done" ? "" : ` ${FAILED[why ?? "stopped"]}`));
  });
}

/** Markdown without its signs. */
const toWords = (text: string) => text.replace(/\]\([^)]*\)|[*`#>|[]/g, "");

// The messages in order, what stands above the first of them, and the way back to the newest.
import { computed } from "@preact/signals-core";
import { createAnchor } from "./anchor.ts";
import { copyCode } from "./copy.ts";
import { h, list, onEnd } from "./dom.ts";
import { icon } from "./icon.ts";
import { message, type Row } from "./message.ts";
import { placeOf } from "./rows.ts";
import type { View } from "./view.ts";
import { GREETING } from "./words.ts";

export function transcript(view: View): Element {
  const { conversation, fresh, atEnd } = view;
  const rows = h("ol", { class: "rows" });
  list(
    rows,
    computed(() => rowsOf(view)),
    (row) => message(view, row),
  );
  const log = h(
    "div",
    {
      class: "log",
      role: "log",
      "aria-live": "off",
      "aria-label": "Conversation",
      tabindex: "0", // what scrolls must be within reach of the keyboard
      lang: () => conversation.site.value?.lang ?? document.documentElement.lang,
      onclick: (event: Event) => copyCode(event, view),
    },
    h("div", { class: "content" }, () => opening(view), rows),
  );
  onEnd(createAnchor(log, view));
  const toEnd = () => {
    atEnd.value = true;
  };
  const pill = h("button", { class: "pill", hidden: () => !fresh.value, onclick: toEnd }, icon("down"), "New messages");
  return h("div", { class: "stage" }, log, pill);
}

/** Earlier messages are there; or the greeting, and what one could ask while nothing was asked. */
function opening({ conversation, options, inline, say }: View) {
  const { entries, pending, site, more, loadingOlder } = conversation;
  if (more.value) return [h("p", { class: "small line" }, loadingOlder.value && "Loading earlier messages…")];
  const { greeting, suggestions = [] } = site.value ?? {};
  const isEmpty = entries.value.length + pending.value.length === 0;
  const words = options.value.greeting || greeting || ((site.value || inline) && GREETING);
  return [
    words && h("p", { class: "greeting", dir: "auto" }, words),
    ...suggestions
      .slice(0, isEmpty ? 4 : 0)
      .map((words) => h("button", { class: "suggestion", dir: "auto", onclick: () => say(words) }, words)),
  ];
}

function rowsOf({ conversation: { entries, pending } }: View): Row[] {
  const said = [
    ...entries.value.map((entry) => ({ entry, ...entry.message.peek() })),
    ...pending.value.map((pending) => ({ pending, role: "visitor" as const, ...pending })),
  ];
  return said.map(({ id, ...one }, index) => ({
    key: id,
    place: placeOf(one, said[index - 1], said[index + 1]),
    ...("entry" in one ? { entry: one.entry } : { pending: one.pending }),
  }));
}

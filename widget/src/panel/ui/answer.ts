// An answer: Markdown that grows without being drawn again, where it comes from, and what one can do with it.
import { computed } from "@preact/signals-core";
import type { Message, Source } from "protocol";
import { createMarkdown } from "../markdown.ts";
import type { Entry } from "../state.ts";
import { copy } from "./copy.ts";
import { type Child, follow, h, type Live } from "./dom.ts";
import { type IconName, icon } from "./icon.ts";
import { timeOf } from "./rows.ts";
import type { View } from "./view.ts";
import { FAILED } from "./words.ts";

export function answer(view: View, entry: Entry): (Child | Live)[] {
  const { message, text } = entry;
  const root = h("div", { class: "prose", dir: "auto" });
  const markdown = createMarkdown(root);
  const state = computed(() => message.value.state);
  const hasText = computed(() => text.value !== "");
  // The only thing that a delta touches.
  follow(() => {
    markdown.write(text.value);
    if (state.value !== "streaming") markdown.end();
  });
  const under = () => {
    if (state.value === "streaming") return [dots(hasText.value)];
    const { sources, why } = message.peek();
    return [sources && sourceList(sources), state.value !== "done" && ended(view, entry, why), acts(view, entry)];
  };
  return [root, under];
}

/** Three dots of a line's height until the first word, then a soft one at the end. */
const dots = (hasText: boolean) =>
  h("p", { class: "dots", "aria-hidden": "true" }, h("i", {}), !hasText && h("i", {}), !hasText && h("i", {}));

const sourceList = (sources: readonly Source[]) => h("ol", { class: "sources" }, sources.map(source));

function source({ title, url }: Source, index: number) {
  if (!/^https?:\/\//.test(url)) return null;
  // A passage of this very site opens here: the conversation goes on there.
  const target = url.startsWith(`${location.origin}/`) ? "_self" : "_blank";
  return h(
    "li",
    {},
    h(
      "a",
      { href: url, title, target, rel: "noopener" },
      h("b", {}, `${index + 1}`),
      h("span", { dir: "auto" }, title),
    ),
  );
}

const ended = ({ conversation }: View, { id, message }: Entry, why: Message["why"]) =>
  h(
    "p",
    { class: message.peek().state === "failed" ? "small danger" : "small" },
    FAILED[why ?? "stopped"],
    h("button", { class: "word", onclick: () => conversation.retry(id) }, "Try again"),
  );

function acts(view: View, { id, message, text }: Entry) {
  const { state, by, at } = message.peek();
  const feedback = () => message.value.feedback;
  const rate = (name: IconName, label: string, value: 1 | -1) =>
    act(name, label, () => view.conversation.feedback(id, feedback() === value ? 0 : value), {
      "aria-pressed": () => String(feedback() === value),
    });
  const copyAnswer = act("copy", "Copy answer", async () => {
    if (await copy(text.peek(), view)) copyAnswer.replaceChildren(icon("done"));
  });
  return h(
    "div",
    { class: "acts small" },
    copyAnswer,
    state === "done" && [rate("good", "Good answer", 1), rate("bad", "Bad answer", -1)],
    by && h("span", {}, "From our pages"),
    h("time", {}, timeOf(at)),
  );
}

const act = (name: IconName, label: string, onclick: () => unknown, more = {}) =>
  h("button", { class: "act", "aria-label": label, title: label, onclick, ...more }, icon(name));

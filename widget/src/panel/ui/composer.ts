// The box in which the visitor writes: Enter sends, Shift+Enter breaks the line, an unfinished composition does neither.
import { MAX_TEXT } from "protocol";
import { follow, h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { View } from "./view.ts";

const COUNT_FROM = MAX_TEXT - 400;

export function composer(view: View) {
  const { conversation, inline } = view;
  const { draft, streaming, connection } = conversation;
  const send = () => {
    const text = draft.peek();
    if (!text.trim()) return;
    draft.value = "";
    view.say(text);
  };
  const box = h("textarea", {
    rows: "1",
    dir: "auto",
    "aria-label": "Message",
    placeholder: "Ask a question…",
    maxlength: String(MAX_TEXT),
    enterkeyhint: "send",
    disabled: () => connection.value.is === "refused",
    onfocus: () => inline && conversation.connect(),
    oninput: () => {
      draft.value = box.value;
    },
    onkeydown: (event: KeyboardEvent) => {
      if (!isSend(event)) return;
      event.preventDefault();
      send();
    },
  });
  follow(() => {
    if (box.value !== draft.value) box.value = draft.value;
    growBox(box);
  });
  const button = h(
    "button",
    {
      class: "send",
      "aria-label": () => (streaming.value ? "Stop" : "Send"),
      disabled: () => !streaming.value && !draft.value.trim(),
      onclick: () => (streaming.peek() ? conversation.stop() : send()),
    },
    () => icon(streaming.value ? "stop" : "send"),
  );
  const count = h(
    "span",
    { class: "small count" },
    () => draft.value.length > COUNT_FROM && `${draft.value.length} / ${MAX_TEXT}`,
  );
  return h("div", { class: "composer" }, box, count, button);
}

/** 229 marks the Enter that ends a composition where `isComposing` is false already (Safari). */
const isSend = ({ key, shiftKey, isComposing, keyCode }: KeyboardEvent) =>
  key === "Enter" && !shiftKey && !isComposing && keyCode !== 229;

/** Where CSS cannot let the box grow with its text. */
function growBox(box: HTMLTextAreaElement) {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.height = "";
  box.style.height = `${box.scrollHeight}px`;
}

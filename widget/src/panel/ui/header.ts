// Who one talks to, how it stands with the line, the menu, the way out.
import { signal } from "@preact/signals-core";
import { h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { View } from "./view.ts";

export const header = (view: View) =>
  h(
    "header",
    {},
    avatar(view),
    h(
      "div",
      { class: "who" },
      h("h2", {}, () => view.title.value),
      status(view),
    ),
    menu(view),
    !view.inline && h("button", { class: "icon", "aria-label": "Close", onclick: view.close }, icon("close")),
  );

export const avatar = ({ title }: View) =>
  h("span", { class: "avatar", "aria-hidden": "true" }, () => Array.from(title.value)[0]);

function status({ conversation: { connection, entries } }: View) {
  const words = () => {
    const { is } = connection.value;
    if (is === "connecting") return "Connecting…";
    if (is === "offline") return "Offline";
    if (is === "refused") return "Not available";
    return entries.value.some(({ message }) => message.value.by) ? "Answers from our pages" : "Answers right away";
  };
  return h("p", { class: "small status", "data-is": () => connection.value.is }, words);
}

function menu({ conversation }: View) {
  const isOpen = signal(false);
  const shut = () => {
    isOpen.value = false;
    button.focus();
  };
  const onkeydown = (event: KeyboardEvent) => {
    if (event.key === "Escape") shut();
    else if (!moveFocus(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const item = (label: string, act: () => void) =>
    h(
      "button",
      {
        role: "menuitem",
        tabindex: "-1",
        onclick: () => {
          shut();
          act();
        },
      },
      label,
    );
  const items = h(
    "div",
    {
      role: "menu",
      "aria-label": "Menu",
      hidden: () => !isOpen.value,
      onkeydown,
      onfocusout: ({ relatedTarget }: FocusEvent) => {
        if (relatedTarget !== button && !items.contains(relatedTarget as Node | null)) isOpen.value = false;
      },
    },
    item("New conversation", () => conversation.newConversation()),
  );
  const button = h(
    "button",
    {
      class: "icon",
      "aria-label": "Menu",
      "aria-haspopup": "menu",
      "aria-expanded": () => String(isOpen.value),
      onclick: () => {
        isOpen.value = !isOpen.peek();
        (items.firstElementChild as HTMLElement).focus();
      },
    },
    icon("menu"),
  );
  return h("div", { class: "menu" }, button, items);
}

/** Arrows, Home and End among the items of a menu. Whether the key was one of these. */
function moveFocus({ key, currentTarget, target }: KeyboardEvent): boolean {
  const items = [...(currentTarget as HTMLElement).children] as HTMLElement[];
  const here = items.indexOf(target as HTMLElement);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[key];
  if (next === undefined) return false;
  items.at(next % items.length)?.focus();
  return true;
}

// The panel as a whole: its frame, its keys, and the Panel that the loader holds.
import { computed, signal } from "@preact/signals-core";
import type { Panel, Setup } from "../../embedding.ts";
import type { Conversation } from "../state.ts";
import { composer } from "./composer.ts";
import { follow, h, onEnd, scoped } from "./dom.ts";
import { keepInside, whoHasFocus } from "./focus.ts";
import { header } from "./header.ts";
import { createSpeech } from "./speech.ts";
import { tell } from "./tell.ts";
import { transcript } from "./transcript.ts";
import type { View } from "./view.ts";
import { followViewport } from "./viewport.ts";
import { DISCLAIMER, OFFLINE, REFUSED, SLOWER, TITLE } from "./words.ts";

/** It stays drawn while it is shut, so that to open it is to change one attribute. */
export function drawPanel(conversation: Conversation, setup: Setup): Panel {
  const [panel, destroy] = scoped(() => draw(conversation, setup));
  return { ...panel, destroy };
}

function draw(conversation: Conversation, setup: Setup): Omit<Panel, "destroy"> {
  const { frame, launcher, emit } = setup;
  const { region, speak } = createSpeech();
  const options = signal(setup.options);
  const isOpen = signal(!launcher);
  const atEnd = signal(true);
  let opener: HTMLElement | null = null;

  const show = (open: boolean) => {
    panel.hidden = !open;
    isOpen.value = open;
    emit(open ? "open" : "close", undefined);
  };
  const close = () => {
    if (!launcher || !isOpen.peek()) return;
    const hadFocus = panel.matches(":focus-within");
    show(false);
    if (hadFocus) (opener?.isConnected ? opener : launcher).focus({ preventScroll: true });
  };
  const say = (text: string) => {
    atEnd.value = true;
    conversation.say(text);
  };
  const title = computed(() => options.value.title || conversation.site.value?.name || TITLE);
  const view: View = {
    conversation,
    inline: !launcher,
    options,
    title,
    isOpen,
    atEnd,
    fresh: signal(false),
    say,
    close,
    speak,
  };
  const panel = face(view);
  panel.hidden = !isOpen.peek();
  frame.append(panel, region);
  tell(view, setup);
  onEnd(() => {
    conversation.destroy();
    panel.remove();
    region.remove();
  });

  return {
    open() {
      if (!isOpen.peek()) {
        opener = whoHasFocus(frame);
        show(true);
      }
      panel.querySelector("textarea")?.focus({ preventScroll: true }); // the input stands first: socket and history come after
      conversation.connect();
    },
    close,
    isOpen: () => isOpen.peek(),
    connect: () => conversation.connect(),
    say,
    update: (changed) => {
      options.value = changed;
    },
  };
}

function face(view: View): HTMLElement {
  const { inline, title, close } = view;
  const panel: HTMLElement = h(
    "section",
    {
      class: inline ? "panel inline" : "panel at",
      role: inline ? "region" : "dialog",
      "aria-label": () => title.value,
      onkeydown: (event: KeyboardEvent) => {
        if (event.key === "Escape" && !event.isComposing) close();
        else if (event.key === "Tab" && panel.ariaModal === "true") keepInside(event, panel);
      },
    },
    header(view),
    transcript(view),
    notice(view),
    composer(view),
    h("p", { class: "small foot" }, DISCLAIMER),
  );
  const covers = followViewport(panel);
  if (!inline) follow(() => panel.setAttribute("aria-modal", String(covers.value)));
  return panel;
}

/** One line when something keeps a message from going out. */
function notice({ conversation: { connection, slowDown } }: View) {
  const words = () => {
    const { is } = connection.value;
    if (is === "refused") return REFUSED;
    if (is === "offline") return OFFLINE;
    return is === "waiting" || slowDown.value ? SLOWER : "";
  };
  return h("p", { class: "small notice", role: "status" }, words);
}

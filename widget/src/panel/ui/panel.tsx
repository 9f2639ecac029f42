// The panel as a whole: its frame, its keys, and the Panel that the loader holds.
import { signal } from "@preact/signals-core";
import { Fragment, h, render } from "preact";
import type { Panel, Setup } from "../../embedding.ts";
import type { Conversation } from "../state.ts";
import { createAnchor } from "./anchor.ts";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { live } from "./live.ts";
import { tell } from "./tell.ts";
import { Transcript } from "./transcript.tsx";
import type { View } from "./view.ts";
import { followViewport } from "./viewport.ts";
import { DISCLAIMER, OFFLINE, REFUSED, SLOWER, TITLE } from "./words.ts";

/** It stays drawn while it is shut, so that to open it is to change one attribute. */
export function drawPanel(conversation: Conversation, setup: Setup): Panel {
  const { frame, launcher, emit } = setup;
  const options = signal(setup.options);
  const isOpen = signal(!launcher);
  const covers = signal(false);
  const root = frame.appendChild(document.createElement("div"));

  const show = (open: boolean) => {
    panel.hidden = !open;
    isOpen.value = open;
    emit(open ? "open" : "close", undefined);
  };
  const view: View = {
    conversation,
    inline: !launcher,
    options,
    title: () => options.value.title || conversation.site.value?.name || TITLE,
    isOpen,
    isMenuOpen: signal(false),
    subscribed: signal(null),
    note: signal(""),
    covers,
    atEnd: signal(true),
    fresh: signal(false),
    say(text) {
      view.atEnd.value = true;
      view.note.value = "";
      conversation.say(text);
    },
    rest() {
      const isWriting = box?.matches(":focus");
      if (!isWriting) (covers.peek() ? log : box)?.focus({ preventScroll: true });
    },
    open() {
      if (!isOpen.peek()) show(true);
      box?.focus({ preventScroll: true }); // the input stands first: socket and history come after
      conversation.connect();
    },
    close() {
      if (!launcher || !isOpen.peek()) return;
      const hadFocus = panel.matches(":focus-within");
      show(false);
      if (hadFocus) launcher.focus();
    },
    speak: (text) => speakIn(region, text),
  };
  render(<Face view={view} />, root);
  const [panel, region] = root.children as unknown as [HTMLElement, HTMLElement];
  const log = panel.querySelector<HTMLElement>(".log");
  const box = panel.querySelector("textarea");
  const until = new AbortController();
  panel.hidden = !isOpen.peek();
  followViewport(panel, covers, until);
  tell(view, setup, until);
  if (log) createAnchor(log, view, until);

  return {
    open: view.open,
    close: view.close,
    isOpen: () => isOpen.peek(),
    connect: () => conversation.connect(),
    say: view.say,
    update(changed) {
      options.value = changed;
    },
    destroy() {
      until.abort();
      conversation.destroy();
      render(null, root);
      root.remove();
    },
  };
}

/** A screen reader speaks what is added to a polite region; of what is merely changed it says nothing. */
function speakIn(region: Element, text: string) {
  const words = document.createElement("p");
  words.textContent = text;
  region.replaceChildren(words);
}

const Face = live(({ view }: { view: View }) => {
  const { inline, title, close, covers, isOpen } = view;
  const isModal = !inline && covers.value;
  return (
    <>
      <section
        class={inline ? "panel inline" : "panel at"}
        {...(inline ? { role: "region" } : { role: "dialog", "aria-modal": isModal })}
        aria-label={title()}
        onKeyDown={(event) => {
          event.stopPropagation(); // what is typed here is no shortcut of the page's
          if (event.key === "Escape" && !event.isComposing) close();
        }}
        onClick={({ target }) => (target as Element).closest(".word, .suggestion, .pill, .send") && view.rest()}
        onFocusOut={({ currentTarget, relatedTarget }) => {
          // The browser's own controls stay within reach: there is no relatedTarget then.
          const isLeaving = relatedTarget && !currentTarget.contains(relatedTarget as Node);
          if (isLeaving && isModal && isOpen.peek()) currentTarget.querySelector("button")?.focus();
        }}
      >
        <Header view={view} />
        <Transcript view={view} />
        <Notice view={view} />
        <Composer view={view} />
        <p class="small foot">{DISCLAIMER}</p>
      </section>
      <div class="unseen" aria-live="polite" aria-atomic="true" />
    </>
  );
});

/** One line when something keeps a message from going out. */
const Notice = live(({ view: { conversation, note } }: { view: View }) => {
  const { is } = conversation.connection.value;
  const isSlow = is === "waiting" || conversation.slowDown.value;
  return (
    <p class="small notice" role="status">
      {is === "refused" ? REFUSED : is === "offline" ? OFFLINE : isSlow ? SLOWER : note.value}
    </p>
  );
});

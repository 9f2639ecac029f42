// Who one talks to, how it stands with the line, the menu, the way out.
import { h, type TargetedEvent, type TargetedKeyboardEvent } from "preact";
import { Icon } from "./icon.tsx";
import { live } from "./live.ts";
import { offerPush, togglePush } from "./notifications.ts";
import type { View } from "./view.ts";

export const Header = live(({ view }: { view: View }) => (
  <header>
    <Avatar view={view} />
    <div class="who">
      <h2>{view.title()}</h2>
      <p class="small" data-is={view.conversation.connection.value.is}>
        {statusOf(view)}
      </p>
    </div>
    <Menu view={view} />
    {!view.inline && (
      <button class="icon" type="button" aria-label="Close" onClick={view.close}>
        <Icon name="Close" />
      </button>
    )}
  </header>
));

export const Avatar = live(({ view }: { view: View }) => (
  <span class="avatar" aria-hidden="true">
    {[...view.title()][0]}
  </span>
));

function statusOf({ conversation: { connection, entries } }: View) {
  const { is } = connection.value;
  if (is === "connecting") return "Connecting…";
  if (is === "offline") return "Offline";
  if (is === "refused") return "Not available";
  return entries.value.some(({ message }) => message.value.by) ? "Answers from our pages" : "Answers right away";
}

const Menu = live(({ view }: { view: View }) => {
  const { conversation, isMenuOpen, subscribed } = view;
  const show = (isOpen: boolean) => {
    isMenuOpen.value = isOpen;
    if (isOpen) void offerPush(view);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const { previousElementSibling: before, nextElementSibling: after } = event.target as Element;
    if (!isMenuOpen.peek()) return;
    if (/^Arrow(Up|Down)/.test(event.key)) {
      event.preventDefault(); // the page does not scroll
      focus((after ?? before) as HTMLElement | null); // there are two at most
    }
    if (event.key !== "Escape") return;
    event.stopPropagation(); // it shuts the menu, not the panel
    show(false);
    focusButton(event);
  };
  const item = (words: string, act: () => unknown, ref?: typeof focus) => (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      {...(ref && { ref })}
      onClick={(event) => {
        focusButton(event);
        act();
      }}
    >
      {words}
    </button>
  );
  return (
    <div class="menu" {...{ onKeyDown }}>
      <button
        class="icon"
        type="button"
        aria-label="Menu"
        aria-haspopup="menu"
        aria-expanded={isMenuOpen.value}
        onMouseDown={(event) => event.preventDefault()} // else the item's blur shuts the menu, and the click opens it again
        onClick={(event) => {
          show(!isMenuOpen.peek());
          focusButton(event);
        }}
      >
        <Icon name="Menu" />
      </button>
      {isMenuOpen.value && (
        <div
          role="menu"
          aria-label="Menu"
          onFocusOut={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget as Node | null)) show(false);
          }}
        >
          {item("New conversation", () => conversation.newConversation(), focus)}
          {subscribed.value !== null &&
            item(subscribed.value ? "Stop notifications" : "Notify me of replies", () => togglePush(view))}
        </div>
      )}
    </div>
  );
});

const focus = (element: HTMLElement | null) => element?.focus();
const focusButton = ({ currentTarget }: TargetedEvent<HTMLElement>) =>
  currentTarget.closest(".menu")?.querySelector("button")?.focus();

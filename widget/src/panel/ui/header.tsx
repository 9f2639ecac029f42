// Who one talks to, how it stands with the line, the menu, the way out.
import { h, type TargetedEvent, type TargetedKeyboardEvent } from "preact";
import { Icon } from "./icon.tsx";
import { live } from "./live.ts";
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

const Menu = live(({ view: { conversation, isMenuOpen } }: { view: View }) => {
  const show = (isOpen: boolean) => {
    isMenuOpen.value = isOpen;
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    if (event.key !== "Escape" || !isMenuOpen.peek()) return;
    event.stopPropagation(); // it shuts the menu, not the panel
    show(false);
    focusButton(event);
  };
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
        <div role="menu" aria-label="Menu">
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            ref={focus}
            onBlur={() => show(false)}
            onClick={(event) => {
              focusButton(event);
              conversation.newConversation();
            }}
          >
            New conversation
          </button>
        </div>
      )}
    </div>
  );
});

const focus = (element: HTMLElement | null) => element?.focus();
const focusButton = ({ currentTarget }: TargetedEvent<HTMLElement>) =>
  currentTarget.closest(".menu")?.querySelector("button")?.focus();

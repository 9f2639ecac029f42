// Where the keyboard is: inside a panel that covers the screen, and back where it came from when the panel shuts.

const REACHABLE = "button:not(:disabled, [tabindex='-1']), a[href], textarea:not(:disabled), [tabindex='0']";

/** Tab at one end goes on at the other. */
export function keepInside(event: KeyboardEvent, panel: HTMLElement): void {
  const stops = [...panel.querySelectorAll<HTMLElement>(REACHABLE)].filter((stop) => stop.checkVisibility());
  const ends = [stops.at(0), stops.at(-1)];
  const [here, there] = event.shiftKey ? ends : ends.reverse();
  if (event.target !== here) return;
  event.preventDefault();
  there?.focus();
}

/** The element of the page that had the focus; null for the launcher and for none. */
export function whoHasFocus(host: Node): HTMLElement | null {
  const { activeElement, body } = document;
  return activeElement instanceof HTMLElement && activeElement !== body && !activeElement.shadowRoot?.contains(host)
    ? activeElement
    : null;
}

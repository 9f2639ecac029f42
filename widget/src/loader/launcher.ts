// The round button, its badge, and the quiet line beside it for when the panel cannot be had.

export interface Seen {
  title: string;
  isOpen: boolean | undefined;
  unread: number;
  problem: string;
}

export function createLauncher(frame: HTMLElement) {
  const button = document.createElement("button");
  const badge = document.createElement("span");
  const note = document.createElement("p");
  button.className = "launcher at";
  button.append(badge);
  note.className = "note at";
  note.role = "status";
  frame.append(button, note);
  return {
    button,
    show({ title, isOpen, unread, problem }: Seen) {
      const waiting = unread ? `, ${unread} unread message${unread > 1 ? "s" : ""}` : "";
      button.ariaLabel = isOpen ? "Close chat" : `Open chat: ${title}${waiting}`;
      button.ariaExpanded = `${Boolean(isOpen)}`;
      badge.textContent = unread && !isOpen ? `${unread}` : "";
      note.textContent = problem;
    },
  };
}

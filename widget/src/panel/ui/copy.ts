// Copies text and says so where the button stands, and by ear.
import type { View } from "./view.ts";

export async function copy(button: Element, text: string, { speak }: View): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Could not copy"; // the page or the visitor does not allow it
  }
  speak(button.textContent);
}

/** One listener for the Copy buttons of all code blocks, which the Markdown part makes. */
export function copyCode({ target }: Event, view: View): void {
  const button = (target as Element).closest("[data-copy]");
  const code = button?.closest(".code")?.querySelector("code");
  if (button && code) void copy(button, code.textContent, view);
}

// Copies text and says so, once by ear.
import type { View } from "./view.ts";

/** Whether it worked: a page or a visitor may not allow it. */
export async function copy(text: string, { speak }: View): Promise<boolean> {
  const copied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  speak(copied ? "Copied" : "Could not copy");
  return Boolean(copied);
}

/** One listener for the Copy buttons of all code blocks, which the Markdown part makes. */
export function copyCode({ target }: Event, view: View): void {
  const button = (target as Element).closest("[data-copy]");
  const code = button?.closest(".code")?.querySelector("code");
  if (!button || !code) return;
  void copy(code.textContent, view).then((copied) => {
    button.textContent = copied ? "Copied" : "Could not copy";
  });
}

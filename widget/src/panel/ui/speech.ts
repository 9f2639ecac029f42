// What a screen reader hears. The transcript itself is silent: a text that grows would be read again at each word.
import { createMarkdown } from "../markdown.ts";
import { h } from "./dom.ts";

/** A polite region that stands before it speaks. What is added to it is spoken; what is merely changed is not. */
export function createSpeech() {
  const region = h("div", { class: "unseen", "aria-live": "polite", "aria-atomic": "true" });
  return { region, speak: (text: string) => region.replaceChildren(h("p", {}, text)) };
}

/** Markdown without its signs. */
export function toSpeech(text: string): string {
  const root = h("div", {});
  const markdown = createMarkdown(root, { copy: "" });
  markdown.write(text);
  markdown.end();
  for (const block of root.querySelectorAll("p,li,td,th,pre,h3,h4,h5,h6")) block.append(" ");
  return root.textContent.trim();
}

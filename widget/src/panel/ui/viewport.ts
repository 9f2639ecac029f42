// A small screen gives the panel all that the keyboard leaves of it: what can be seen, not what the page is laid out in.
import type { Signal } from "@preact/signals-core";

const SMALL = "(max-width:479.98px),(max-height:559.98px)"; // as in panel.css

/** Keeps the panel where the visitor can see it, and says whether it covers the screen. */
export function followViewport(panel: HTMLElement, covers: Signal<boolean>, until: AbortController): void {
  const place = () => {
    covers.value = matchMedia(SMALL).matches;
    const { scale = 2, height, offsetTop } = visualViewport ?? {};
    if (scale > 1.01) return; // zoomed in by hand: the reader looks around
    panel.style.setProperty("--seen-height", `${height}px`);
    panel.style.setProperty("--seen-top", `${offsetTop}px`);
  };
  visualViewport?.addEventListener("resize", place, until);
  visualViewport?.addEventListener("scroll", place, until);
  place();
}

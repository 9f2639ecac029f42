// A small screen gives the panel all that the keyboard leaves of it: what can be seen, not what the page is laid out in.
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { onEnd } from "./dom.ts";

const SMALL = "(max-width:479.98px),(max-height:559.98px)"; // as in panel.css

/** Keeps the panel where the visitor can see it. Whether it covers the screen. */
export function followViewport(panel: HTMLElement): ReadonlySignal<boolean> {
  const small = matchMedia(SMALL);
  const covers = signal(small.matches);
  const place = () => {
    covers.value = small.matches;
    const { scale = 2, height, offsetTop } = visualViewport ?? {};
    if (scale > 1.01) return; // zoomed in by hand: the reader looks around
    panel.style.setProperty("--seen-height", `${height}px`);
    panel.style.setProperty("--seen-top", `${offsetTop}px`);
  };
  const ended = new AbortController();
  small.addEventListener("change", place, ended);
  visualViewport?.addEventListener("resize", place, ended);
  visualViewport?.addEventListener("scroll", place, ended);
  onEnd(() => ended.abort());
  place();
  return covers;
}

// The element on the page: a shadow root that the page's CSS cannot reach, and in it the frame that carries the tokens.
import type { Options } from "../options.ts";
import css from "./loader.css?inline";

/** `end` takes it off the page, and so does a page swap after which its place is gone. */
export function createHost({ site, target }: Options, onGone: () => void) {
  const element = document.createElement("foyer-host");
  const frame = document.createElement("aside");
  const sheet = new CSSStyleSheet();
  const root = element.attachShadow({ mode: "open" });
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(frame);
  frame.lang = "en"; // our own words; the conversation has its own language
  element.dataset.site = site;
  element.dataset.target = target;
  const place = () => {
    if (element.isConnected) return;
    const parent = target ? document.querySelector(target) : document.documentElement;
    if (!parent) return onGone();
    parent.append(element);
  };
  const observer = new MutationObserver(place);
  place();
  observer.observe(document.documentElement, { childList: true, subtree: true });
  return {
    frame,
    end() {
      observer.disconnect();
      element.remove();
    },
  };
}

/** Corner, theme and accent. The shades of the accent are the style sheet's matter. */
export function paint(frame: HTMLElement, { position, theme, color }: Options, siteColor = ""): void {
  frame.className = position.replace("-", " ");
  frame.style.colorScheme = theme === "auto" ? "light dark" : theme;
  frame.style.setProperty("--color", color || (CSS.supports("color", siteColor) ? siteColor : ""));
}

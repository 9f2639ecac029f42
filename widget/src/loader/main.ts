// The script tag's own file: where it came from, and how it gets the panel.
import { start } from "./start.ts";

declare const __PANEL__: string; // the panel's hashed file name, put in by the build

const script = document.currentScript; // null in any later callback
if (script instanceof HTMLScriptElement) {
  const base = new URL(".", script.src);
  // A browser may remember that a module could not be had, so each new try has an address of its own.
  start(
    script.dataset,
    base.origin,
    (attempt) => import(/* @vite-ignore */ `${base}${__PANEL__}${"?".repeat(attempt)}`),
  );
}

// While nobody looks at the page, its title counts what is unread.
import { follow } from "./live.ts";
import type { View } from "./view.ts";

let mark = ""; // before the page's own title: one for all panels of a page

export function countInTitle({ conversation: { unread } }: View, until: AbortController): void {
  let had = 0;
  const show = () => {
    const waiting = unread.value; // read in any case: who reads it is called again
    const count = document.hidden && !until.signal.aborted ? waiting : 0;
    if (count === had) return;
    had = count;
    // The page may have set another title meanwhile.
    const own = document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title;
    mark = count ? `(${count}) ` : "";
    document.title = mark + own;
  };
  follow(until, show);
  document.addEventListener("visibilitychange", show, until);
  until.signal.addEventListener("abort", show);
}

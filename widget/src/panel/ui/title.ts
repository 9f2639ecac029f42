// While nobody looks at the page, its title counts what is unread.
import { follow } from "./live.ts";
import type { View } from "./view.ts";

let mark = ""; // before the page's own title: one for all panels of a page

export function countInTitle({ conversation: { unread } }: View, until: AbortController): void {
  let had = 0;
  const show = () => {
    // `unread` is read in any case, since who reads it is called again. By a product: a minifier moves it into a condition.
    const count = unread.value * Number(document.hidden && !until.signal.aborted);
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

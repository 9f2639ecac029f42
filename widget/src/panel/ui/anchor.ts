// Where the reader stands: at the newest message, which is then followed, or at an earlier one, which then stays where it is.
import { follow } from "./live.ts";
import type { View } from "./view.ts";

const NEAR_END_PX = 32;
const LOAD_OLDER_PX = 200;

export function createAnchor(log: HTMLElement, { atEnd, fresh, conversation }: View, until: AbortController): void {
  let held: HTMLElement | undefined; // the first message that begins in sight, else the one that fills it
  let heldTop = 0;
  let top = 0;
  let height = 0;

  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    top = log.scrollTop;
  };
  const onScroll = () => {
    const isNear = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
    // Text that grew since the last frame is no reason to think that the reader went away: only a move upwards is.
    if (isNear) atEnd.value = true;
    else if (log.scrollTop < top) atEnd.value = false;
    hold();
    if (top < LOAD_OLDER_PX) conversation.loadOlder();
  };
  const hold = () => {
    top = log.scrollTop;
    height = log.scrollHeight;
    const rows = [...log.querySelectorAll<HTMLElement>(".message")];
    held = rows.find(({ offsetTop }) => offsetTop > top && offsetTop < top + log.clientHeight) ?? held;
    heldTop = held?.offsetTop ?? 0;
  };
  const onResize = () => {
    if (!log.clientHeight) return; // the panel is shut
    if (atEnd.peek()) return toEnd();
    const moved = (held?.offsetTop ?? 0) - heldTop;
    if (log.scrollHeight - height > moved) fresh.value = true; // what grew stands below
    log.scrollTop = top + moved;
    hold();
  };

  const resized = new ResizeObserver(onResize);
  for (const element of [log, ...log.children]) resized.observe(element);
  until.signal.addEventListener("abort", () => resized.disconnect());
  log.addEventListener("scroll", onScroll, until);
  follow(until, () => {
    if (!atEnd.value) return;
    fresh.value = false;
    toEnd();
  });
}

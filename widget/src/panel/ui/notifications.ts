// Notifications of replies: offered in the menu where this browser and this page can have them, and told to each conversation.
import { follow } from "./live.ts";
import type { View } from "./view.ts";

const loadPush = () => import("../push.ts");

const ON = "Replies reach you by notification now.";
const OFF = "Notifications are off.";
const FAILED = "Your browser did not allow notifications.";

/** Looks whether there is something to offer; the menu shows it once that is known. */
export async function offerPush({ subscribed, options, conversation: { site } }: View): Promise<void> {
  const { push } = options.peek();
  // Without TLS there is no service worker; a browser that was told no does not ask again.
  const mayAsk = push && site.peek()?.push && navigator.serviceWorker && window.PushManager;
  if (!mayAsk || Notification.permission === "denied") return;
  try {
    subscribed.value = (await (await loadPush()).findTarget(push)) !== null;
  } catch {
    subscribed.value = null; // the chunk, or storage, is blocked: nothing is offered
  }
}

export async function togglePush({ subscribed, options, note, conversation }: View): Promise<void> {
  const { push } = options.peek();
  const { pushed, site, tellPush } = conversation;
  try {
    const { subscribe, unsubscribe } = await loadPush();
    if (subscribed.peek()) {
      const target = await unsubscribe(push);
      if (target) tellPush({ endpoint: target.endpoint });
      pushed.value = null;
      note.value = OFF;
    } else {
      const target = await subscribe(push, site.peek()?.push ?? "");
      pushed.value = target && "";
      note.value = target ? ON : FAILED;
    }
  } catch {
    note.value = FAILED; // no push service, or the file is not there
  }
}

/** A conversation that has begun hears once where this browser is. */
export function followPush({ options, conversation, open }: View, until: AbortController): void {
  if (!options.peek().push) return;
  // A notification was clicked: this page is where its conversation goes on.
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "foyer" && open(), until);
  const { pushed, id, entries, connection, tellPush } = conversation;
  follow(until, () => {
    const isNew = pushed.value !== null && pushed.value !== id.value;
    if (!isNew || !entries.value[0] || connection.value.is !== "online") return;
    pushed.value = id.value;
    loadPush()
      .then(({ findTarget }) => findTarget(options.peek().push))
      .then((target) => {
        if (target) tellPush(target);
        else pushed.value = null; // taken back in the browser's settings
      })
      .catch(() => {}); // a later conversation tries again
  });
}

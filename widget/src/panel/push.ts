// Web Push in this browser: whether it is on, and how it begins and ends. A chunk of its own, loaded when the menu is opened.
import type { PushTarget } from "protocol";

/** A scope that holds no page: the site's own service worker, if it has one, stays what it is. */
const scope = (path: string) => location.origin + path;

const ours = async (path: string) => {
  const registration = await navigator.serviceWorker.getRegistration(scope(path));
  // The browser gives the nearest one, which may be the site's own.
  return registration?.scope === scope(path) ? registration.pushManager.getSubscription() : null;
};

/** Null when this browser is not subscribed. */
export async function findTarget(path: string): Promise<PushTarget | null> {
  return toTarget(await ours(path));
}

/** Asks the visitor, who has just pressed a button for it. Null when they, or their browser, do not want it. */
export async function subscribe(path: string, key: string): Promise<PushTarget | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const registration = await navigator.serviceWorker.register(trust(path), { scope: scope(path) });
  await activation(registration);
  return toTarget(await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
}

/** A page that wants Trusted Types takes a worker's address from a policy only; its Content-Security-Policy has to name this one. */
function trust(path: string): string {
  policy ??= (window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("foyer", {
    createScriptURL: (address) => address,
  });
  return (policy?.createScriptURL(path) ?? path) as string;
}

interface Policy {
  createScriptURL(address: string): unknown;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}
let policy: Policy | undefined; // a name is taken once

/** What it was, if it was subscribed. */
export async function unsubscribe(path: string): Promise<PushTarget | null> {
  const subscription = await ours(path);
  await subscription?.unsubscribe();
  return toTarget(subscription);
}

function toTarget(subscription: PushSubscription | null) {
  const { endpoint, keys: { p256dh, auth } = {} } = subscription?.toJSON() ?? {};
  return endpoint && p256dh && auth ? { endpoint, keys: { p256dh, auth } } : null;
}

/** A browser subscribes for an active service worker only. */
const activation = ({ installing, waiting, active }: ServiceWorkerRegistration) =>
  new Promise<void>((resolve, reject) => {
    const coming = installing ?? waiting;
    if (active || !coming) return resolve();
    coming.onstatechange = () => {
      if (coming.state === "activated") resolve();
      if (coming.state === "redundant") reject();
    };
  });

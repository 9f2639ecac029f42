// What a site owner's service worker pulls in by importScripts: it shows a follow-up as a notification, and leads back to the page.

const worker = self as unknown as ServiceWorkerGlobalScope;

interface Push {
  title: string;
  body: string;
  link: string; // where the conversation goes on
  tag: string; // the same message twice is one notification
}

worker.addEventListener("push", (event) => {
  const { title, ...rest } = readPush(event.data);
  event.waitUntil(worker.registration.showNotification(title, { ...rest, data: rest.link }));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(String(event.notification.data)));
});

/** Whatever comes, something is shown: a browser ends a subscription whose pushes show nothing. */
function readPush(data: PushMessageData | null): Push {
  const { origin } = worker.location;
  const push: Push = { title: "You have a new reply", body: "", link: origin, tag: "foyer" };
  try {
    const read: Partial<Push> = data?.json() ?? {};
    const link = new URL(read.link ?? "", origin);
    return { ...push, ...read, link: link.origin === origin ? link.href : origin };
  } catch {
    return push; // not ours, or cut off
  }
}

/** The tab that has the page already, where the conversation then opens; else a new one. */
async function goTo(link: string) {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find(({ url }) => pageOf(url) === pageOf(link));
  if (!page) return worker.clients.openWindow(link);
  page.postMessage("foyer");
  return page.focus();
}

const pageOf = (address: string) => address.replace(/[?#].*/, "");

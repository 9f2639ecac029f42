// Notifications of replies: from the visitor's press to the notification that leads back. A browser without a network cannot
// subscribe, so the subscription alone is made up: with real keys, at an endpoint of this machine.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CDPSession, Page } from "@playwright/test";
import { openLocal } from "./local.ts";
import { conversationIn, operatorOf } from "./operator.ts";
import { launcher, openPanel, panelOf } from "./panel.ts";
import { expect, test as inStrictPage } from "./stack.ts";
import { makeSubscription } from "./subscription.ts";

/** No policy on the service worker's own file; the pages have theirs. */
const test = inStrictPage.extend<object, object>({
  stack: [
    async ({ answers }, use) => {
      const local = await openLocal({ answers });
      await use(local);
      await local.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test.use({
  permissions: ["notifications", "local-network-access"],
  settings: { followUps: { steps: [24 * 60, 48 * 60], quietHours: false } }, // sent when an operator says so
});

async function servePushService() {
  const pushed: Buffer[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    pushed.push(Buffer.concat(parts));
    response.writeHead(201).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push/1`,
    pushed,
    close: () => void server.close().closeAllConnections(),
  };
}

const giveSubscription = (page: Page, endpoint: string, { keys }: ReturnType<typeof makeSubscription>) =>
  page.addInitScript(
    (given) => {
      const subscription = {
        toJSON: () => given,
        async unsubscribe() {
          localStorage.removeItem("subscribed");
          return true;
        },
      } as unknown as PushSubscription;
      PushManager.prototype.subscribe = async (options) => {
        localStorage.setItem("subscribed", String(options?.applicationServerKey));
        return subscription;
      };
      PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? subscription : null);
    },
    { endpoint, expirationTime: null, keys },
  );

/** What a page with a policy has to allow besides the script's host. */
const setPolicy = (page: Page, foyer: string) =>
  page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return route.fallback();
    const response = await route.fetch();
    const policy = `default-src 'none'; script-src ${foyer}; connect-src ${foyer.replace("http", "ws")}; style-src 'self'; font-src 'self'; img-src 'self' data:; worker-src 'self'; require-trusted-types-for 'script'; trusted-types foyer`;
    await route.fulfill({ response, headers: { ...response.headers(), "Content-Security-Policy": policy } });
  });

async function pressInMenu(page: Page, name: string) {
  await panelOf(page).button("Menu").click();
  await page.getByRole("menuitem", { name }).click();
}

/** The service worker of the demo's file, as the browser's own tools see it. */
async function findWorker(page: Page): Promise<{ tools: CDPSession; registrationId: string }> {
  const tools = await page.context().newCDPSession(page);
  const found = new Promise<string>((resolve) => {
    tools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.endsWith("/foyer-push.js"));
      if (ours) resolve(ours.registrationId);
    });
  });
  await tools.send("ServiceWorker.enable");
  return { tools, registrationId: await found };
}

const notificationsIn = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration("/foyer-push.js");
    const shown = (await registration?.getNotifications()) ?? [];
    return shown.map(({ title, body, tag, data }) => ({ title, body, tag, data: String(data) }));
  });

test("[U9] a reply reaches a browser whose visitor asked for it and left, and leads them back", async ({
  page,
  context,
  stack,
}) => {
  const service = await servePushService();
  const browser = makeSubscription();
  await giveSubscription(page, service.endpoint, browser);
  await setPolicy(page, stack.foyer);
  const panel = await openPanel(page, "/pricing.html");
  await panel.say("What is it? [[say:A tide clock.]] [[follow-up:Shall I say more?|And more?]]");
  await panel.ended();
  await pressInMenu(page, "Notify me of replies");
  await expect(panel.dialog.getByRole("status")).toHaveText("Replies reach you by notification now.");
  expect(await page.evaluate('localStorage["subscribed"]')).toMatch(/^B[\w-]{86}$/);
  const operator = operatorOf(stack, await conversationIn(page));
  await page.goto("about:blank");
  await operator.triggerNext();
  await expect.poll(() => service.pushed.length).toBe(1);
  const payload = browser.open(service.pushed[0] ?? Buffer.alloc(0));
  const { link } = JSON.parse(payload) as { link: string };

  await page.goto("/pricing.html");
  await expect(launcher(page)).toHaveAccessibleName(/, 1 unread message$/);
  const { tools, registrationId } = await findWorker(page);
  const push = (data: string) =>
    tools.send("ServiceWorker.deliverPushMessage", { origin: stack.site, registrationId, data });
  await push(payload);
  await expect
    .poll(() => notificationsIn(page))
    .toEqual([{ title: "Ebbstead", body: "Shall I say more?", tag: expect.stringMatching(/^f\./), data: link }]);
  await push(payload); // at least once is what push services promise
  await push("{ no JSON");
  await expect
    .poll(async () => (await notificationsIn(page)).map(({ title }) => title).sort())
    .toEqual(["Ebbstead", "You have a new reply"]);

  // Only the system can click a notification; this event is all but trusted.
  const worker = context.serviceWorkers().find((each) => each.url().endsWith("/foyer-push.js"));
  await worker?.evaluate(async () => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const notification = (await scope.registration.getNotifications()).find(({ title }) => title === "Ebbstead");
    globalThis.dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil() {} }));
  });
  await expect(panelOf(page).prose).toHaveText("Shall I say more?");
  expect(await notificationsIn(page)).toHaveLength(1);

  await page.goto("about:blank");
  await page.goto(link);
  await expect(panelOf(page).prose).toHaveText("Shall I say more?");
  await expect(page).toHaveURL(/\/pricing\.html$/);
  await pressInMenu(page, "Stop notifications");
  await expect(panelOf(page).dialog.getByRole("status")).toHaveText("Notifications are off.");
  await page.goto("about:blank");
  await operator.triggerNext();
  await expect.poll(operator.states).toEqual(["sent", "sent"]);
  expect((await operator.deliveries()).filter(({ by }) => by === "push")).toHaveLength(1);
  service.close();
});

test("[U9] who begins a new conversation is notified of that one too", async ({ page, stack }) => {
  const service = await servePushService();
  const browser = makeSubscription();
  await giveSubscription(page, service.endpoint, browser);
  const panel = await openPanel(page);
  await panel.say("First. [[say:One.]] [[follow-up:Of the first.]]");
  await panel.ended();
  await pressInMenu(page, "Notify me of replies");
  await expect(panel.dialog.getByRole("status")).toHaveText("Replies reach you by notification now.");
  await pressInMenu(page, "New conversation");
  await expect(panel.messages).toHaveCount(0);
  await panel.say("Second. [[say:Two.]] [[follow-up:Of the second.]]");
  await panel.ended();
  const operator = operatorOf(stack, await conversationIn(page));
  await expect.poll(() => page.evaluate('localStorage["foyer:demo:push"]')).toBe(await conversationIn(page));
  await page.goto("about:blank");
  await operator.triggerNext();
  await expect.poll(() => service.pushed.length).toBe(1);
  expect(browser.open(service.pushed[0] ?? Buffer.alloc(0))).toContain("Of the second.");
  service.close();
});

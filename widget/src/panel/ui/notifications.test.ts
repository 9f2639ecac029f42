import { expect, onTestFinished, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { testMessage } from "./test-conversation.ts";
import { openTestPanel, welcome } from "./test-panel.ts";

const PATH = "/src/push-worker/main.ts"; // as it is served here, it is a service worker's file
const KEY = "BB".padEnd(87, "x");

interface Browser {
  permission?: NotificationPermission;
  answer?: NotificationPermission; // the visitor's, when asked
  subscribed?: boolean;
  fails?: boolean; // there is no push service
}

/** A browser that can subscribe, which one without a network cannot: only the subscription itself is made up. */
function playBrowser({ permission = "default", answer = "granted", subscribed = false, fails = false }: Browser = {}) {
  let is = subscribed;
  const keys = { p256dh: "p", auth: "secret" };
  const subscription = {
    toJSON: () => ({ endpoint: "https://push.example/1", expirationTime: null, keys }),
    async unsubscribe() {
      is = false;
      return true;
    },
  } as unknown as PushSubscription;
  vi.spyOn(Notification, "permission", "get").mockReturnValue(permission);
  const asked = vi.spyOn(Notification, "requestPermission").mockResolvedValue(answer);
  vi.spyOn(PushManager.prototype, "getSubscription").mockImplementation(async () => (is ? subscription : null));
  const subscribe = vi.spyOn(PushManager.prototype, "subscribe").mockImplementation(async () => {
    if (fails) throw new DOMException("no push service", "AbortError");
    is = true;
    return subscription;
  });
  onTestFinished(async () => {
    vi.restoreAllMocks();
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  });
  return { asked, subscribe };
}

async function openMenu(data: Record<string, string> = { push: PATH }, key: string | undefined = KEY) {
  const panel = await openTestPanel(data);
  welcome(panel);
  panel.site.value = { name: "Ebbstead", ...(key && { push: key }) };
  panel.id.value = "c1";
  await userEvent.click(panel.find("[aria-label=Menu]"));
  const items = () => [...panel.root.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const names = () => items().map(({ textContent }) => textContent);
  const press = (name: string) => userEvent.click(items().find((item) => item.textContent === name) as HTMLElement);
  const told = () => panel.asked.filter((ask) => ask.startsWith("tellPush"));
  const note = () => panel.find(".notice").textContent;
  return { ...panel, names, press, told, note };
}

const registered = async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope);

test("[U9] after the press it asks, subscribes with the site's key, and tells the conversation once it has begun", async () => {
  const { asked, subscribe } = playBrowser();
  const panel = await openMenu();
  await expect.poll(panel.names).toEqual(["New conversation", "Notify me of replies"]);
  expect(asked).not.toHaveBeenCalled();
  expect(await registered()).toEqual([]);
  await panel.press("Notify me of replies");
  await expect.poll(panel.note).toBe("Replies reach you by notification now.");
  expect(subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: KEY });
  expect(await registered()).toEqual([location.origin + PATH]); // its scope holds no page
  expect(panel.told()).toEqual([]);
  panel.put(testMessage(1));
  await expect.poll(panel.told).toEqual(["tellPush https://push.example/1 secret"]);
  expect(panel.pushed.value).toBe("c1");
  panel.put(testMessage(2));
  panel.foyer.sendMessage("Next.");
  await expect.poll(panel.note).toBe("");
  expect(panel.told()).toHaveLength(1);
});

test("[U9] each later conversation hears of it, when it has begun and the socket is open", async () => {
  playBrowser();
  const panel = await openMenu();
  panel.put(testMessage(1));
  await expect.poll(panel.names).toHaveLength(2);
  await panel.press("Notify me of replies");
  await expect.poll(panel.told).toHaveLength(1);
  panel.connection.value = { is: "connecting" };
  panel.entries.value = [];
  panel.id.value = "c2";
  panel.connection.value = { is: "online" };
  expect(panel.pushed.value).toBe("c1");
  panel.put(testMessage(1));
  await expect.poll(panel.told).toHaveLength(2);
  expect(panel.pushed.value).toBe("c2");
});

test("[U9] to stop ends the subscription and tells the conversation", async () => {
  playBrowser();
  const panel = await openMenu();
  panel.put(testMessage(1));
  await expect.poll(panel.names).toHaveLength(2);
  await panel.press("Notify me of replies");
  await expect.poll(panel.told).toHaveLength(1);
  await userEvent.click(panel.find("[aria-label=Menu]"));
  await expect.poll(panel.names).toEqual(["New conversation", "Stop notifications"]);
  await panel.press("Stop notifications");
  await expect.poll(panel.note).toBe("Notifications are off.");
  expect(panel.told().at(-1)).toBe("tellPush https://push.example/1 off");
  expect(panel.pushed.value).toBeNull();
  await userEvent.click(panel.find("[aria-label=Menu]"));
  await expect.poll(panel.names).toEqual(["New conversation", "Notify me of replies"]);
});

test.each<[string, Browser]>([
  ["the visitor says no", { answer: "denied" }],
  ["the visitor does not say", { answer: "default" }],
  ["there is no push service", { fails: true }],
])("when %s, one line says so", async (_, browser) => {
  playBrowser(browser);
  const panel = await openMenu();
  panel.put(testMessage(1));
  await expect.poll(panel.names).toHaveLength(2);
  await panel.press("Notify me of replies");
  await expect.poll(panel.note).toBe("Your browser did not allow notifications.");
  expect(panel.told()).toEqual([]);
  expect(panel.pushed.value).toBeNull();
});

test("a file that is not there is said too", async () => {
  playBrowser();
  const panel = await openMenu({ push: "/no-such-worker.js" });
  await expect.poll(panel.names).toHaveLength(2);
  await panel.press("Notify me of replies");
  await expect.poll(panel.note).toBe("Your browser did not allow notifications.");
});

test.each<[string, Browser, Record<string, string>, string]>([
  ["the tag names no file", {}, {}, KEY],
  ["the Worker has no key", {}, { push: PATH }, ""],
  ["the visitor has said no", { permission: "denied" }, { push: PATH }, KEY],
])("nothing is offered when %s", async (_, browser, data, key) => {
  playBrowser(browser);
  const { names } = await openMenu(data, key);
  expect(names()).toEqual(["New conversation"]);
});

test("the site's own service worker is not taken for ours, and stays", async () => {
  playBrowser({ subscribed: true });
  const own = await navigator.serviceWorker.register(PATH, { scope: "/src/push-worker/" });
  const panel = await openMenu();
  await expect.poll(panel.names).toEqual(["New conversation", "Notify me of replies"]);
  await panel.press("Notify me of replies");
  await expect.poll(panel.note).not.toBe("");
  expect(await registered()).toEqual([own.scope, location.origin + PATH].sort());
});

test("arrow keys move between the menu's items", async () => {
  playBrowser();
  const { names, root } = await openMenu();
  await expect.poll(names).toHaveLength(2);
  const at = () => root.activeElement?.textContent;
  expect(at()).toBe("New conversation");
  await userEvent.keyboard("{ArrowDown}");
  expect(at()).toBe("Notify me of replies");
  await userEvent.keyboard("{ArrowDown}");
  expect(at()).toBe("New conversation");
  await userEvent.keyboard("{ArrowUp}");
  expect(at()).toBe("Notify me of replies");
  await userEvent.keyboard("{Escape}");
  await expect.poll(names).toEqual([]);
  expect(root.activeElement?.ariaLabel).toBe("Menu");
});

test("a clicked notification opens the conversation on the page that is there", async () => {
  playBrowser();
  const { foyer, isShown } = await openMenu();
  await foyer.close();
  await expect.poll(() => isShown(".panel")).toBe(false);
  const click = (data: unknown) => navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data }));
  click({ type: "the site's own" });
  expect(isShown(".panel")).toBe(false);
  click("foyer");
  await expect.poll(() => isShown(".panel")).toBe(true);
});

import { expect, onTestFinished, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { testMessage } from "./test-conversation.ts";
import { openTestPanel, welcome } from "./test-panel.ts";

const edges = (element: Element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return [left, top, right, bottom];
};
const focused = (root: ShadowRoot) => root.activeElement?.ariaLabel;

test("on opening, the input has the focus at once, and only then the conversation connects", async () => {
  const { root, asked } = await openTestPanel();
  expect(focused(root)).toBe("Message");
  expect(asked).toEqual(["connect"]);
});

test("Escape shuts it and gives the focus back to the launcher", async () => {
  const { root, isShown, foyer } = await openTestPanel({ title: "Help" });
  const heard = vi.fn();
  foyer.on("close", heard);
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => isShown(".panel")).toBe(false);
  expect(focused(root)).toBe("Open chat: Help");
  expect(heard).toHaveBeenCalledOnce();
});

test("shut from the page, it takes the focus from nobody", async () => {
  const { foyer, root } = await openTestPanel();
  const field = document.createElement("input");
  document.body.append(field);
  field.focus();
  await foyer.close();
  expect(document.activeElement).toBe(field);
  expect(root.activeElement).toBeNull();
  field.remove();
});

test("Enter sends, Shift+Enter breaks the line, the box is empty then", async () => {
  const { asked, box, draft } = await openTestPanel();
  await userEvent.keyboard("one{Shift>}{Enter}{/Shift}two{Enter}");
  expect(asked.at(-1)).toBe("say one\ntwo");
  expect(draft.value).toBe("");
  await expect.poll(() => box.value).toBe("");
});

test("an Enter that ends a composition sends nothing", async () => {
  const { asked, box, draft } = await openTestPanel();
  draft.value = "にほん";
  await expect.poll(() => box.value).toBe("にほん");
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true }));
  expect(asked).toEqual(["connect"]);
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  expect(asked.at(-1)).toBe("say にほん");
});

test("what is typed in the panel is no shortcut of the page's", async () => {
  const { draft } = await openTestPanel();
  const heard: string[] = [];
  const shortcut = ({ target, key }: KeyboardEvent) => {
    if (!(target as Element).matches("input, textarea")) heard.push(key);
  };
  document.addEventListener("keydown", shortcut);
  onTestFinished(() => document.removeEventListener("keydown", shortcut));
  await userEvent.keyboard("/a");
  expect(draft.value).toBe("/a");
  expect(heard).toEqual([]);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
  expect(heard).toEqual(["/"]);
});

test("a blank message is not sent, and a draft is the conversation's", async () => {
  const { asked, draft, button } = await openTestPanel();
  await userEvent.keyboard("  {Enter}");
  expect(asked).toEqual(["connect"]);
  expect(button("Send").matches(":disabled")).toBe(true);
  await userEvent.keyboard("hi");
  expect(draft.value).toBe("  hi");
  await expect.poll(() => button("Send").matches(":disabled")).toBe(false);
});

test("the box grows from one line to six, and counts near its limit", async () => {
  const { box, draft, root } = await openTestPanel();
  expect(box.offsetHeight).toBe(44);
  draft.value = "a\nb\nc";
  await expect.poll(() => box.offsetHeight).toBe(88);
  draft.value = "line\n".repeat(30);
  await expect.poll(() => box.offsetHeight).toBe(154);
  expect(root.querySelector(".count")).toBeNull();
  draft.value = "x".repeat(3900);
  await expect.poll(() => root.querySelector(".count")?.textContent).toBe("3900 / 4000");
});

test("while an answer runs, send is stop", async () => {
  const panel = await openTestPanel();
  welcome(panel);
  panel.put(testMessage(2, { state: "streaming" }));
  await expect.poll(() => panel.root.querySelector(".send")?.ariaLabel).toBe("Stop");
  panel.button("Stop").click();
  expect(panel.asked.at(-1)).toBe("stop");
});

test("the title is the tag's, else the site's, else a general one", async () => {
  const panel = await openTestPanel();
  const name = () => panel.find(".panel").ariaLabel;
  expect(name()).toBe("Chat with us");
  welcome(panel);
  await expect.poll(name).toBe("Ebbstead");
  panel.foyer.update({ title: "Help" });
  await expect.poll(name).toBe("Help");
});

test("on a phone it covers the screen, is modal, and keeps the focus inside", async () => {
  const { find, root, button, foyer } = await openTestPanel({}, 390);
  await expect.poll(() => edges(find(".panel"))).toEqual([0, 0, 390, 800]);
  expect(find(".panel").ariaModal).toBe("true");
  const field = document.createElement("input");
  document.body.append(field);
  field.focus();
  expect(focused(root)).toBe("Menu");
  await foyer.close();
  field.focus();
  expect(document.activeElement).toBe(field);
  field.remove();
  await foyer.open();
  button("Close").click();
  expect(focused(root)).toBe("Open chat: Chat with us");
});

test("on a desktop it is not modal", async () => {
  const { find } = await openTestPanel();
  expect(find(".panel").ariaModal).toBe("false");
  await expect.poll(() => edges(find(".panel"))).toEqual([860, 32, 1260, 712]);
});

test("the menu works by keyboard alone", async () => {
  const { root, find, asked, isShown } = await openTestPanel();
  find("[aria-label=Menu]").focus();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => root.activeElement?.role).toBe("menuitem");
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => isShown("[role=menu]")).toBe(false);
  expect(focused(root)).toBe("Menu");
  expect(isShown(".panel")).toBe(true);
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => root.activeElement?.role).toBe("menuitem");
  await userEvent.keyboard("{Enter}");
  expect(asked.at(-1)).toBe("newConversation");
  await expect.poll(() => isShown("[role=menu]")).toBe(false);
});

test("the menu shuts when its button is pressed again, and when the focus goes elsewhere", async () => {
  const { find, isShown, box } = await openTestPanel();
  const menu = find("[aria-label=Menu]");
  await userEvent.click(menu);
  await expect.poll(() => isShown("[role=menu]")).toBe(true);
  await userEvent.click(menu);
  await expect.poll(() => isShown("[role=menu]")).toBe(false);
  await userEvent.click(menu);
  await expect.poll(() => isShown("[role=menu]")).toBe(true);
  await userEvent.click(box);
  await expect.poll(() => isShown("[role=menu]")).toBe(false);
});

test("an empty conversation greets and suggests; a suggestion is said; then they go", async () => {
  const panel = await openTestPanel();
  welcome(panel, ["What does it cost?", "b", "c", "d", "a fifth"]);
  await expect.poll(() => panel.root.querySelectorAll(".suggestion").length).toBe(4);
  panel.find(".suggestion").click();
  expect(panel.asked.at(-1)).toBe("say What does it cost?");
  panel.put(testMessage(1));
  await expect.poll(() => panel.root.querySelectorAll(".suggestion").length).toBe(0);
  expect(panel.find(".greeting").textContent).toBe("Hello.");
});

test.each([
  [{ is: "offline" } as const, "You are offline. Messages are sent when you are back."],
  [{ is: "waiting", until: 0 } as const, "A little slower, please. Your message is sent in a moment."],
  [{ is: "refused", reason: "unknown-site" } as const, "Chat is not available on this page."],
])("%o is said in words", async (state, words) => {
  const { connection, find } = await openTestPanel();
  connection.value = state;
  await expect.poll(() => find(".notice").textContent).toBe(words);
});

test("too fast is said, until the message is out", async () => {
  const { slowDown, find } = await openTestPanel();
  slowDown.value = Date.now() + 5000;
  await expect.poll(() => find(".notice").textContent).toContain("A little slower");
  slowDown.value = null;
  await expect.poll(() => find(".notice").textContent).toBe("");
});

test("a refused connection is told to the page with its reason", async () => {
  const { foyer, connection } = await openTestPanel();
  const errors: unknown[] = [];
  foyer.on("error", (error) => errors.push(error));
  connection.value = { is: "refused", reason: "origin-not-allowed" };
  expect(errors).toEqual([{ phase: "connect", code: "origin-not-allowed" }]);
});

test("what is on screen is read; what comes while it is shut is not", async () => {
  const panel = await openTestPanel();
  const reads = () => panel.asked.filter((ask) => ask === "markRead").length;
  welcome(panel);
  panel.put(testMessage(2));
  expect(reads()).toBe(1);
  await panel.foyer.close();
  panel.put(testMessage(4));
  expect(reads()).toBe(1);
  await panel.foyer.open();
  expect(reads()).toBe(2);
});

test("inline: a region without a close button, without the focus, which connects at the first focus", async () => {
  const target = document.createElement("div");
  target.id = "here";
  document.body.append(target);
  onTestFinished(() => target.remove());
  const { find, root, box, asked } = await openTestPanel({ target: "#here", title: "Ask", greeting: "Ask away." });
  expect(root.activeElement).toBeNull();
  expect(find(".panel").role).toBe("region");
  expect(find(".panel").ariaLabel).toBe("Ask");
  expect(find(".greeting").textContent).toBe("Ask away.");
  expect(root.querySelector("[aria-label=Close]")).toBeNull();
  expect(asked).toEqual([]);
  await userEvent.click(box);
  expect(asked).toEqual(["connect"]);
});

test("destroy ends the conversation and leaves no node", async () => {
  const { foyer, asked, root } = await openTestPanel();
  foyer.destroy();
  expect(asked.at(-1)).toBe("destroy");
  expect(root.querySelector(".panel")).toBeNull();
  expect(document.querySelector("foyer-host")).toBeNull();
});

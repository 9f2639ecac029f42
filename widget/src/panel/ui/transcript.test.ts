import { expect, test, vi } from "vitest";
import { testMessage } from "./test-conversation.ts";
import { openTestPanel, welcome } from "./test-panel.ts";

type Panel = Awaited<ReturnType<typeof openTestPanel>>;

const long = (seq: number) => testMessage(seq, { text: `Message ${seq}. ${"Many words. ".repeat(20)}` });
const shown = ({ root }: Panel) => [...root.querySelectorAll<HTMLElement>(".message")];
const spoken = ({ find }: Panel) => find("[aria-live=polite]").textContent;

async function fill(panel: Panel, from = 1, to = 20) {
  welcome(panel);
  for (let seq = from; seq <= to; seq++) panel.put(long(seq));
  await expect.poll(() => shown(panel).length).toBe(to - from + 1);
  const log = panel.find(".log");
  await expect.poll(() => distanceToEnd(log)).toBeLessThan(2);
  return log;
}

/** Resolves when the panel has heard of it too: its own listener came first. */
async function scrollTo(log: Element, top: number) {
  const scrolled = new Promise((heard) => log.addEventListener("scroll", heard, { once: true }));
  log.scrollTop = top;
  await scrolled;
}
const distanceToEnd = (log: Element) => log.scrollHeight - log.scrollTop - log.clientHeight;

test("a growing answer changes its own text and nothing else", async () => {
  const panel = await openTestPanel();
  await fill(panel, 1, 4);
  const entry = panel.put(testMessage(6, { state: "streaming", text: "One" }));
  await expect.poll(() => shown(panel).length).toBe(5);
  await expect.poll(() => panel.find("[data-state=streaming] .prose").textContent).toContain("On");
  const changed = new Set<string>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      changed.add(
        element?.closest(".prose") ? `prose of ${element.closest("li")?.dataset.id}` : String(element?.className),
      );
    }
  });
  observer.observe(panel.find(".log"), { subtree: true, childList: true, characterData: true, attributes: true });
  const paragraph = panel.find("[data-state=streaming] .prose p");
  for (const word of [" two", " three", " four"]) entry.text.value += word;
  await expect.poll(() => paragraph.textContent).toContain("fou");
  expect([...changed]).toEqual(["prose of m6"]);
  expect(panel.find("[data-state=streaming] .prose p")).toBe(paragraph);
  observer.disconnect();
});

test("a finished answer keeps its words' nodes and its neighbours theirs", async () => {
  const panel = await openTestPanel();
  await fill(panel, 1, 4);
  panel.put(testMessage(6, { state: "streaming", text: "One two" }));
  await expect.poll(() => shown(panel).length).toBe(5);
  const before = shown(panel);
  const paragraph = panel.find("[data-id=m6] .prose p");
  panel.put(testMessage(6, { text: "One two" }));
  await expect.poll(() => panel.find("[data-id=m6]").dataset.state).toBe("done");
  expect(shown(panel)).toEqual(before);
  expect(panel.find("[data-id=m6] .prose p")).toBe(paragraph);
  expect(paragraph.textContent).toBe("One two");
});

test("what the visitor said keeps its row when the server shows it back", async () => {
  const panel = await openTestPanel();
  welcome(panel);
  panel.pending.value = [{ id: "m1", text: "Hello", at: Date.now() }];
  await expect.poll(() => shown(panel)[0]?.dataset.state).toBe("pending");
  const [row] = shown(panel);
  panel.pending.value = [];
  panel.put(testMessage(1, { text: "Hello" }));
  await expect.poll(() => row?.dataset.state).toBe("done");
  expect(shown(panel)).toEqual([row]);
});

test("[S4] a message that was not taken says why, and is sent again", async () => {
  const panel = await openTestPanel();
  welcome(panel);
  panel.pending.value = [{ id: "p", text: "Hello", at: Date.now(), failed: "too-large" }];
  await expect.poll(() => shown(panel)[0]?.dataset.state).toBe("failed");
  expect(shown(panel)[0]?.textContent).toContain("Too long to send.");
  panel.find(".word").click();
  expect(panel.asked.at(-1)).toBe("sayAgain p");
});

test.each([
  [{ state: "failed", why: "model" } as const, "The answer broke off."],
  [{ state: "stopped" } as const, "Stopped."],
])("[A6] an answer that ended early says so, and can be tried again: %o", async (end, words) => {
  const panel = await openTestPanel();
  welcome(panel);
  panel.put(testMessage(2, { text: "It costs", ...end }));
  await expect.poll(() => shown(panel)[0]?.textContent).toContain(words);
  panel.find(".word").click();
  expect(panel.asked.at(-1)).toBe("retry m2");
});

test("[A9] thumbs are pressed once at most, and taken back", async () => {
  const panel = await openTestPanel();
  welcome(panel);
  panel.put(testMessage(2));
  await expect.poll(() => panel.isShown("[aria-label='Good answer']")).toBe(true);
  const good = panel.button("Good answer");
  good.click();
  expect(panel.asked.at(-1)).toBe("feedback m2 1");
  panel.put(testMessage(2, { feedback: 1 }));
  await expect.poll(() => good.ariaPressed).toBe("true");
  expect(panel.button("Bad answer").ariaPressed).toBe("false");
  good.click();
  expect(panel.asked.at(-1)).toBe("feedback m2 0");
});

test("[A11] sources are numbered links; one of this site opens here, one that is no web address is left out", async () => {
  const panel = await openTestPanel();
  welcome(panel);
  const sources = [
    { title: "Here", url: `${location.origin}/help#:~:text=tide` },
    { title: "There", url: "https://example.com/" },
    { title: "Bad", url: "javascript:alert(1)" },
  ];
  panel.put(testMessage(2, { sources, by: "pages" }));
  await expect.poll(() => panel.root.querySelectorAll(".sources a").length).toBe(2);
  const links = [...panel.root.querySelectorAll<HTMLAnchorElement>(".sources a")];
  expect(links.map(({ target, rel, textContent }) => [target, rel, textContent])).toEqual([
    ["_self", "noopener", "1Here"],
    ["_blank", "noopener", "2There"],
  ]);
  expect(shown(panel)[0]?.textContent).toContain("From our pages");
});

test("copying an answer takes its Markdown, and says whether it worked", async () => {
  const panel = await openTestPanel();
  welcome(panel);
  panel.put(testMessage(2, { text: "**Yes**" }));
  await expect.poll(() => panel.isShown("[aria-label='Copy answer']")).toBe(true);
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValueOnce().mockRejectedValueOnce(new Error());
  const copy = panel.button("Copy answer");
  copy.click();
  await expect.poll(() => copy.textContent).toBe("Copied");
  expect(write).toHaveBeenCalledWith("**Yes**");
  copy.click();
  await expect.poll(() => copy.textContent).toBe("Could not copy");
  expect(spoken(panel)).toBe("Could not copy");
});

test("each answer that ends while the panel is open is spoken once, whole; history, drafts and deltas are not", async () => {
  const panel = await openTestPanel();
  panel.put(testMessage(2, { text: "Old" }));
  welcome(panel);
  expect(spoken(panel)).toBe("");
  const entry = panel.put(testMessage(4, { state: "streaming", text: "It" }));
  entry.text.value = "It is **free**";
  expect(spoken(panel)).toBe("");
  const added: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) added.push(String(node.textContent));
  });
  observer.observe(panel.find("[aria-live=polite]"), { childList: true });
  panel.put(testMessage(4, { text: "It is **free**, see [the page](https://example.com)." }));
  panel.put(testMessage(4, { text: "It is **free**, see [the page](https://example.com).", feedback: 1 }));
  panel.put(testMessage(1, { text: "older, loaded above" }));
  panel.put(testMessage(5, { text: "my own" }));
  await expect.poll(() => added).toEqual(["It is free, see the page."]);
  await panel.foyer.close();
  panel.put(testMessage(6, { text: "While shut" }));
  observer.disconnect();
  expect(added).toHaveLength(1);
});

test.each([
  ["f.0b9c.1", "Following up"],
  ["r.0b9c.1", "Reminder"],
])("[U1] what comes by itself (%s) says what it is above its words, and is spoken once", async (id, mark) => {
  const panel = await openTestPanel();
  welcome(panel);
  panel.put(testMessage(1));
  panel.put(testMessage(2));
  const spoke = vi.fn();
  const observer = new MutationObserver(spoke);
  observer.observe(panel.find("[aria-live=polite]"), { childList: true });
  panel.put(testMessage(4, { id, text: "Still thinking?", followUp: true }));
  await expect.poll(() => shown(panel).length).toBe(3);
  const [, answer, followUp] = shown(panel);
  expect(followUp?.querySelector(".small")?.textContent).toBe(mark);
  expect(followUp?.querySelector(".prose")?.previousElementSibling?.textContent).toBe(mark);
  expect(answer?.textContent).not.toContain(mark);
  expect(spoken(panel)).toBe("Still thinking?");
  panel.put(testMessage(4, { id, text: "Still thinking?", followUp: true, feedback: 1 }));
  await expect.poll(() => panel.root.querySelector("[aria-pressed=true]")).not.toBeNull();
  observer.disconnect();
  expect(spoke).toHaveBeenCalledOnce();
});

test.each([
  [{ state: "failed", why: "model" } as const, "The answer broke off."],
  [{ state: "stopped" } as const, "Stopped."],
])("an answer that ended early is spoken with what became of it: %o", async (end, words) => {
  const panel = await openTestPanel();
  welcome(panel);
  panel.put(testMessage(2, { state: "streaming", text: "It costs" }));
  panel.put(testMessage(2, { text: "It costs", ...end }));
  expect(spoken(panel)?.split(/\s+/).join(" ")).toBe(`It costs ${words}`);
});

test("the page hears of each new message and of each end, not of history", async () => {
  const panel = await openTestPanel();
  const heard: string[] = [];
  panel.foyer.on("message", ({ id, state }) => heard.push(`${id} ${state}`));
  panel.put(testMessage(2));
  welcome(panel);
  panel.put(testMessage(3));
  panel.put(testMessage(4, { state: "streaming", text: "" }));
  panel.put(testMessage(4));
  expect(heard).toEqual(["m3 done", "m4 streaming", "m4 done"]);
});

test("a reader at the end follows what comes", async () => {
  const panel = await openTestPanel();
  const log = await fill(panel);
  const entry = panel.put(testMessage(22, { state: "streaming", text: "It" }));
  for (let line = 0; line < 30; line++) entry.text.value += `\n\nLine ${line}`;
  await expect.poll(() => panel.find("[data-id=m22]").offsetHeight).toBeGreaterThan(400);
  await expect.poll(() => distanceToEnd(log)).toBeLessThan(2);
  expect(panel.isShown(".pill")).toBe(false);
});

test("a reader elsewhere stays there, is told, and goes to the end when they want", async () => {
  const panel = await openTestPanel();
  const log = await fill(panel);
  await scrollTo(log, log.scrollTop - 500);
  const top = log.scrollTop;
  panel.put(long(22));
  await expect.poll(() => panel.isShown(".pill")).toBe(true);
  expect(log.scrollTop).toBe(top);
  panel.find(".pill").click();
  await expect.poll(() => distanceToEnd(log)).toBeLessThan(2);
  await expect.poll(() => panel.isShown(".pill")).toBe(false);
});

test("[R7] near the top older messages are asked for, and what the reader sees stays where it is", async () => {
  const panel = await openTestPanel();
  const log = await fill(panel, 21, 40);
  panel.more.value = true;
  log.scrollTop = 150;
  await expect.poll(() => panel.asked.includes("loadOlder")).toBe(true);
  const [seen] = shown(panel).filter((row) => row.offsetTop > log.scrollTop);
  const before = seen?.getBoundingClientRect().top;
  for (let seq = 1; seq <= 20; seq++) panel.put(long(seq));
  panel.more.value = false;
  await expect.poll(() => shown(panel).length).toBe(40);
  await expect.poll(() => Math.abs((seen?.getBoundingClientRect().top ?? 0) - (before ?? 0))).toBeLessThan(2);
  expect(panel.isShown(".pill")).toBe(false);
});

test("saying something brings the reader to the end", async () => {
  const panel = await openTestPanel();
  const log = await fill(panel);
  await scrollTo(log, 300);
  panel.put(long(22));
  await expect.poll(() => panel.isShown(".pill")).toBe(true);
  expect(distanceToEnd(log)).toBeGreaterThan(100);
  await panel.foyer.sendMessage("hi");
  await expect.poll(() => distanceToEnd(log)).toBeLessThan(2);
});

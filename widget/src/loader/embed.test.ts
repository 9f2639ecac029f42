import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { Panel, Setup } from "../embedding.ts";
import { start } from "./start.ts";

const hosts = () => document.querySelectorAll<HTMLElement>("foyer-host");
const launcherOf = (host = hosts()[0]) => host?.shadowRoot?.querySelector<HTMLElement>(".launcher");

/** A panel that only remembers what was asked of it. */
function draw(data: Record<string, string> = {}, failures = 0) {
  const asked: string[] = [];
  const setups: Setup[] = [];
  let isOpen = false;
  const show = (open: boolean) => {
    isOpen = open;
    setups.at(-1)?.emit(open ? "open" : "close", undefined);
  };
  const panel: Panel = {
    open: () => show(true),
    close: () => show(false),
    isOpen: () => isOpen,
    connect: () => void asked.push("connect"),
    say: (text) => void asked.push(`say ${text}`),
    update: ({ title }) => void asked.push(`update ${title}`),
    destroy: () => void asked.push("destroy"),
  };
  const attempts: number[] = [];
  start({ site: "demo", ...data }, "https://foyer.test", async (attempt) => {
    attempts.push(attempt);
    if (attempt < failures) throw new TypeError("blocked");
    return {
      mount(setup) {
        setups.push(setup);
        return panel;
      },
    };
  });
  const foyer = window.Foyer;
  onTestFinished(() => {
    foyer?.destroy();
    localStorage.clear();
  });
  return { asked, attempts, setups, foyer };
}

const errors: string[] = [];
beforeEach(() => {
  errors.length = 0;
  vi.spyOn(console, "error").mockImplementation((...words) => void errors.push(words.join(" ")));
  vi.spyOn(console, "info").mockImplementation((...words) => void errors.push(words.join(" ")));
});

test("before the visitor's first act nothing is fetched and nothing is stored", () => {
  const set = vi.spyOn(Storage.prototype, "setItem");
  const { attempts } = draw();
  expect(launcherOf()?.ariaLabel).toBe("Open chat: Chat with us");
  expect(attempts).toEqual([]);
  expect(set).not.toHaveBeenCalled();
});

test.each(["pointerenter", "focus", "touchstart"])("%s on the launcher loads the panel, once", async (hint) => {
  const { attempts, setups } = draw();
  launcherOf()?.dispatchEvent(new Event(hint));
  launcherOf()?.dispatchEvent(new Event(hint));
  await expect.poll(() => setups.length).toBe(1);
  expect(attempts).toEqual([0]);
});

test("a conversation that is under way is loaded and connected without being asked", async () => {
  localStorage.setItem("foyer:demo", "{}");
  const { asked } = draw();
  await expect.poll(() => asked).toEqual(["connect"]);
});

test("[U7] a mailed link's ticket goes out of the address at once, to the panel, which opens", async () => {
  const address = location.href;
  const state = { scroll: 7 };
  history.replaceState(state, "", `${address}#foyer=a.b-c_d`);
  onTestFinished(() => history.replaceState(null, "", address));
  const { setups, foyer } = draw();
  const heard = vi.fn();
  foyer?.on("open", heard);
  expect(location.href).toBe(address);
  expect(history.state).toEqual(state);
  await expect.poll(() => setups[0]?.ticket).toBe("a.b-c_d");
  await expect.poll(() => heard.mock.calls.length).toBe(1);
});

test("any other fragment is the page's own", async () => {
  const address = location.href;
  history.replaceState(null, "", `${address}#foyer`);
  onTestFinished(() => history.replaceState(null, "", address));
  const { attempts } = draw();
  expect(location.hash).toBe("#foyer");
  expect(attempts).toEqual([]);
});

test("the launcher opens and shuts, and says which it will do", async () => {
  const { foyer } = draw({ title: "Ask us" });
  launcherOf()?.click();
  await expect.poll(() => launcherOf()?.ariaLabel).toBe("Close chat");
  expect(launcherOf()?.ariaExpanded).toBe("true");
  launcherOf()?.click();
  await expect.poll(() => launcherOf()?.ariaLabel).toBe("Open chat: Ask us");
  await foyer?.toggle();
  expect(launcherOf()?.ariaLabel).toBe("Close chat");
});

test("unread messages stand on the launcher and in its name", async () => {
  const { setups, foyer } = draw();
  await foyer?.open();
  await foyer?.close();
  setups[0]?.emit("unread", { count: 2 });
  expect(launcherOf()?.ariaLabel).toBe("Open chat: Chat with us, 2 unread messages");
  expect(launcherOf()?.textContent).toBe("2");
  setups[0]?.emit("unread", { count: 1 });
  expect(launcherOf()?.ariaLabel).toBe("Open chat: Chat with us, 1 unread message");
});

test("a panel that cannot be had: a quiet line, a word to the owner, and the next click tries a new address", async () => {
  const { attempts, foyer, setups } = draw({}, 1);
  const seen: unknown[] = [];
  foyer?.on("error", (error) => seen.push(error));
  const note = hosts()[0]?.shadowRoot?.querySelector(".note");
  launcherOf()?.click();
  await expect.poll(() => note?.textContent).toBe("Chat could not load");
  expect(seen).toEqual([{ phase: "script", code: "blocked" }]);
  expect(errors.join()).toContain("no panel from https://foyer.test");
  launcherOf()?.click();
  await expect.poll(() => setups.length).toBe(1);
  expect(note?.textContent).toBe("");
  expect(attempts).toEqual([0, 1]);
});

test("the page may call before the panel is there", async () => {
  const { foyer, asked } = draw();
  const heard: string[] = [];
  const stop = foyer?.on("open", () => heard.push("open"));
  foyer?.on("ready", () => heard.push("ready"));
  await foyer?.sendMessage("hello");
  expect(asked).toEqual(["say hello"]);
  expect(heard).toEqual(["ready", "open"]);
  stop?.();
  await foyer?.close();
  await foyer?.open();
  expect(heard).toEqual(["ready", "open"]);
});

test("update changes what can change, and says what cannot", async () => {
  const { foyer, asked } = draw();
  await foyer?.open();
  foyer?.update({ title: "Help", position: "top-left", site: "other" });
  expect(asked).toEqual(["update Help"]);
  expect(hosts()[0]?.shadowRoot?.querySelector("aside")?.className).toBe("top left");
  expect(errors).toEqual(["foyer: cannot update site"]);
});

test("a listener of the page that throws stops nobody", async () => {
  const { foyer } = draw();
  const uncaught = vi.fn((event: ErrorEvent) => event.preventDefault());
  window.addEventListener("error", uncaught);
  const heard = vi.fn();
  foyer?.on("open", () => {
    throw new Error("the page's own");
  });
  foyer?.on("open", heard);
  await foyer?.open();
  window.removeEventListener("error", uncaught);
  expect(heard).toHaveBeenCalledOnce();
  expect(uncaught).toHaveBeenCalledOnce();
});

test("destroy leaves nothing, and the script may run again", async () => {
  const nodes = document.querySelectorAll("*").length;
  const { foyer, asked } = draw();
  const ended = vi.fn();
  foyer?.on("destroy", ended);
  await foyer?.open();
  foyer?.destroy();
  foyer?.destroy();
  expect(asked).toEqual(["destroy"]);
  expect(ended).toHaveBeenCalledOnce();
  expect(document.querySelectorAll("*").length).toBe(nodes);
  expect(window.Foyer).toBeUndefined();
  draw();
  expect(hosts()).toHaveLength(1);
});

test("destroyed while the panel loads, it is never drawn", async () => {
  const { foyer, setups } = draw();
  const opening = foyer?.open();
  foyer?.destroy();
  await opening;
  expect(setups).toEqual([]);
});

test("a second tag of the same site draws nothing; one of another site does", () => {
  const { foyer } = draw();
  draw();
  expect(hosts()).toHaveLength(1);
  expect(window.Foyer).toBe(foyer);
  draw({ site: "other" });
  expect(hosts()).toHaveLength(2);
  window.Foyer?.destroy();
  expect(hosts()).toHaveLength(1);
});

test("a page swap that takes the element away gets it back", async () => {
  draw();
  hosts()[0]?.remove();
  await expect.poll(() => hosts().length).toBe(1);
});

test("without a site nothing is drawn, and the owner is told", () => {
  draw({ site: "" });
  expect(hosts()).toHaveLength(0);
  expect(errors).toEqual(["foyer: data-site is missing"]);
});

test("an attribute that is not known is told once, with the nearest name; a bad value falls back", () => {
  draw({ colour: "red", cfasync: "false", theme: "black" });
  expect(hosts()).toHaveLength(1);
  expect(errors).toHaveLength(2);
  expect(errors.join()).toContain('"black" is no theme');
  expect(errors.join()).toContain("colour (not color?)");
});

test("inline: inside its element, as high as that is, else 560 px; without a launcher; loaded at once", async () => {
  const target = document.createElement("div");
  target.id = "ask";
  document.body.append(target);
  onTestFinished(() => target.remove());
  const { setups, asked, foyer } = draw({ target: "#ask" });
  await expect.poll(() => setups.length).toBe(1);
  expect(target.contains(hosts()[0] ?? null)).toBe(true);
  expect(launcherOf()).toBeNull();
  expect(asked).toEqual([]);
  expect(hosts()[0]?.offsetHeight).toBe(560);
  expect(hosts()[0]?.offsetWidth).toBe(target.clientWidth);
  foyer?.destroy();
  target.style.height = "300px";
  draw({ target: "#ask" });
  expect(hosts()[0]?.offsetHeight).toBe(300);
});

test("inline: when a page swap takes away what it stands in, however deep, it ends", async () => {
  const target = document.createElement("div");
  const part = document.createElement("section");
  const page = document.createElement("main");
  target.id = "ask";
  part.append(target);
  page.append(part);
  document.body.append(page);
  onTestFinished(() => page.remove());
  const { setups, asked, foyer } = draw({ target: "#ask" });
  const ended = vi.fn();
  foyer?.on("destroy", ended);
  await expect.poll(() => setups.length).toBe(1);
  part.remove();
  await expect.poll(() => ended.mock.calls.length).toBe(1);
  expect(asked).toEqual(["destroy"]);
  expect(target.childElementCount).toBe(0);
  expect(window.Foyer).toBeUndefined();
});

test("a target that is not there, or is no selector, is told; the page goes on", () => {
  draw({ target: "#nowhere" });
  draw({ target: "###" });
  expect(hosts()).toHaveLength(0);
  expect(errors).toHaveLength(2);
});

function dressPage(css: string) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
  onTestFinished(() => void document.adoptedStyleSheets.pop());
}

test("variables of the page that have the names of its own change nothing", () => {
  const look = () => {
    const launcher = launcherOf();
    if (!launcher) throw new Error("no launcher");
    return { place: launcher.getBoundingClientRect().toJSON(), background: getComputedStyle(launcher).backgroundColor };
  };
  draw();
  const before = look();
  expect(before.background).not.toBe("rgba(0, 0, 0, 0)");
  window.Foyer?.destroy();
  dressPage(":root { --gap: 1rem 2rem; --color: 16px; --accent: red; --hue: 1px; --y: none }");
  draw();
  expect(look()).toEqual(before);
});

test.each([
  "body, body *, foyer-host { all: unset !important }",
  "body, body *, foyer-host { display: none !important; position: static !important; transform: translateX(500px) !important }",
  "button { display: none !important } html { font-size: 62px } body, body *, foyer-host { opacity: 0 !important }",
  "foyer-host { visibility: hidden !important; width: 900px !important; pointer-events: none !important }",
])("the page's CSS does not move, hide or shape it: %s", (css) => {
  draw();
  const before = launcherOf()?.getBoundingClientRect().toJSON();
  dressPage(css);
  expect(launcherOf()?.getBoundingClientRect().toJSON()).toEqual(before);
  expect(launcherOf()?.checkVisibility({ opacityProperty: true, visibilityProperty: true })).toBe(true);
  const { left, top } = launcherOf()?.getBoundingClientRect() ?? new DOMRect();
  expect(document.elementFromPoint(left + 28, top + 28)).toBe(hosts()[0]);
});

import { expect, onTestFinished, test } from "vitest";
import { openTestPanel, welcome } from "./test-panel.ts";

const OWN = "A shop";

function hide(hidden: boolean) {
  Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}

async function openPage() {
  document.title = OWN;
  onTestFinished(() => {
    Reflect.deleteProperty(document, "hidden");
  });
  const panel = await openTestPanel();
  welcome(panel);
  return panel;
}

test("[R8] while the page is hidden its title counts what is unread; on return it is the page's own", async () => {
  const { unread } = await openPage();
  unread.value = 1;
  expect(document.title).toBe(OWN);
  hide(true);
  expect(document.title).toBe(`(1) ${OWN}`);
  unread.value = 12;
  expect(document.title).toBe(`(12) ${OWN}`);
  unread.value = 0; // read in another tab
  expect(document.title).toBe(OWN);
  unread.value = 2;
  hide(false);
  expect(document.title).toBe(OWN);
});

test("a title that the page sets meanwhile is its own", async () => {
  const { unread } = await openPage();
  hide(true);
  unread.value = 1;
  document.title = "Another page";
  unread.value = 2;
  expect(document.title).toBe("(2) Another page");
  document.title = "A third";
  hide(false);
  expect(document.title).toBe("A third");
});

test("a number that the page itself begins with stays", async () => {
  const { unread } = await openPage();
  document.title = "(3) mails";
  hide(true);
  unread.value = 1;
  expect(document.title).toBe("(1) (3) mails");
  hide(false);
  expect(document.title).toBe("(3) mails");
});

test("two panels on one page count once", async () => {
  const first = await openPage();
  const second = await openTestPanel({ site: "another" });
  hide(true);
  first.unread.value = 1;
  second.unread.value = 1;
  expect(document.title).toBe(`(1) ${OWN}`);
  hide(false);
  expect(document.title).toBe(OWN);
});

test("destroyed while the page is hidden, it gives the title back", async () => {
  const { unread, foyer } = await openPage();
  hide(true);
  unread.value = 1;
  foyer.destroy();
  expect(document.title).toBe(OWN);
});

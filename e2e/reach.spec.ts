// Every visitor gets in: by keyboard alone, on a phone, in the dark, inside the page.

import type { Local } from "./local.ts";
import { inlinePanelOf, launcher, openPanel, type Panel, panelOf, words } from "./panel.ts";
import { expect, test } from "./stack.ts";

test("keyboard only: open, ask, read, close; the focus goes in and comes back", async ({ page }) => {
  await page.goto("/");
  await launcher(page).focus();
  await page.keyboard.press("Enter");
  const panel = panelOf(page);
  await expect(panel.box).toBeFocused();
  await page.keyboard.type("[[say:Typed and read.]]");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("On a second line.");
  await page.keyboard.press("Enter");
  await panel.ended();
  await expect(panel.said).toContainText("On a second line.");
  await expect(panel.answer).toContainText("Typed and read.");
  await expect(panel.box).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel.dialog).toBeHidden();
  await expect(launcher(page)).toBeFocused();
});

test("keyboard only: Tab reaches every control of the panel", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("[[say:Something to judge.]]");
  await panel.ended();
  const names = new Set<string>();
  await panel.button("Menu").focus();
  for (let press = 0; press < 12; press++) {
    names.add(await focusedName(page));
    await page.keyboard.press("Tab");
  }
  for (const name of ["Menu", "Close", "Copy answer", "Good answer", "Bad answer", "Message"])
    expect(names).toContain(name);
});

/** Uses a control that is then gone, or cannot be used again, and waits until it is. */
const USES: Record<string, (panel: Panel, stack: Local) => Promise<void>> = {
  async "a suggestion"(panel) {
    await panel.button("What does delivery cost?").press("Enter");
    await expect(panel.button("What does delivery cost?")).toHaveCount(0);
  },
  async "Try again"(panel, stack) {
    await panel.say("[[tokens:20]] [[cut-after:4]]");
    await panel.ended(1, "failed");
    stack.model?.script("fake", { text: "Here is the whole answer." });
    await panel.button("Try again").press("Enter");
    await panel.ended();
    await expect(panel.button("Try again")).toHaveCount(0);
  },
  async Send(panel) {
    await panel.box.fill("[[say:Sent by its button.]]");
    await panel.button("Send").press("Enter");
    await panel.ended();
    await expect(panel.button("Send")).toBeDisabled();
  },
};
for (const [name, use] of Object.entries(USES)) {
  test(`keyboard only: after ${name} the focus is still in the panel, and Escape closes it`, async ({
    page,
    stack,
  }) => {
    const panel = await openPanel(page);
    await use(panel, stack);
    await expect(panel.dialog.locator(":focus")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(panel.dialog).toBeHidden();
    await expect(launcher(page)).toBeFocused();
  });
}

test("of all polite regions one speaks, each answer once, whole, when it has ended", async ({ page }) => {
  const panel = await openPanel(page);
  const spoken = await listen(panel);
  await panel.say("[[tokens:60]] [[slow:30]]");
  await expect(panel.prose).toContainText("word1");
  await panel.ended();
  await panel.say("[[say:Spoken once.]]");
  await panel.ended(2);
  await expect.poll(spoken).toContain("Spoken once.");
  expect(await spoken()).toEqual([words(60), "Spoken once."]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the panel fills the screen, and nothing is too small to touch", async ({ page }) => {
    await page.goto("/");
    await launcher(page).tap();
    const panel = panelOf(page);
    await expect.poll(() => panel.dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await panel.say("[[code]]");
    await panel.ended();
    expect(await panel.box.evaluate((box) => Number.parseFloat(getComputedStyle(box).fontSize))).toBeGreaterThanOrEqual(
      16,
    );
    for (const name of ["Menu", "Close", "Send"]) {
      const box = await panel.button(name).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await panel.button("Close").tap();
    await expect(panel.dialog).toBeHidden();
  });
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("the panel follows the visitor's colour scheme", async ({ page }) => {
    const panel = await openPanel(page);
    const background = () => panel.dialog.evaluate((dialog) => getComputedStyle(dialog).backgroundColor);
    const dark = await background();
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(background).not.toBe(dark);
  });
});

test("inline: the panel stands in the docs page and connects at the first typing", async ({ page }) => {
  const sockets: string[] = [];
  page.on("websocket", (socket) => sockets.push(socket.url()));
  await page.goto("/docs/getting-started.html", { waitUntil: "networkidle" });
  const panel = inlinePanelOf(page);
  await expect(panel.box).toBeVisible();
  await expect(launcher(page)).toHaveCount(0);
  const target = await page.locator("#ask").boundingBox();
  expect(await panel.dialog.boundingBox(), "the panel fills its element").toEqual(target);
  expect(sockets).toEqual([]);
  await panel.say("How long does the battery last?");
  await panel.ended();
  await expect(panel.answer.getByRole("link")).not.toHaveCount(0);
  expect(sockets.length).toBe(1);
});

/** The accessible name of what has the focus, through shadow roots. */
function focusedName(page: Parameters<typeof openPanel>[0]) {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused?.getAttribute("aria-label") ?? focused?.textContent?.trim() ?? "";
  });
}

/** Whatever changes in a region that a screen reader speaks from, in order: the live region, and what is a status. */
async function listen({ dialog }: Panel) {
  const heard = await dialog.evaluateHandle((element) => {
    const heard: string[] = [];
    const observer = new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes)
        for (const node of addedNodes.length ? addedNodes : [target])
          if (node.textContent) heard.push(node.textContent);
    });
    const regions = (element.getRootNode() as ShadowRoot).querySelectorAll('[aria-live="polite"], [role="status"]');
    for (const region of regions) observer.observe(region, { childList: true, characterData: true, subtree: true });
    return heard;
  });
  return () => heard.jsonValue();
}

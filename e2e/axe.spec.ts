// No violation that axe can find, in every state of the panel, in light, in dark and on a phone.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { launcher, openPanel } from "./panel.ts";
import { expect, test } from "./stack.ts";

const LOOKS = {
  light: { scheme: "light", size: { width: 1280, height: 800 } },
  dark: { scheme: "dark", size: { width: 1280, height: 800 } },
  phone: { scheme: "light", size: { width: 390, height: 844 } },
} as const;

async function expectNoViolations(page: Page) {
  for (const [look, { scheme, size }] of Object.entries(LOOKS)) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${look}: ${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
    );
    expect(found).toEqual([]);
  }
}

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("closed", async ({ page }) => {
  await page.goto("/");
  await expect(launcher(page)).toBeVisible();
  await expectNoViolations(page);
});

test("loading", async ({ page }) => {
  await page.routeWebSocket(/\/conversation/, () => {}); // it opens, and no welcome ever comes
  const panel = await openPanel(page);
  await expect(panel.box).toBeVisible();
  await expectNoViolations(page);
});

test("empty", async ({ page }) => {
  const panel = await openPanel(page);
  await expect(panel.button("What does delivery cost?")).toBeVisible();
  await expectNoViolations(page);
});

test("streaming", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("[[tokens:500]] [[slow:300]]");
  await expect(panel.answer).toContainText("word2");
  await expect(panel.answer).toHaveAttribute("data-state", "streaming");
  await expectNoViolations(page);
  await expect(panel.answer).toHaveAttribute("data-state", "streaming");
});

test("done with sources", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("How long does the battery last?");
  await panel.ended();
  await expect(panel.answer.getByRole("link")).not.toHaveCount(0);
  await expectNoViolations(page);
});

test("failed", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("[[tokens:20]] [[cut-after:4]]");
  await panel.ended(1, "failed");
  await expectNoViolations(page);
});

test("stopped", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("[[tokens:500]] [[slow:20]]");
  await expect(panel.answer).toContainText("word3");
  await panel.button("Stop").click();
  await panel.ended(1, "stopped");
  await expectNoViolations(page);
});

test.describe(() => {
  test.use({ expectedProblems: /WebSocket connection to .* failed/ });

  test("offline", async ({ page, context }) => {
    const panel = await openPanel(page);
    await panel.say("[[say:Before.]]");
    await panel.ended();
    await context.setOffline(true);
    await panel.say("Said in a tunnel.");
    await expect(panel.dialog).toContainText(/offline/i);
    await expectNoViolations(page);
  });
});

test("refused", async ({ page, stack, hostPage }) => {
  hostPage.carry({ src: `${stack.foyer}/v1/foyer.js`, site: "nobody" });
  const panel = await openPanel(page, hostPage.origin);
  await expect(panel.dialog).toContainText("not available on this page");
  await expectNoViolations(page);
});

test("code block", async ({ page }) => {
  const panel = await openPanel(page);
  await panel.say("[[code]]");
  await panel.ended();
  await expect(panel.answer.locator("pre")).toBeVisible();
  await expectNoViolations(page);
});

test("sixty messages", async ({ page }) => {
  const panel = await openPanel(page);
  for (let turn = 1; turn <= 30; turn++) {
    await panel.say(`Question ${turn}. [[say:Answer ${turn}.]]`);
    await panel.ended(turn);
  }
  await expect(panel.messages).toHaveCount(60);
  await expectNoViolations(page);
});

// The panel as a visitor finds it: by roles and names, so that a test that passes is also a panel that can be used.
import type { Locator, Page } from "@playwright/test";

export interface Panel {
  dialog: Locator;
  box: Locator; // where the visitor writes
  messages: Locator;
  said: Locator; // the visitor's
  answers: Locator;
  answer: Locator; // the newest
  prose: Locator; // its text alone, without what stands around it
  button(name: string | RegExp): Locator;
  say(text: string): Promise<void>;
  /** Resolves when the newest of `count` answers has ended as given. */
  ended(count?: number, state?: "done" | "stopped" | "failed"): Promise<void>;
}

export function panelOf(page: Page, dialog = page.getByRole("dialog")): Panel {
  const messages = dialog.locator("[data-role]");
  const answers = dialog.locator('[data-role="agent"]');
  const box = dialog.getByRole("textbox", { name: "Message" });
  return {
    dialog,
    box,
    messages,
    said: dialog.locator('[data-role="visitor"]'),
    answers,
    answer: answers.last(),
    prose: answers.last().locator(".prose"),
    button: (name) => dialog.getByRole("button", { name }),
    async say(text) {
      await box.fill(text);
      await box.press("Enter");
    },
    ended: (count = 1, state = "done") =>
      answers
        .nth(count - 1)
        .and(dialog.locator(`[data-state="${state}"]`))
        .waitFor(),
  };
}

export const launcher = (page: Page) => page.getByRole("button", { name: /^Open chat/ });

/** The panel that stands inside the page. */
export const inlinePanelOf = (page: Page) =>
  panelOf(page, page.getByRole("region").filter({ has: page.getByRole("textbox", { name: "Message" }) }));

/** A closed panel stays closed through a reload. */
export async function reopen(page: Page) {
  await page.reload();
  await launcher(page).click();
}

export async function openPanel(page: Page, path = "/"): Promise<Panel> {
  await page.goto(path);
  await launcher(page).click();
  return panelOf(page);
}

/** What the fake model says to [[tokens:count]]. */
export const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

// What a page can do with `window.Foyer`.
import { inlinePanelOf, launcher, panelOf } from "./panel.ts";
import { expect, test } from "./stack.ts";

test("a page can ask for the visitor, listen, restyle, and take it all away", async ({ page }) => {
  await page.goto("/");
  await expect(launcher(page)).toBeVisible();
  await page.evaluate(`
    heard = [];
    Foyer.on("open", () => heard.push("open"));
    Foyer.on("message", ({ role, state }) => heard.push(role + " " + state));
    Foyer.on("close", () => heard.push("close"));
    Foyer.sendMessage("[[say:Asked by the page.]]");
  `);
  const panel = panelOf(page);
  await expect(panel.said).toContainText("Asked by the page.");
  await panel.ended();

  const background = () => panel.dialog.evaluate((dialog) => getComputedStyle(dialog).backgroundColor);
  const light = await background();
  await page.evaluate('Foyer.update({ theme: "dark", title: "Ask us" })');
  await expect.poll(background).not.toBe(light);
  await expect(page.getByRole("dialog", { name: "Ask us" })).toBeVisible();

  await page.evaluate("Foyer.close()");
  await expect(panel.dialog).toBeHidden();
  const heard = await page.evaluate<string[]>("heard");
  expect(heard.at(0)).toBe("open");
  expect(heard).toContain("visitor done");
  expect(heard).toContain("agent done");
  expect(heard.at(-1)).toBe("close");

  await page.evaluate("Foyer.destroy()");
  await expect(launcher(page)).toHaveCount(0);
  expect(await page.evaluate('"Foyer" in window')).toBe(false);
  expect(await page.locator("foyer-host").count()).toBe(0);
});

test("an inline panel ends with the part of the page that it stands in: no node and no socket stay", async ({
  page,
}) => {
  await page.goto("/docs/getting-started.html");
  const panel = inlinePanelOf(page);
  const connecting = page.waitForEvent("websocket");
  await panel.say("[[say:Before the page changes.]]");
  await panel.ended();
  const socket = await connecting;
  expect(socket.isClosed()).toBe(false);
  await page.evaluate(`
    ended = 0;
    Foyer.on("destroy", () => ended++);
    document.querySelector("#ask").parentElement.remove();
  `);
  await expect.poll(() => socket.isClosed()).toBe(true);
  expect(await page.evaluate("ended")).toBe(1);
  expect(await page.evaluate('"Foyer" in window')).toBe(false);
  expect(await page.locator("foyer-host").count()).toBe(0);
});

// What Foyer does not do: load, store or connect before it is asked to, serve strangers, or take too much.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { demoSite } from "../demo-site/site.ts";
import type { HostPage } from "./host-page.ts";
import type { Local } from "./local.ts";
import { launcher, openPanel, reopen } from "./panel.ts";
import { expect, test } from "./stack.ts";

const conversationsIn = (state: string) =>
  readdirSync(join(state, "v3/do/foyer-VisitorAgent")).filter((file) => file.endsWith(".sqlite"));

test("[C12] before the first act: one request, nothing stored, no socket", async ({ page, stack }) => {
  const requests: string[] = [];
  page.on("request", (request) => request.url().startsWith(stack.foyer) && requests.push(request.url()));
  page.on("websocket", (socket) => requests.push(socket.url()));
  await page.goto("/", { waitUntil: "networkidle" });
  await expect(launcher(page)).toBeVisible();
  expect(requests).toEqual([`${stack.foyer}/v1/foyer.js`]);
  const stored = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);
  expect(stored).toEqual([0, 0, "", 0, 0]);
});

test("[C3] [C4] a page that may not embed, and a site that nobody knows: a calm sentence and no conversation", async ({
  page,
  stack,
  hostPage,
}) => {
  const panel = await openPanel(page);
  await panel.say("[[say:One.]]");
  await panel.ended();
  const before = conversationsIn(stack.state);
  expect(before.length).toBeGreaterThan(0);
  for (const site of ["demo", "nobody"]) {
    hostPage.carry({ src: `${stack.foyer}/v1/foyer.js`, site });
    const refused = await openPanel(page, hostPage.origin);
    await expect(refused.box).toBeDisabled();
    await expect(refused.dialog).toContainText("not available on this page");
    await expect(refused.answers).toHaveCount(0);
  }
  expect(conversationsIn(stack.state)).toEqual(before);
});

/** A site that takes so many messages a minute, and the open panel on a page of it. */
async function openHasty(page: Page, stack: Local, hostPage: HostPage, messagesPerMinute: number) {
  const config = { ...demoSite({ origin: hostPage.origin }), limits: { messagesPerMinute } };
  await stack.api.request("PUT", "hasty", config);
  hostPage.carry({ src: `${stack.foyer}/v1/foyer.js`, site: "hasty" });
  return openPanel(page, hostPage.origin);
}

test("[S6] a visitor who is too fast is told so, and what was said stays", async ({ page, stack, hostPage }) => {
  const panel = await openHasty(page, stack, hostPage, 2);
  for (const number of [1, 2, 3]) await panel.say(`[[say:Answer ${number}.]]`);
  await panel.ended(2);
  await expect(panel.dialog).toContainText("A little slower, please.");
  await expect(panel.said).toHaveCount(3);
  await reopen(page);
  await expect(panel.said).toHaveCount(3);
  await expect(panel.answers).toHaveCount(2);
});

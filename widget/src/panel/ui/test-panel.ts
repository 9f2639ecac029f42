// The loader with the panel over a test conversation, on the test's own page.
import { expect, onTestFinished } from "vitest";
import { page } from "vitest/browser";
import { start } from "../../loader/start.ts";
import panelCss from "../panel.css?inline";
import transcriptCss from "../transcript.css?inline";
import { drawPanel } from "./panel.tsx";
import { testConversation } from "./test-conversation.ts";

export async function openTestPanel(data: Record<string, string> = {}, width = 1280) {
  await page.viewport(width, 800);
  const test = testConversation();
  start({ site: "demo", ...data }, "https://foyer.test", async () => ({
    mount(setup) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(transcriptCss + panelCss);
      (setup.frame.getRootNode() as ShadowRoot).adoptedStyleSheets.push(sheet);
      return drawPanel(test.conversation, setup);
    },
  }));
  const foyer = window.Foyer;
  const root = document.querySelector("foyer-host")?.shadowRoot;
  if (!foyer || !root) throw new Error("nothing was drawn");
  onTestFinished(() => foyer.destroy());
  if (data.target) await new Promise<unknown>((ready) => foyer.on("ready", () => ready(null)));
  else await foyer.open();
  const find = (selector: string) => {
    const element = root.querySelector<HTMLElement>(selector);
    if (!element) throw new Error(`no ${selector}`);
    return element;
  };
  const button = (name: string) => find(`button[aria-label="${name}"]`);
  const isShown = (selector: string) => root.querySelector(selector)?.checkVisibility() ?? false;
  if (!data.target) expect(isShown(".panel")).toBe(true);
  return { ...test, foyer, root, find, button, isShown, box: find("textarea") as HTMLTextAreaElement };
}

/** As the server's first frame would. */
export function welcome({ site, loaded, connection }: ReturnType<typeof testConversation>, suggestions: string[] = []) {
  site.value = { name: "Ebbstead", greeting: "Hello.", suggestions };
  connection.value = { is: "online" };
  loaded.value = true;
}

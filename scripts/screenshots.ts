// The pictures of README and docs: a real conversation on the demo site, answered from its pages.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchChromium } from "../e2e/chromium.ts";
import { openLocal } from "../e2e/local.ts";
import { openPanel } from "../e2e/panel.ts";
import { toPalette } from "./palette-png.ts";

const QUESTIONS = ["How long does the battery last?", "Does it work without Wi-Fi?"];
const DESKTOP = { width: 1200, height: 800 };
const PICTURES = [
  { name: "desktop", viewport: DESKTOP, colorScheme: "light" },
  { name: "dark", viewport: DESKTOP, colorScheme: "dark" },
  { name: "phone", viewport: { width: 390, height: 844 }, colorScheme: "light" },
] as const;

const docs = join(import.meta.dirname, "../docs");
mkdirSync(docs, { recursive: true });
const local = await openLocal({ answers: "pages" });
const browser = await launchChromium();
try {
  for (const { name, ...look } of PICTURES) {
    const context = await browser.newContext({
      ...look,
      baseURL: local.site,
      deviceScaleFactor: 2,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const panel = await openPanel(page);
    for (const [index, question] of QUESTIONS.entries()) {
      await panel.say(question);
      await panel.ended(index + 1);
    }
    const picture = toPalette(await page.screenshot());
    writeFileSync(join(docs, `${name}.png`), picture);
    console.log(`docs/${name}.png ${Math.round(picture.length / 1024)} KiB`);
    await context.close();
  }
} finally {
  await browser.close();
  await local.close();
}

import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findChromium, installChromium } from "../e2e/chromium.ts";

export default defineConfig({
  test: {
    name: "widget",
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: findChromium() ?? installChromium() } }),
      instances: [{ browser: "chromium" }],
    },
  },
});

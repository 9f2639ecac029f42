import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findChromium, installChromium } from "../e2e/chromium.ts";

export default defineConfig({
  oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment", development: false } }, // as it is built
  // Found while a test runs, they would make the page load again.
  optimizeDeps: { include: ["@preact/signals-core", "preact", "partysocket/ws", "streaming-markdown"] },
  test: {
    name: "widget",
    testTimeout: 30_000,
    globalSetup: "./test-server.ts",
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: findChromium() ?? installChromium() } }),
      instances: [{ browser: "chromium" }],
    },
  },
});

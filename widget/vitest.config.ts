import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findChromium, installChromium } from "../e2e/chromium.ts";
import { alias, trim } from "./trim.ts";

export default defineConfig({
  oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment", development: false } }, // as it is built
  resolve: { alias },
  plugins: [trim()],
  // Found while a test runs, it would make the page load again; the socket is trimmed, which the optimizer would not do.
  optimizeDeps: { include: ["streaming-markdown"], exclude: ["partysocket/ws"] },
  test: {
    name: "widget",
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } }, // a busy machine stalls for longer than vitest's second
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

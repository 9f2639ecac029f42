import { defineConfig } from "@playwright/test";
import { findChromium, installChromium } from "./chromium.ts";

const executablePath = findChromium() ?? installChromium();

export default defineConfig({
  testDir: ".",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 90_000, // a busy machine is slow; nothing here measures time
  expect: { timeout: 20_000 },
  reporter: [["line"], ["json", { outputFile: "../test-results/playwright.json" }]],
  outputDir: "../test-results/playwright",
  use: {
    launchOptions: { executablePath },
    trace: "retain-on-failure",
  },
});

import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { makePushKeys } from "../scripts/keys.ts";

export default defineConfig({
  plugins: [
    cloudflareTest(({ inject }) => ({
      wrangler: { configPath: "./wrangler.jsonc" },
      miniflare: {
        bindings: {
          FOYER_DEV: "1",
          OPENAI_BASE_URL: inject("fakeModel"),
          FOYER_ADMIN_KEY: "test-admin-key",
          FOYER_TOKEN_KEY: "test-token-key-test-token-key-32b",
          ...makePushKeys(),
        },
      },
    })),
  ],
  test: {
    name: "worker",
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } }, // a busy machine stalls for longer than vitest's second
    globalSetup: ["./test-model.ts", "./test-site.ts"],
  },
});

// Two builds into dist/v1: first the panel (ES modules with hashes), then the loader (one classic script) that knows
// the panel's hashed name.
import { readdir, rm } from "node:fs/promises";
import { build, type InlineConfig } from "vite";

const here = import.meta.dirname;
const outDir = `${here}/dist/v1`;
const common: InlineConfig = {
  root: here,
  configFile: false,
  base: "./",
  logLevel: "warn",
  publicDir: false,
};
const target = "es2022";

await rm(`${here}/dist`, { recursive: true, force: true });

await build({
  ...common,
  build: {
    outDir,
    target,
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { panel: `${here}/src/panel/main.tsx` },
      preserveEntrySignatures: "exports-only",
      output: { format: "es", entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
const panel = (await readdir(outDir)).find((file) => /^panel-.*\.js$/.test(file));
if (!panel) throw new Error("the panel was not built");

await build({
  ...common,
  publicDir: `${here}/public`,
  define: { __PANEL__: JSON.stringify(panel) },
  build: {
    outDir: `${here}/dist`,
    target,
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { foyer: `${here}/src/loader/main.ts` },
      output: { format: "iife", entryFileNames: "v1/foyer.js" },
    },
  },
});

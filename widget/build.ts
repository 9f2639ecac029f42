// Three builds into dist/v1: the panel (ES modules with hashes), what a site's service worker pulls in for Web Push, and the loader
// (both one classic script), which knows the panel's hashed name.
import { readdir, rm } from "node:fs/promises";
import { build, type InlineConfig, type Plugin } from "vite";
import { alias, trim } from "./trim.ts";

const here = import.meta.dirname;
const outDir = `${here}/dist/v1`;
const common: InlineConfig = {
  root: here,
  configFile: false,
  base: "./",
  logLevel: "warn",
  publicDir: false,
};
const ecma = 2022;
const compress = {
  passes: 2,
  unsafe: true,
  unsafe_arrows: true,
  unsafe_methods: true,
  pure_getters: true,
  reduce_funcs: false,
};
const output = {
  minify: "terser" as const,
  target: "es2022",
  cssTarget: ["chrome123", "firefox128", "safari18"], // light-dark() and relative colours stay what they are
  emptyOutDir: false,
  modulePreload: false as const,
};

/** What only the README's table needs of each option. */
const withoutDocs: Plugin = {
  name: "without-docs",
  enforce: "pre",
  transform: (code, id) =>
    id === `${here}/src/options.ts` ? code.replace(/^ +(values|doc):\s+"[^"]*",$/gm, "") : undefined,
};

/** Vite's own way to load a chunk works on the host page's elements, and tells it of failures by events. */
const withoutPreload: Plugin = {
  name: "without-preload",
  enforce: "pre",
  load: (id) => (id.endsWith("vite/preload-helper.js") ? "export const __vitePreload = (load) => load();" : undefined),
};

await rm(`${here}/dist`, { recursive: true, force: true });

await build({
  ...common,
  resolve: { alias },
  plugins: [trim(), withoutPreload],
  // partysocket's help for other places than a browser, and its log.
  define: {
    process: "undefined",
    "navigator.product": '""',
    "globalThis.EventTarget": "true",
    "globalThis.Event": "true",
  },
  build: {
    ...output,
    terserOptions: {
      ecma,
      module: true,
      compress: { ...compress, drop_console: true, pure_funcs: ["this._debug"] },
      mangle: { properties: { regex: /^_/ } }, // the packages' private names
    },
    outDir,
    rolldownOptions: {
      input: { panel: `${here}/src/panel/main.ts` },
      checks: { pluginTimings: false },
      preserveEntrySignatures: "exports-only",
      output: { format: "es", entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
const panel = (await readdir(outDir)).find((file) => /^panel-.*\.js$/.test(file));
if (!panel) throw new Error("the panel was not built");

/** One classic script, as a library: in an app's build Vite wraps each import() in code that preloads. */
const script = (entry: string, file: string): InlineConfig => ({
  ...common,
  build: {
    ...output,
    terserOptions: { ecma, toplevel: true, compress: { ...compress, reduce_funcs: true } },
    outDir: `${here}/dist`,
    lib: { entry: `${here}/src/${entry}`, formats: ["iife"], name: "foyer", fileName: () => `v1/${file}` },
  },
});

await build(script("push-worker/main.ts", "foyer-push-worker.js"));
await build({
  ...script("loader/main.ts", "foyer.js"),
  publicDir: `${here}/public`,
  plugins: [withoutDocs],
  define: { __PANEL__: JSON.stringify(panel) },
});

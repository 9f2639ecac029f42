// Two builds into dist/v1: first the panel (ES modules with hashes), then the loader (one classic script) that knows
// the panel's hashed name.
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

await rm(`${here}/dist`, { recursive: true, force: true });

await build({
  ...common,
  resolve: { alias },
  plugins: [trim()],
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

await build({
  ...common,
  publicDir: `${here}/public`,
  plugins: [withoutDocs],
  define: { __PANEL__: JSON.stringify(panel) },
  build: {
    ...output,
    terserOptions: { ecma, toplevel: true, compress: { ...compress, reduce_funcs: true } },
    outDir: `${here}/dist`,
    // As a library: in an app's build Vite wraps each import() in code that preloads.
    lib: { entry: `${here}/src/loader/main.ts`, formats: ["iife"], name: "foyer", fileName: () => "v1/foyer.js" },
  },
});

import { globSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";

const root = import.meta.dirname;

/** Every page carries the script tag; the Worker's address is known only when the site is served. */
const scriptTag = {
  name: "script-tag",
  transformIndexHtml: () => [
    {
      tag: "script",
      attrs: { async: true, src: "%FOYER%/v1/foyer.js", "data-site": "demo" },
      injectTo: "body" as const,
    },
  ],
};

export default defineConfig({
  root,
  plugins: [scriptTag],
  build: {
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: globSync("**/*.html", { cwd: root, exclude: ["dist/**", "node_modules/**"] }).map((page) =>
        resolve(root, page),
      ),
    },
  },
});

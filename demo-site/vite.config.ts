// Pages share partials, every page carries Foyer's script tag, and the sitemap lists what is built.
// %FOYER% and %SITE% stay in the output: both addresses are known only when the site is served.
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const pages = globSync("**/*.html", { cwd: root, exclude: ["dist/**", "node_modules/**", "partials/**"] }).sort();
const unlisted = /^(404\.html$|internal\/)/;

const partials: Plugin = {
  name: "partials",
  transformIndexHtml: {
    order: "pre",
    handler: (html, { path }) =>
      html
        .replace(/<!-- include (\S+) -->/g, (_, file: string) => readFileSync(resolve(root, "partials", file), "utf8"))
        .replaceAll(`<a href="${path}">`, `<a href="${path}" aria-current="page">`),
  },
};

/** Until the visitor types, an inline panel knows only what its tag says. */
const inline = {
  "data-target": "#ask",
  "data-title": "Ask about your clock",
  "data-greeting": "Where are you stuck? Ask about hanging it, the Wi-Fi, the light or the button.",
};

const scriptTag: Plugin = {
  name: "script-tag",
  transformIndexHtml: (html) => [
    {
      tag: "script",
      attrs: {
        async: true,
        src: "%FOYER%/v1/foyer.js",
        "data-site": "demo",
        "data-color": "#a3195b",
        "data-push": "/foyer-push.js",
        ...(html.includes('id="ask"') && inline),
      },
      injectTo: "body",
    },
  ],
};

const sitemap: Plugin = {
  name: "sitemap",
  generateBundle() {
    const urls = pages
      .filter((page) => !unlisted.test(page))
      .map((page) => `  <url><loc>%SITE%/${page.replace(/^index\.html$/, "")}</loc></url>\n`);
    const source = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("")}</urlset>\n`;
    this.emitFile({ type: "asset", fileName: "sitemap.xml", source });
  },
};

export default defineConfig({
  root,
  plugins: [partials, scriptTag, sitemap],
  build: {
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pages.map((page) => resolve(root, page)) },
  },
});

// What the panel never uses of the packages it stands on, cut out of their source before it is built. Tests run on the same cut.
// Each pattern has to match: a new version of a package that reads otherwise stops the build instead of growing the panel.
import type { Plugin } from "vite";

type Cut = [what: RegExp, by: string];

const CUTS: Record<string, Cut[]> = {
  // No add-on, no hydration, no portal, no error boundary, no class component but `live`'s, no inline style and no HTML string.
  "/preact/src/": [
    [
      /\boptions\.(vnode|debounceRendering|_root|_diff|_render|diffed|_commit|_hydrationMismatch|unmount|event)\b/g,
      "undefined",
    ],
    [
      /\b(c|component|ctor|newType)\.(getDerivedStateFromProps|componentWillMount|componentDidMount|componentWillReceiveProps|componentWillUpdate|componentDidUpdate|getSnapshotBeforeUpdate|getChildContext|contextType|getDerivedStateFromError|componentDidCatch)\b/g,
      "undefined",
    ],
    [/(?<=export const MODE_(HYDRATE|SUSPENDED) = )1 << \d/g, "0"],
    [/\b(\w+\.props|newProps)\._parentDom\b/g, "undefined"],
    [/!isHydrating\b/g, "true"],
    [/\b(?<=if \()(isHydrating|excessDomChildren|isHydrating \|\| excessDomChildren|resumed)(?=\))/g, "false"],
    [
      /\b(nodeType|name|i) == '(style|math|progress|template|foreignObject|dangerouslySetInnerHTML|checked|popover)'/g,
      "false",
    ],
    [/(?<=namespace == )MATH_NAMESPACE\b/g, "0"],
  ],
  // Signals and effects; no computed ones, no models, and nobody prints a signal.
  "/@preact/signals-core/src/": [
    [/^Signal\.prototype\.(brand|subscribe|valueOf|toString|toJSON) = [\s\S]*?;\n$/gm, ""],
    [/^(function Computed|Computed\.prototype\.\w+ = |Object.defineProperty\(Computed)[\s\S]*?^\}\)?;?$/gm, ""],
    [/^Computed\.prototype = .*$/gm, ""],
  ],
  // Neither its events (we set `onmessage` and the like) nor its queue, and it runs in a browser.
  "/partysocket/dist/ws.js": [
    [/\b(this|ReconnectingWebSocket)\.CONNECTING\b/g, "0"],
    [/\bthis\.OPEN\b/g, "1"],
    [/\bthis\.CLOSING\b/g, "2"],
    [/\b(this|ReconnectingWebSocket)\.CLOSED\b/g, "3"],
    [/^ {2}(static )?[gs]et \w+\(.*\{\n[\s\S]*?^ {2}\}\n/gm, ""],
    [/^ {2}(reconnect|drainQueuedMessages)\(.*\{\n[\s\S]*?^ {2}\}\n/gm, ""],
    [/this\.dispatchEvent\(cloneEvent\(.*\)\);/g, ""],
  ],
};

const source = (path: string) => `${import.meta.dirname}/node_modules/${path}`;

/** The packages' own source, in which names and flags can still be read. */
export const alias = [
  { find: /^preact$/, replacement: source("preact/src/index.js") },
  { find: /^@preact\/signals-core$/, replacement: source("@preact/signals-core/src/index.ts") },
];

export function trim(): Plugin {
  const unmatched = new Set(Object.values(CUTS).flatMap((cuts) => cuts.map(([what]) => what)));
  return {
    name: "trim",
    enforce: "pre",
    transform(code, id) {
      const cuts = Object.entries(CUTS).find(([path]) => id.includes(path))?.[1];
      return cuts?.reduce((before, [what, by]) => {
        const after = before.replace(what, by);
        if (after !== before) unmatched.delete(what);
        return after;
      }, code);
    },
    buildEnd() {
      for (const what of unmatched) this.error(`trim.ts: ${what} matches nothing any more`);
    },
  };
}

// What a script tag can say: one table, from which the loader reads and the README's table is written.
// Importing it needs no DOM; only `form.test` may. The build leaves `values` and `doc` out of the loader.

export interface Option {
  form?: Pick<RegExp, "test">; // what a value of this option looks like; without it any text is one
  default: string;
  fixed?: true; // cannot change by update()
  values: string;
  doc: string;
}

export const OPTIONS = {
  site: {
    form: /^[a-z0-9][a-z0-9-]{0,62}$/,
    default: "",
    fixed: true,
    values: "the id of your site",
    doc: "Required. Which site's pages and settings answer.",
  },
  api: {
    form: /^https?:\/\/[^/?#]+/,
    default: "",
    fixed: true,
    values: "a base URL",
    doc: "Where Foyer runs, if not where the script comes from.",
  },
  position: {
    form: /^(top|bottom)-(left|right|start|end)$/,
    default: "bottom-right",
    values: "`bottom-right`, `bottom-left`, `top-right`, `top-left`; `start` and `end` follow the page's direction",
    doc: "The corner in which the launcher stands.",
  },
  color: {
    form: { test: (value) => CSS.supports("color", value) },
    default: "",
    values: "any CSS colour",
    doc: "The accent; its shades are made so that they can be read, light and dark. Without it the site's own, else a blue.",
  },
  theme: {
    form: /^(light|dark|auto)$/,
    default: "auto",
    values: "`light`, `dark`, `auto`",
    doc: "`auto` follows the visitor's system.",
  },
  title: {
    default: "",
    values: "text",
    doc: "The panel's title. Without it the site's name.",
  },
  greeting: {
    default: "",
    values: "text",
    doc: "What stands in an empty conversation. Without it the site's own.",
  },
  target: {
    default: "",
    fixed: true,
    values: "a CSS selector",
    doc: "Draws the panel inside this element, without a launcher. As high as the element, else 560 px.",
  },
  push: {
    form: /^\/[^/\\]/,
    default: "",
    fixed: true,
    values: "a path on your site",
    doc: "Where your service worker's file for Web Push is. Without it nobody is offered notifications.",
  },
} satisfies Record<string, Option>;

export type OptionName = keyof typeof OPTIONS;
export type Options = Record<OptionName, string>;

const table = Object.entries<Option>(OPTIONS) as [OptionName, Option][];

export const isOptionName = (name: string): name is OptionName => name in OPTIONS;

/** Reads what it can. A value that does not fit is told to `complain`, and the option keeps what it had; "" is the default. */
export function readOptions(
  given: Readonly<Record<string, string | undefined>>,
  had: Readonly<Partial<Options>>,
  complain: (problem: string) => void,
): Options {
  const read = table.map(([name, option]) => {
    const value = given[name]?.trim();
    const isWrong = value && option.form?.test(value) === false;
    if (isWrong) complain(`"${value}" is no ${name}`);
    return [name, ((isWrong ? undefined : value) ?? had[name]) || option.default];
  });
  return Object.fromEntries(read) as Options;
}

/** The known name that shares the most pairs of letters with one that is not. */
export function nearestName(unknown: string): OptionName {
  const shared = (name: string) =>
    [...name].filter((_, at) => ` ${unknown}`.includes(` ${name}`.slice(at, at + 2))).length;
  return table.map(([name]) => name).reduce((best, name) => (shared(name) > shared(best) ? name : best));
}

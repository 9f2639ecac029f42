// What of an HTML page is not its content: told by the tags, roles and names that the makers of sites and of generators use.

const words = (list: string) => new Set(list.split(" "));
const DROPPED = words(
  "nav footer script style noscript template form svg math iframe object canvas video audio dialog select datalist textarea",
);
const DROPPED_ROLE =
  /^(navigation|banner|contentinfo|search|dialog|alertdialog|menu|menubar|tablist|directory|doc-toc|doc-index|doc-pagelist)$/;
/** Names of what is there on every page, or is no content but the way to it. */
const SURROUNDINGS =
  /(^|[\s_-])(cookie[-_]?(banner|bar|notice|consent|popup|modal|overlay|message|wall)|(gdpr|consent)[-_](banner|bar|notice|popup|modal|overlay)|onetrust-(banner|consent)[\w-]*|cybotcookiebot\w*|toctree-wrapper|breadcrumbs?|skip-link)([\s_-]|$)/i;
/** The same of names that are parts of others too: tables of contents, the ways to the next page, the numbers of lines. */
const WHOLE_NAME =
  /(^|\s)(toc|table-of-contents|nav(header|footer)|docnav|nav-panel|linenos?|lineno|hljs-ln-numbers)(\s|$)/i;
const INVISIBLE = /(display\s*:\s*none|visibility\s*:\s*hidden)/i;
/** Says something about a page, and is named after what it does to its inside. */
const NAMED_BY_CONTENT = words("html body main article pre code table");
const ASIDE = /(^|\s)(admonition|note|warning|caution|important|tip|callout|alert|sidebar)(\s|$)/i;

/** Says that the element has one of the named things, not that it is one. */
const MODIFIER = /(^|\s)(has|with|without|no|show|hide)[-_]\S*/gi;

export interface Around {
  parent: string | undefined;
  disclosed: Set<string>; // ids of what a heading opens
  isIn: (...tags: string[]) => boolean;
  capturing: boolean; // the element is part of a heading, a cell or a term
}

export function isSurrounding(tag: string, element: Element, { isIn, capturing, parent, disclosed }: Around): boolean {
  if (tag === "html" || tag === "body") return false; // whatever hides them, a script shows them
  if (tag === "form" && parent === "body") return false; // around all of the page, as ASP.NET has it
  if (DROPPED.has(tag)) return true;
  if (tag === "button") return !capturing; // an accordion's heading is one
  if (tag === "header") return !isIn("main", "article", "section");
  if (tag === "aside") return !isIn("main", "article");
  if (DROPPED_ROLE.test(element.getAttribute("role") ?? "")) return true;
  if (!NAMED_BY_CONTENT.has(tag) && isNamedSo(element)) return true;
  return isHidden(element) && !isPanel(element, disclosed);
}

function isHidden(element: Element): boolean {
  const hidden = element.getAttribute("hidden");
  if (hidden !== null && hidden !== "until-found") return true;
  return element.getAttribute("aria-hidden") === "true" || INVISIBLE.test(element.getAttribute("style") ?? "");
}

/** Of tabs, or under a heading: hidden until somebody wants to see it. */
const isPanel = (element: Element, disclosed: Set<string>) =>
  element.getAttribute("role") === "tabpanel" || disclosed.has(element.getAttribute("id") ?? "");

function isNamedSo(element: Element): boolean {
  const names = `${element.getAttribute("id") ?? ""} ${element.getAttribute("class") ?? ""}`.replace(MODIFIER, " ");
  return SURROUNDINGS.test(names) || WHOLE_NAME.test(names);
}

/** A remark in the text, whose headings end with it: what follows belongs to the heading before. */
export const isRemark = (tag: string, element: Element): boolean =>
  tag === "blockquote" ||
  tag === "aside" ||
  element.getAttribute("role") === "note" ||
  (tag === "div" && ASIDE.test(element.getAttribute("class") ?? ""));

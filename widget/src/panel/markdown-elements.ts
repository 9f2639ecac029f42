// The elements of an answer's Markdown: which node a token becomes, and what is left of one that was not Markdown after all.
import {
  BLOCKQUOTE,
  CHECKBOX,
  CHECKED,
  CODE_BLOCK,
  CODE_FENCE,
  CODE_INLINE,
  HEADING_1,
  HEADING_2,
  HEADING_3,
  HEADING_4,
  HEADING_5,
  HEADING_6,
  HREF,
  IMAGE,
  ITALIC_AST,
  ITALIC_UND,
  LANG,
  LINE_BREAK,
  LINK,
  LIST_ITEM,
  LIST_ORDERED,
  LIST_UNORDERED,
  PARAGRAPH,
  RAW_URL,
  RULE,
  START,
  STRIKE,
  STRONG_AST,
  STRONG_UND,
  TABLE,
  TABLE_CELL,
  TABLE_ROW,
} from "streaming-markdown";

/** A token that is not closed yet, and where its text goes. */
export interface Open {
  token: number;
  node: HTMLElement;
  addressed?: true; // a link or an image whose address has come
}

const DEEPEST = 20; // deeper markup is shown flat: layout of endless nesting would freeze the page

/** Headings stand below those of the panel. */
const TAGS: Record<number, string> = {
  [BLOCKQUOTE]: "blockquote",
  [PARAGRAPH]: "p",
  [LINE_BREAK]: "br",
  [RULE]: "hr",
  [HEADING_1]: "h3",
  [HEADING_2]: "h4",
  [HEADING_3]: "h5",
  [HEADING_4]: "h6",
  [HEADING_5]: "h6",
  [HEADING_6]: "h6",
  [ITALIC_AST]: "em",
  [ITALIC_UND]: "em",
  [STRONG_AST]: "strong",
  [STRONG_UND]: "strong",
  [STRIKE]: "s",
  [CODE_INLINE]: "code",
  [LINK]: "a",
  [RAW_URL]: "a",
  [LIST_UNORDERED]: "ul",
  [LIST_ORDERED]: "ol",
  [LIST_ITEM]: "li",
  [TABLE_ROW]: "tr",
};
const MARKS: Record<number, string> = {
  [ITALIC_AST]: "*",
  [ITALIC_UND]: "_",
  [STRONG_AST]: "**",
  [STRONG_UND]: "__",
  [STRIKE]: "~~",
  [CODE_INLINE]: "`",
};
const TRAIL = ".,;:!?'\"*_~<>]";
const SAFE_PROTOCOL = /^(https?|mailto|tel):$/;

export function addElement(parent: HTMLElement, token: number, depth: number, copy: string): Open {
  if (depth > DEEPEST) return { token: 0, node: parent };
  return { token, node: make(parent, token, copy) };
}

function make(parent: HTMLElement, token: number, copy: string): HTMLElement {
  switch (token) {
    case CODE_BLOCK:
    case CODE_FENCE:
      return addCode(parent, copy);
    case TABLE: {
      const frame = add(parent, "div", "table");
      frame.tabIndex = 0; // so that keys can scroll it
      return add(frame, "table");
    }
    case TABLE_ROW:
      return add(
        parent.children[1]
          ? (parent.lastElementChild as HTMLElement)
          : add(parent, parent.firstChild ? "tbody" : "thead"),
        "tr",
      );
    case TABLE_CELL:
      return add(parent, parent.parentElement?.tagName === "THEAD" ? "th" : "td");
    case CHECKBOX: {
      const box = add(parent, "span", "task");
      box.textContent = "☐";
      return box;
    }
    default:
      return add(parent, TAGS[token] ?? "span");
  }
}

function add(parent: HTMLElement, tag: string, name?: string) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  parent.append(node);
  return node;
}

/** Only with the first letter: the browser looks for one in all of an element at each change of it. */
export function directByWords(node: HTMLElement) {
  if (!node.dir && /^(p|li|h\d|blockquote|t[dh])$/.test(node.localName)) node.dir = "auto";
}

function addCode(parent: HTMLElement, copy: string) {
  const block = add(parent, "div", "code");
  const head = add(block, "div", "code-head");
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.copy = "";
  button.textContent = copy;
  add(head, "span");
  head.append(button);
  const pre = add(block, "pre");
  pre.tabIndex = 0;
  pre.dir = "ltr";
  return add(pre, "code");
}

export function setAttribute(open: Open, attribute: number, value: string) {
  const { token, node } = open;
  if (attribute === CHECKED && token === CHECKBOX) node.textContent = "☑";
  if (attribute === LANG && token === CODE_FENCE) nameLanguage(node, value);
  if (attribute === START && token === LIST_ORDERED) node.setAttribute("start", value);
  if (token === LINK || token === RAW_URL || token === IMAGE) open.addressed = true;
  if (attribute === HREF && node instanceof HTMLAnchorElement) linkTo(node, value);
}

function nameLanguage(code: HTMLElement, info: string) {
  const label = code.closest(".code")?.querySelector("span");
  if (label) label.textContent = info.trim().split(/\s/)[0] ?? "";
}

/** An image asks for nothing, so an injected prompt cannot leak a word in its address: links and texts are all there is. */
function linkTo(link: HTMLAnchorElement, value: string) {
  const address = value.trim().split(/\s/)[0]?.replace(/^<|>$/g, "") ?? ""; // a title may follow, brackets may enclose
  if (!URL.canParse(address)) return;
  const url = new URL(address);
  if (!SAFE_PROTOCOL.test(url.protocol)) return;
  link.href = link.title = url.href; // the title shows where it goes, its host in ASCII
  link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
}

/** `pending` is what the parser has read and not yet placed: the end mark, or what ended the element without one. */
export function closeElement({ token, node, addressed }: Open, hasEndMark: boolean, pending: string) {
  const mark = MARKS[token];
  if (mark && !hasEndMark) return unwrap(node, mark);
  if (token === RAW_URL) return trimAddress(node);
  if (token !== LINK && token !== IMAGE) return;
  if (addressed) {
    if (!node.hasAttribute("href")) unwrap(node);
    return;
  }
  const rest = pending.startsWith("](") ? pending.trimEnd() : pending.startsWith("]") ? "]" : "";
  unwrap(node, token === IMAGE ? "![" : "[", rest);
}

function unwrap(node: HTMLElement, before = "", after = "") {
  node.replaceWith(before, ...node.childNodes, after);
}

/** A bare address runs to the next space: the sentence's punctuation is not its. */
function trimAddress(node: HTMLElement) {
  const text = node.textContent;
  const marks = text.includes("(") ? TRAIL : `${TRAIL})`;
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end--;
  if (end < text.length) {
    node.textContent = text.slice(0, end);
    node.after(text.slice(end));
  }
  if (node instanceof HTMLAnchorElement) linkTo(node, node.textContent);
  if (!node.hasAttribute("href")) unwrap(node);
}

// Markdown that grows: text in, DOM nodes out, nothing parsed twice. What it renders was written by a model: nothing of it may run
// or ask for anything, and what turns out not to be Markdown stands as it was written.
import {
  CODE_BLOCK,
  CODE_FENCE,
  CODE_INLINE,
  IMAGE,
  ITALIC_UND,
  type Parser,
  parser,
  parser_end,
  parser_write,
  RAW_URL,
  STRONG_UND,
} from "streaming-markdown";
import { addElement, closeElement, directByWords, type Open, setAttribute } from "./markdown-elements.ts";

export interface MarkdownOptions {
  copy?: string; // words of a code block's button
}

export interface Markdown {
  /** The whole text so far. What continues it is appended; anything else starts over. */
  write(text: string): void;
  /** Shows the last character too, which the parser holds back. */
  end(): void;
}

const VERBATIM = new Set<number | undefined>([CODE_BLOCK, CODE_FENCE, CODE_INLINE, RAW_URL, IMAGE]);

export function createMarkdown(root: HTMLElement, { copy = "Copy" }: MarkdownOptions = {}): Markdown {
  let writer = start(root, copy);
  let written = "";
  let ended = false;
  return {
    write(text) {
      if (text === written) return;
      if (ended || !text.startsWith(written)) {
        root.replaceChildren();
        writer = start(root, copy);
        written = "";
        ended = false;
      }
      writer.feed(text.slice(written.length), written.at(-1));
      written = text;
    },
    end() {
      if (!ended) writer.end();
      ended = true;
    },
  };
}

function start(root: HTMLElement, copy: string) {
  const open: Open[] = [{ token: 0, node: root }];
  const top = () => open.at(-1) as Open; // the root is never closed
  let text = ""; // of the innermost element, not in the document yet
  const state: Parser = parser({
    data: null,
    add_token(_, token) {
      flush();
      open.push(addElement(top().node, token, open.length, copy));
    },
    end_token: () => close(/^[*_~` ]*$/.test(state.pending)),
    add_text(_, more) {
      text += more;
    },
    set_attr: (_, attribute, value) => setAttribute(top(), attribute, value),
  });

  function flush() {
    if (text) addText(top().node, text);
    if (/\p{L}/u.test(text)) for (const { node } of open) directByWords(node);
    text = "";
  }

  function close(hasEndMark: boolean) {
    flush();
    if (open.length > 1) closeElement(open.pop() as Open, hasEndMark, state.pending);
  }

  return {
    feed(text: string, before = "") {
      let previous = before;
      for (const piece of text.split(/([$_])/)) {
        if (piece) parser_write(state, isPlain(state, piece, previous) ? `\\${piece}` : piece);
        previous = piece.at(-1) ?? previous;
      }
      flush();
    },
    end() {
      parser_end(state);
      while (open.length > 1) close(false);
    },
  };
}

/** The parser takes `$5 to $b` for a formula and `user_id` for emphasis. */
function isPlain({ tokens, len, pending }: Parser, sign: string, previous: string) {
  const inside = tokens[len];
  if ((sign !== "$" && sign !== "_") || VERBATIM.has(inside) || /^[`\\]|^\]\(/.test(pending)) return false;
  return sign === "$" || (/[\p{L}\p{N}]/u.test(previous) && inside !== ITALIC_UND && inside !== STRONG_UND);
}

function addText(node: HTMLElement, text: string) {
  const last = node.lastChild;
  if (last instanceof Text) last.appendData(text);
  else node.append(text);
}

// Which parts of a stream of Markdown are code for whoever shows it: spans on one line, and fenced blocks. Readers of Markdown
// differ about what is odd, a span that does not close for one, so from anything odd on nothing is code.

export interface Piece {
  text: string;
  isCode: boolean;
}

const MAX_HELD = 300; // characters of a span that has not closed, and of a line that may be a fence
const LINE_START = /^([ \t]*)(`+|~+|\||>)?/;
const FENCE = /^( {0,3})(`{3,})([^`\n]*)\n?$/;
const MARK = /`+|[\\$[(|)\n]/;
const SPAN_END = /[`|\\\n]/; // a "|" may part the cells of a table
const BEFORE_SPAN = /(?:^|\s)["'(*_]{0,9}$/; // else it may be in the address of a link

export class Code {
  #held = "";
  #before = ""; // of the line
  #isLineStart = true;
  #fence: { indent: number; ticks: number } | undefined;
  #isLink = false; // the address of one is open
  #isUnclear = false; // to the end of the paragraph: code there would be odd
  #isLost = false; // to the end of the text

  /** What is certain by now. */
  write(text: string): Piece[] {
    return this.#read(this.#held + text, false);
  }

  end(): Piece[] {
    return this.#read(this.#held, true);
  }

  #read(text: string, isEnd: boolean): Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    while (at < text.length) {
      const rest = text.slice(at);
      const piece = this.#isLost
        ? toText(rest)
        : this.#isLineStart
          ? this.#begin(rest, isEnd)
          : this.#goOn(rest, isEnd);
      if (!piece) break;
      at += piece.text.length;
      if (piece.text) pieces.push(piece);
    }
    this.#held = text.slice(at);
    return pieces;
  }

  /** Null when more has to come first. */
  #begin(text: string, isEnd: boolean): Piece | null {
    const [start = "", indent = "", mark = ""] = LINE_START.exec(text) ?? [];
    if (start.length === text.length && !isEnd) return start.length > MAX_HELD ? this.#lose(text) : null;
    this.#before = "";
    if (mark === "|" && !this.#fence) return this.#lose(text); // where a table ends is seen differently
    if (mark.length >= 3) return this.#atFence(text, isEnd);
    const isBlank = text[start.length] === "\n" && !mark;
    if (this.#fence && !isBlank && indent.length < this.#fence.indent) return this.#lose(text);
    if (!this.#fence) this.#isUnclear = !isBlank && (this.#isUnclear || mark === ">");
    this.#isLineStart = isBlank;
    this.#before = indent;
    return { text: isBlank ? `${indent}\n` : indent, isCode: this.#fence !== undefined };
  }

  #atFence(text: string, isEnd: boolean): Piece | null {
    const lineEnd = text.indexOf("\n");
    if (lineEnd < 0 && !isEnd) return text.length > MAX_HELD ? this.#lose(text) : null;
    const line = lineEnd < 0 ? text : text.slice(0, lineEnd + 1);
    const [, indent = "", ticks = "", info = ""] = FENCE.exec(line) ?? [];
    const open = this.#fence;
    const isFit = open ? ticks.length === open.ticks && indent.length === open.indent && !info : !this.#isUnclear;
    if (!ticks || !isFit) return this.#lose(text);
    this.#fence = open ? undefined : { indent: indent.length, ticks: ticks.length };
    return { text: line, isCode: true };
  }

  #goOn(text: string, isEnd: boolean): Piece | null {
    if (this.#fence) return this.#inFence(text, isEnd);
    const { 0: mark = "", index = text.length } = MARK.exec(text) ?? {};
    if (index) return this.#pass(text.slice(0, index));
    if (mark.startsWith("`"))
      return this.#isUnclear || this.#isLink ? this.#lose(text) : this.#span(text, mark.length, isEnd);
    if (this.#isLink && (mark === "\n" || mark === "(")) return this.#lose(text); // who knows where it ends
    this.#isLink = mark === "(" ? this.#before.endsWith("]") : this.#isLink && mark !== ")";
    this.#isLineStart = mark === "\n";
    // A backslash or a "$" may be for a formula, and neither that nor an image knows code.
    this.#isUnclear ||= /[\\$|]/.test(mark) || (mark === "[" && this.#before.endsWith("!"));
    return this.#pass(mark);
  }

  /** Some let a fence end at the end of any line. */
  #inFence(text: string, isEnd: boolean): Piece | null {
    const odd = text.indexOf("```");
    const lineEnd = text.indexOf("\n") + 1 || text.length;
    const ticks = /`+$/.exec(text.slice(0, lineEnd))?.[0].length ?? 0;
    if (odd === 0) return this.#lose(text);
    const end = odd > 0 ? Math.min(odd, lineEnd) : lineEnd - (isEnd ? 0 : ticks);
    if (!end) return null;
    this.#isLineStart = text[end - 1] === "\n";
    return { text: text.slice(0, end), isCode: true };
  }

  #span(text: string, ticks: number, isEnd: boolean): Piece | null {
    const isOpen = ticks <= 2 && BEFORE_SPAN.test(this.#before);
    const length = text.slice(ticks).search(SPAN_END);
    const close = /^`*/.exec(text.slice(ticks + length))?.[0] ?? "";
    const end = ticks + length + close.length;
    if (!isEnd && (ticks === text.length || (isOpen && (length < 0 || end === text.length)))) {
      if (text.length <= MAX_HELD) return null;
    } else if (isOpen && length > 0 && close.length === ticks) {
      this.#before = "`";
      return { text: text.slice(0, end), isCode: true };
    }
    return this.#lose(text);
  }

  #pass(text: string): Piece {
    this.#before = (this.#before + text).slice(-20);
    return toText(text);
  }

  #lose(text: string): Piece {
    this.#isLost = true;
    return toText(text);
  }
}

const toText = (text: string): Piece => ({ text, isCode: false });

// A list of terms: a definition is a line, "Phone: 555 0100", or, when it is long or has code, a section under its term.
import { type Block, BREAK, type Headings, MAX_HEADING, type PageTextBuilder, toText } from "./page-text.ts";

const MAX_LINE = 600; // characters of a definition of several paragraphs that is still a line

export class DefinitionList {
  readonly #page: PageTextBuilder;
  readonly #outer: Headings;
  #terms: string[] = []; // of one definition; there may be several
  #isDefined = false;

  constructor(page: PageTextBuilder) {
    this.#page = page;
    this.#outer = page.headings;
  }

  /** A term that asks is a heading: the answer may be long. */
  term(literal: string) {
    if (this.#isDefined) this.#terms = [];
    this.#isDefined = false;
    this.#page.headings = this.#outer;
    if (/\?\s*$/.test(literal) && /\p{L}/u.test(literal)) this.#page.subheading(literal);
    else {
      const term = toText(literal).replace(/:$/, "");
      if (term) this.#terms.push(term);
    }
  }

  /** Of the next definition. A text too long for a name is said once. */
  #name(): string {
    const term = this.#terms.join(", ");
    if (term.length <= MAX_HEADING) return term;
    this.#page.add("paragraph", term);
    this.#terms = [];
    return "";
  }

  /** What is added until `end` is called. */
  define(): { end: () => void } {
    this.#isDefined = true;
    const headings = this.#page.headings;
    const term = this.#name();
    const from = this.#page.blocks.length;
    return {
      end: () => {
        const blocks = this.#page.blocks.splice(from);
        const path = headings.map(({ text }) => text);
        this.#page.blocks.push(...(term ? underTerm(term, blocks, path) : blocks));
        this.#page.headings = headings;
      },
    };
  }
}

function underTerm(term: string, blocks: Block[], path: string[]): Block[] {
  const depth = path.length;
  const [first] = blocks;
  if (!first) return [{ kind: "row", path, text: term, literal: term }];
  const isProse = blocks.every(({ kind, path }) => (kind === "paragraph" || kind === "item") && path.length === depth);
  const length = blocks.reduce((sum, { text }) => sum + text.length, 0);
  if (isProse && (blocks.length === 1 || length <= MAX_LINE)) return [toLineOf(term, first, blocks)];
  return blocks.map((block) => ({ ...block, path: block.path.toSpliced(depth, 0, term) }));
}

function toLineOf(term: string, { path }: Block, blocks: Block[]): Block {
  const literal = blocks.map((block, at) => separator(blocks[at - 1], block) + block.literal).join("");
  return { kind: "row", path, text: `${term}: ${toText(literal)}`, literal };
}

const separator = (before: Block | undefined, { kind }: Block) =>
  !before ? "" : before.kind === "item" && kind === "item" ? BREAK : "\n";

// A page's text in passages that stand alone: of one section each, long enough to answer, short enough to prompt with.
import { type Block, type PageText, toText } from "./page-text.ts";
import { toTextFragment } from "./text-fragment.ts";

export interface PagePassage {
  title: string; // of the page
  heading: string; // path of headings, " › " between them
  url: string; // with a fragment that leads to it
  text: string; // paragraphs with an empty line between them; "- " before a list's items; a line for a table's row
}

const MAX_WORDS = 250; // of a passage; a section up to this size stays whole
const MAX_CHARACTERS = 2000; // where words are long, or a language has no spaces

export function toPassages({ title, blocks }: PageText, url: URL): PagePassage[] {
  const page = blocks.map(({ literal }) => literal.replace(/\s+/g, " ")).join("\n");
  return sections(blocks).flatMap((section) =>
    pack(section.flatMap(split)).map((part) => ({
      title,
      heading: part[0]?.path.join(" › ") ?? "",
      url: `${url.href}${fragmentOf(part, page)}`,
      text: part.map((block, at) => separator(part[at - 1], block) + toMarkdown(block)).join(""),
    })),
  );
}

/** A viewer of documents that have pages opens one (RFC 8118), and finds no text. */
function fragmentOf(part: Block[], page: string): string {
  const number = part[0]?.page;
  if (number !== undefined) return `#page=${number}`;
  return toTextFragment(
    part.map(({ literal }) => literal),
    page,
  );
}

function sections(blocks: Block[]): Block[][] {
  const found: Block[][] = [];
  let path: string | undefined;
  for (const block of blocks) {
    const here = block.path.join("\n");
    if (here !== path) found.push([]);
    path = here;
    found.at(-1)?.push(block);
  }
  return found;
}

/** Parts of about the same size, so that no passage is a section's last few words. */
function pack(blocks: Block[]): Block[][] {
  const total = blocks.reduce((sum, { text }) => sum + share(text), 0);
  const size = total / Math.ceil(total);
  const parts: Block[][] = [[]];
  let filled = 0;
  for (const block of blocks) {
    const more = share(block.text);
    if (filled && filled + more / 2 > size) {
      parts.push([]);
      filled = 0;
    }
    parts.at(-1)?.push(block);
    filled += more;
  }
  return parts;
}

/** A space, then what a sentence begins with; or a full stop of a script that has no spaces. */
const SENTENCE = /(?=[\p{Lu}\p{N}"“‘(¿¡])(?<=[.!?…]["”’)]?\s+)|(?<=[。！？][”’」』）]?)(?![。！？”’」』）])/u;
const LINE = /(?<=\n)/;

/** A block that is a passage too long for itself: at the ends of its sentences, code and rows at those of their lines. */
function split(block: Block): Block[] {
  const { kind, literal } = block;
  if (share(block.text) <= 1 || (kind === "row" && block.text.length <= MAX_CHARACTERS)) return [block];
  const lines = kind === "code" || kind === "row" ? literal.split(LINE) : [literal];
  const pieces: string[] = [];
  let filled = 0;
  for (const piece of lines.flatMap((line) => (kind === "code" ? line : line.split(SENTENCE))).flatMap(cutLong)) {
    const more = share(piece);
    filled += more;
    if (pieces.length && filled <= 0.5) pieces[pieces.length - 1] += piece;
    else {
      pieces.push(piece);
      filled = more;
    }
  }
  const parts = pieces.filter((piece) => piece.trim());
  return parts.map((part) => ({ ...block, literal: part, text: kind === "code" ? part : toText(part) }));
}

/** A "sentence" longer than a passage is no sentence: a page without full stops. */
function cutLong(sentence: string): string[] {
  if (share(sentence) <= 1) return [sentence];
  const parts: string[] = [];
  let part = "";
  let words = 0;
  for (const word of sentence.split(/(?<=\s)(?=\S)/).flatMap(cutWord)) {
    if (words === MAX_WORDS || (words && part.length + word.length > MAX_CHARACTERS)) {
      parts.push(part);
      part = "";
      words = 0;
    }
    part += word;
    words++;
  }
  return [...parts, part];
}

/** Never between the two halves of a character. */
function cutWord(word: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < word.length; ) {
    const end = from + MAX_CHARACTERS;
    const to = /[\udc00-\udfff]/.test(word.charAt(end)) ? end - 1 : end;
    parts.push(word.slice(from, to));
    from = to;
  }
  return parts;
}

/** Of a passage. */
const share = (text: string) => Math.max((text.match(/\S+/g)?.length ?? 0) / MAX_WORDS, text.length / MAX_CHARACTERS);

const separator = (before: Block | undefined, { kind }: Block) =>
  !before ? "" : before.kind === kind && (kind === "item" || kind === "row") ? "\n" : "\n\n";

function toMarkdown({ kind, text }: Block): string {
  if (kind === "item") return `- ${text}`;
  return kind === "code" ? `\`\`\`\n${text}\n\`\`\`` : text;
}

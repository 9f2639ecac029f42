// A page's text in passages that stand alone: of one section each, long enough to answer, short enough to prompt with.
import { type Block, type PageText, toText } from "./page-text.ts";
import { toTextFragment } from "./text-fragment.ts";

export interface PagePassage {
  title: string; // of the page
  heading: string; // path of headings, " › " between them
  url: string; // with a text fragment
  text: string; // paragraphs with an empty line between them; "- " before a list's items; a line for a table's row
}

const MAX_WORDS = 250; // of a passage; a section up to this size stays whole

export function toPassages({ title, blocks }: PageText, url: URL): PagePassage[] {
  const page = blocks.map(({ literal }) => literal.replace(/\s+/g, " ")).join("\n");
  return sections(blocks).flatMap((section) =>
    pack(section.flatMap(split)).map((part) => ({
      title,
      heading: part[0]?.path.join(" › ") ?? "",
      url: `${url.href}${toTextFragment(
        part.map(({ literal }) => literal),
        page,
      )}`,
      text: part.map((block, at) => separator(part[at - 1], block) + toMarkdown(block)).join(""),
    })),
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
  const total = blocks.reduce((sum, block) => sum + wordCount(block), 0);
  const size = total / Math.ceil(total / MAX_WORDS);
  const parts: Block[][] = [[]];
  let words = 0;
  for (const block of blocks) {
    const count = wordCount(block);
    if (words && words + count / 2 > size) {
      parts.push([]);
      words = 0;
    }
    parts.at(-1)?.push(block);
    words += count;
  }
  return parts;
}

/** A block that is a passage too long for itself, at the ends of its sentences. */
function split(block: Block): Block[] {
  if (wordCount(block) <= MAX_WORDS || block.kind === "row") return [block];
  const between = block.kind === "code" ? /(?<=\n)/ : /(?<=[.!?…]["”’)]?)\s+(?=[\p{Lu}\p{N}"“‘(¿¡])/u;
  const pieces: string[] = [];
  for (const piece of block.literal.split(between).flatMap(cutLong)) {
    const grown = `${pieces.at(-1) ?? ""}${block.kind === "code" ? "" : " "}${piece}`;
    if (pieces.length && countWords(grown) <= MAX_WORDS / 2) pieces[pieces.length - 1] = grown;
    else pieces.push(piece);
  }
  return pieces.map((literal) => ({ ...block, literal, text: block.kind === "code" ? literal : toText(literal) }));
}

/** A "sentence" longer than a passage is no sentence: a page without full stops. */
function cutLong(sentence: string): string[] {
  const words = sentence.split(/(?<=\s)/);
  if (words.length <= MAX_WORDS) return [sentence];
  const cuts = Array.from({ length: Math.ceil(words.length / MAX_WORDS) }, (_, at) => at * MAX_WORDS);
  return cuts.map((from) => words.slice(from, from + MAX_WORDS).join(""));
}

const wordCount = ({ text }: Block) => countWords(text);
const countWords = (text: string) => text.match(/\S+/g)?.length ?? 0;

const separator = (before: Block | undefined, { kind }: Block) =>
  !before ? "" : before.kind === kind && (kind === "item" || kind === "row") ? "\n" : "\n\n";

function toMarkdown({ kind, text }: Block): string {
  if (kind === "item") return `- ${text}`;
  return kind === "code" ? `\`\`\`\n${text}\n\`\`\`` : text;
}

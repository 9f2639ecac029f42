// What a PDF's parts unpack to, looked into before the library holds them: a few kilobytes may unpack to gigabytes, or
// keep it busy for hours.
import { joinBytes } from "./fetch-text.ts";

const MAX_UNPACKED = 4_000_000; // bytes, of one part; a page's drawing and a font have some hundred thousand
const MAX_UNKNOWN = 64_000; // bytes of a part that is packed in a way that is not looked into
const MAX_DICTIONARY = 4_000; // bytes before a part that may say how it is packed
const MAX_DEPTH = 500; // of states that are saved in one another (ISO 32000 allows 28); the library's time grows with its square
const MAX_RANGE = 0xffff; // characters that one line of a font's table names; the library makes an entry for each

const PACKED = /\/(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b/g;
const FLATE = /\/Filter\s*\[?\s*\/(FlateDecode|Fl)\b\s*(\]|>|\/(?!\w+Decode\b))/;
const NOT_READ = /\/Subtype\s*\/Image\b|\/Type\s*\/EmbeddedFile\b/; // for its text

/** Whether reading it may take more memory or time than there is. What is encrypted or packed otherwise cannot be told. */
export async function isPdfBomb(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const text = new TextDecoder("latin1").decode(bytes);
  const isEncrypted = /\/Encrypt\b/.test(text);
  for (const { dictionary, from, to } of partsOf(text)) {
    if (NOT_READ.test(dictionary)) continue;
    const part = bytes.subarray(from, to);
    if (FLATE.test(dictionary)) {
      if (isEncrypted) continue;
      const unpacked = await inflateFirst(endsOf(part));
      if (!unpacked || isHard(unpacked)) return true;
    } else if (/\/Filter\b/.test(dictionary)) {
      if (part.length > MAX_UNKNOWN || (dictionary.match(PACKED)?.length ?? 0) > 1) return true;
    } else if (isHard(part)) return true;
  }
  return false;
}

function* partsOf(text: string) {
  const starts = /\bstream\r?\n/g;
  for (let start = starts.exec(text); start; start = starts.exec(text)) {
    const from = starts.lastIndex;
    const end = text.indexOf("endstream", from);
    const to = end < 0 ? text.length : end;
    const head = text.slice(Math.max(0, start.index - MAX_DICTIONARY), start.index);
    yield { dictionary: head.slice(head.lastIndexOf(" obj") + 1), from, to };
    starts.lastIndex = to;
  }
}

/** The part without the ends of lines after it, which may as well be its own last bytes; the likeliest first. */
function endsOf(part: Uint8Array<ArrayBuffer>) {
  let ends = 0;
  while (ends < 4 && [LF, CR].includes(part.at(-1 - ends) ?? SPACE)) ends++;
  return [1, 2, 0, 3, 4].filter((size) => size <= ends).map((size) => part.subarray(0, part.length - size));
}

async function inflateFirst(candidates: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array | null> {
  for (const candidate of candidates) {
    const unpacked = await inflate(candidate);
    if (unpacked) return unpacked;
  }
  return null;
}

/** Null for too much, and for what is broken: the library would make something of it, and nobody knows how much. */
async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > MAX_UNPACKED) return null;
      parts.push(next.value);
    }
    return joinBytes(parts, size);
  } catch {
    return null; // broken
  } finally {
    await reader.cancel().catch(() => {}); // broken already
  }
}

const isHard = (content: Uint8Array) => isDeep(content) || isWide(content);

const [LF, CR, SPACE] = [10, 13, 32]; // what is no letter or sign is no larger than a space
const [SAVE, RESTORE] = [113, 81]; // "q" and "Q"

function isDeep(content: Uint8Array): boolean {
  let depth = 0;
  for (let at = 0; at < content.length; at++) {
    const byte = content[at];
    if (byte !== SAVE && byte !== RESTORE) continue;
    if ((content[at - 1] ?? SPACE) > SPACE || (content[at + 1] ?? SPACE) > SPACE) continue;
    depth += byte === SAVE ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
    if (depth < 0) depth = 0;
  }
  return false;
}

const TABLE = /begin(?:bf|cid)range(.*?)(?:end|$)/gs;
const RANGE = /<([\da-f]+)>\s*<([\da-f]+)>\s*(?:<[^>]*>|\[[^\]]*\]|\d+)/gi;

function isWide(content: Uint8Array): boolean {
  for (const [, table = ""] of new TextDecoder("latin1").decode(content).matchAll(TABLE))
    for (const [, first = "", last = ""] of table.matchAll(RANGE))
      if (Number.parseInt(last, 16) - Number.parseInt(first, 16) > MAX_RANGE) return true;
  return false;
}

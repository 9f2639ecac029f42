// What a PDF's parts unpack to, looked into before the library holds them: a few kilobytes may unpack to gigabytes, or
// keep it busy for hours. How a part is packed is told by its bytes: a dictionary can say it in too many ways.
import { joinBytes } from "./fetch-text.ts";

const MAX_UNPACKED = 4_000_000; // bytes, of one part; a page's drawing and a font have some hundred thousand
const MAX_UNKNOWN = 64_000; // bytes of a part that is packed in a way that is not looked into
const MAX_DEPTH = 500; // of states that are saved in one another (ISO 32000 allows 28); the library's time grows with its square
const MAX_LIKELY_DEPTH = 5_000; // where what saves one stands close to other signs: a font's bytes may look so by chance
const MAX_RANGE = 0xffff; // characters that one line of a font's table names; the library makes an entry for each

const MAX_BROKEN = 50; // parts that begin as if they were packed, and are not

const PACKED = /\/(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b/;
const FILTER = /\/(Filter|F)[\s\0]*([/[%]|\d+\s+\d+\s+R)/;
const NOT_READ = /\/Subtype\s*\/Image\b|\/Type\s*\/EmbeddedFile\b/; // for its text

/**
 * Whether reading it may take more memory or time than there is. What is encrypted cannot be told. Blanks the pictures
 * and files that it holds, so that none of them can be taken for a page's drawing.
 */
export async function isPdfBomb(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const text = new TextDecoder("latin1").decode(bytes);
  if (isWide(text)) return true;
  const isEncrypted = /\/Encrypt\b/.test(text);
  const states = new States();
  let plain = 0; // from there on it has not been looked into
  let broken = 0;
  for (const { before, from, to } of partsOf(text)) {
    const part = bytes.subarray(from, to);
    if (NOT_READ.test(dictionaryOf(before))) part.fill(SPACE);
    else if (!isEncrypted) {
      const found = await lookInto(part, before);
      if (found === "bomb" || (found === "broken" && ++broken > MAX_BROKEN)) return true;
      if (found !== "fine") continue;
      if (states.exceed(bytes.subarray(plain, from))) return true;
      plain = to;
    }
  }
  return !isEncrypted && states.exceed(bytes.subarray(plain));
}

/** A part may be "fine", a "bomb", or "plain", which is looked into with what is around it. */
async function lookInto(part: Uint8Array<ArrayBuffer>, before: string) {
  const isPacked = PACKED.test(withNames(before)) || FILTER.test(withNames(dictionaryOf(before)));
  if (!isFlate(part)) return isPacked && part.length > MAX_UNKNOWN ? "bomb" : "plain";
  for (const candidate of endsOf(part)) {
    const { unpacked, size, whole } = await inflate(candidate);
    if (size > MAX_UNPACKED) return "bomb";
    if (whole) return (await isHard(unpacked)) ? "bomb" : "fine";
  }
  return isPacked ? "bomb" : "broken"; // the library would make something of it, and nobody knows how much
}

/** Also what is packed twice. */
const isHard = async (unpacked: Uint8Array<ArrayBuffer>) =>
  new States().exceed(unpacked) ||
  isWide(new TextDecoder("latin1").decode(unpacked)) ||
  (isFlate(unpacked) && (await inflate(unpacked)).size > 0);

const dictionaryOf = (before: string) => before.slice(before.lastIndexOf(" obj") + 1);

/** Each part that may be one: what stands before it since the last, and where it is. */
function* partsOf(text: string) {
  const starts = /\bstream/g;
  let done = 0;
  let to = 0;
  for (let start = starts.exec(text); start; start = starts.exec(text)) {
    const from = afterLine(text, starts.lastIndex);
    if (from >= to) to = endOf(text, from);
    yield { before: text.slice(done, start.index), from, to };
    starts.lastIndex = from;
    done = from;
  }
}

/** The library takes what is left of the line for nothing. */
function afterLine(text: string, at: number) {
  const line = /\r\n?|\n/g;
  line.lastIndex = at;
  return line.test(text) ? line.lastIndex : text.length;
}

function endOf(text: string, from: number) {
  const end = text.indexOf("endstream", from);
  return end < 0 ? text.length : end;
}

/** A name's letters may be written as numbers (ISO 32000-1, 7.3.5). */
const withNames = (text: string) =>
  text.replace(/#([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** By its first two bytes (RFC 1950). */
const isFlate = ([method = 0, flags = 0]: Uint8Array) => (method & 15) === 8 && (method * 256 + flags) % 31 === 0;

/** The part without the ends of lines after it, which may as well be its own last bytes; the likeliest first. */
function endsOf(part: Uint8Array<ArrayBuffer>) {
  let ends = 0;
  while (ends < 4 && [LF, CR].includes(part.at(-1 - ends) ?? SPACE)) ends++;
  return [1, 2, 0, 3, 4].filter((size) => size <= ends).map((size) => part.subarray(0, part.length - size));
}

/** `size`: of what it has unpacked before it broke, or became too much. */
async function inflate(packed: Uint8Array<ArrayBuffer>) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > MAX_UNPACKED) return { unpacked: new Uint8Array(), size, whole: false };
      parts.push(next.value);
    }
    return { unpacked: joinBytes(parts, size), size, whole: true };
  } catch {
    return { unpacked: new Uint8Array(), size, whole: false }; // broken
  } finally {
    await reader.cancel().catch(() => {}); // broken already
  }
}

const [LF, CR, SPACE] = [10, 13, 32]; // what is no letter or sign is no larger than a space
const [SAVE, RESTORE] = [113, 81]; // "q" and "Q"

/** The library takes "0qq" for a number and two operators, but a letter beside it makes another word of it. */
const isWord = (byte: number) =>
  byte !== SAVE && byte !== RESTORE && ((byte > 64 && byte < 91) || (byte > 96 && byte < 123));

/** The states of a drawing that are saved in one another. */
class States {
  #depth = 0;
  #likely = 0; // where a state may be saved as well

  exceed(content: Uint8Array): boolean {
    for (let at = 0; at < content.length; at++) {
      const byte = content[at];
      if (byte !== SAVE && byte !== RESTORE) continue;
      const [before = SPACE, after = SPACE] = [content[at - 1], content[at + 1]];
      if (isWord(before) || isWord(after)) continue;
      const step = byte === SAVE ? 1 : -1;
      this.#likely = Math.max(0, this.#likely + step);
      if (before <= SPACE && after <= SPACE) this.#depth = Math.max(0, this.#depth + step);
      if (this.#depth > MAX_DEPTH || this.#likely > MAX_LIKELY_DEPTH) return true;
    }
    return false;
  }
}

const TABLE = /begin(?:bf|cid)range(.*?)(?:end|$)/gs;
const LIST = /\[[^[\]]*\]?/g; // says each character's own text, so there are no more than that
const RANGE = /<([\da-f]+)>\s*<([\da-f]+)>\s*[<\d]/gi;

function isWide(text: string): boolean {
  for (const [, table = ""] of text.matchAll(TABLE))
    for (const [, first = "", last = ""] of table.replace(LIST, "[").matchAll(RANGE))
      if (Number.parseInt(last, 16) - Number.parseInt(first, 16) > MAX_RANGE) return true;
  return false;
}

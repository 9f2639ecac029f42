// A document's bytes as text, by the HTML standard's way of finding out its encoding.

const PRESCAN = 1024; // bytes of a page that may name its encoding (HTML standard, 13.2.3.2)
const META = /<meta\s[^>]*>/gi;
const META_CHARSET = /\scharset\s*=\s*["']?\s*([\w:.-]+)/i;
const META_CONTENT = /;\s*charset\s*=\s*["']?\s*([\w:.-]+)/i;
const XML_DECLARATION = /^\s*<\?xml\s[^>]*\bencoding\s*=\s*["']([\w:.-]+)/i;

/**
 * By its byte order mark, else the header, else the page's own word; then UTF-8 if it is that, else windows-1252. A mark
 * outranks the header, as in browsers. `parameters` are the content type's. What is not whole may end inside a character.
 */
export function decodeText(bytes: Uint8Array, parameters: string, whole = true): string {
  const [, header] = /charset\s*=\s*"?([\w:.-]+)/i.exec(parameters) ?? [];
  const known = decoderOf(markOf(bytes)) ?? decoderOf(header) ?? decoderOf(ownWord(bytes));
  if (known) return known.decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes, { stream: !whole });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xff && second === 0xfe) return "utf-16le";
}

/** In a comment it says nothing; a page that could be read so far is in no UTF-16, whatever it says. */
function ownWord(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, PRESCAN)).replace(/<!--.*?(?:-->|$)/gs, "");
  const [, xml] = XML_DECLARATION.exec(start) ?? [];
  const tags = start.match(META) ?? [];
  const found = xml ?? tags.map(toCharset).find((charset) => charset !== undefined);
  return found && /^utf-?16/i.test(found) ? "utf-8" : found;
}

function toCharset(tag: string): string | undefined {
  const [, charset] = META_CHARSET.exec(tag) ?? (/http-equiv/i.test(tag) ? META_CONTENT.exec(tag) : null) ?? [];
  return charset;
}

/** Undefined for an encoding that nobody knows. */
function decoderOf(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined; // as browsers do, the next source is asked
  }
}

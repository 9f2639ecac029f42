// HTML's character references, which HTMLRewriter leaves as they stand in the source: the names of HTML 4, and numbers.

const LATIN_1 = // U+00A0 to U+00FF, in order
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro " +
  "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil " +
  "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave " +
  "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml " +
  "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute " +
  "thorn yuml";
const OTHERS =
  "amp& lt< gt> quot\" apos' OEligŒ oeligœ ScaronŠ scaronš YumlŸ fnofƒ circˆ tilde˜ ensp\u2002 emsp\u2003 thinsp\u2009 " +
  "zwnj\u200c zwj\u200d lrm\u200e rlm\u200f ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ dagger† Dagger‡ " +
  "bull• hellip… permil‰ prime′ Prime″ lsaquo‹ rsaquo› oline‾ frasl⁄ euro€ trade™ larr← uarr↑ rarr→ darr↓ harr↔ " +
  "minus− asymp≈ ne≠ le≤ ge≥ infin∞ radic√ part∂ sum∑ prod∏ int∫ loz◊ check✓ cross✗ star☆ starf★ phone☎ " +
  "AlphaΑ BetaΒ GammaΓ DeltaΔ OmegaΩ alphaα betaβ gammaγ deltaδ lambdaλ muμ piπ sigmaσ omegaω";
/** Also without the semicolon. The others that a browser knows so would spoil addresses such as "?a=1&copy=2". */
const LEGACY = /^(amp|lt|gt|quot|AMP|LT|GT|QUOT)$/;

const names = new Map<string, string>([
  ["AMP", "&"],
  ["LT", "<"],
  ["GT", ">"],
  ["QUOT", '"'],
]);
for (const [at, name] of LATIN_1.split(" ").entries()) names.set(name, String.fromCodePoint(0xa0 + at));
for (const pair of OTHERS.split(/ (?=[A-Za-z]+\W)/)) {
  const [, name = "", character = ""] = /^([A-Za-z]+)(.+)$/su.exec(pair) ?? [];
  names.set(name, character);
}

/** A reference nobody knows stays as it is, as browsers leave it. */
export const decodeEntities = (text: string): string =>
  text.includes("&") ? text.replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z][a-z\d]*))(;?)/gi, decodeOne) : text;

function decodeOne(whole: string, decimal?: string, hex?: string, name?: string, semicolon?: string): string {
  if (decimal ?? hex) return fromCode(decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? "", 16));
  if (!name) return whole;
  if (!semicolon && !LEGACY.test(name)) return whole;
  return names.get(name) ?? whole;
}

const WINDOWS_1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ"; // HTML standard: numbers 128 to 159 mean these

function fromCode(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252[code - 0x80] ?? "\ufffd";
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "\ufffd";
}

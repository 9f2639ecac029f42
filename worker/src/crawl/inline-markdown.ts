// Markdown inside a line as plain text, with its links. No pattern here looks at a character twice for two beginnings:
// what stands between two marks never holds a mark that could begin a pair itself, so hostile text costs its length.

const MARK = /[[*_`]/;
const IMAGE = /!\[[^\][]*\]\([^()[]*(?:\([^()[]*\)[^()[]*)?\)/g;
const LINK = /\[([^\][]*)\]\(\s{0,9}<?([^()\s>[]*(?:\([^()\s>[]*\)[^()\s>[]*)?)>?(?:\s[^)[]*)?\)/g;
const CODE = /`(?=\S)([^`\n]+)(?<=\S)`/g;
const PAIRS = [
  /\*\*(?=\S)((?:[^*\n]|\*(?!\*)){1,1000})(?<=\S)\*\*/g,
  /__(?=\S)((?:[^_\n]|_(?!_)){1,1000})(?<=\S)__/g,
  /(?<=^|\s)\*(?=[^\s*])((?:[^*\n]|(?<=\w)\*(?=\w)){1,1000})(?<=\S)\*(?=\W|$)/g,
  /(?<=^|\s)_(?=[^\s_])((?:[^_\n]|(?<=\w)_(?=\w)){1,1000})(?<=\S)_(?=\W|$)/g,
];

/** `onLink` is told each address, as written. */
export function toPlain(markdown: string, onLink: (address: string) => void): string {
  if (!MARK.test(markdown)) return markdown;
  const linked = markdown.replace(IMAGE, "").replace(LINK, (_, label: string, address: string) => {
    onLink(address);
    return label;
  });
  return [CODE, ...PAIRS].reduce((text, pair) => text.replace(pair, "$1"), linked);
}

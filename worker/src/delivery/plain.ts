// A message's Markdown as plain words, for places that show the text as it is.

const LINK = /\[([^\]\n]{1,500})\]\((\S{1,2000}?)\)/g;
const EMPHASIS = /(\*\*|__|~~|`)(?=\S)([^\n]{1,2000}?)(?<=\S)\1/g;
const LIGHT_EMPHASIS = /(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu;
const HEADING = /^ {0,3}#{1,6} +/gm;

/** Links keep their address behind their words; lists and quotes stay as they are, since they read well. */
export const toPlain = (markdown: string) =>
  markdown
    .replace(LINK, (_, words: string, address: string) => (words === address ? address : `${words} (${address})`))
    .replace(EMPHASIS, "$2")
    .replace(LIGHT_EMPHASIS, "$2")
    .replace(HEADING, "");

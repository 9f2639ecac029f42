// What could tell who asked: taken out of a question before it is kept for others to read.

const MASKED_EMAIL = "[e-mail]";
const MASKED_NUMBER = "[number]";

const EMAIL = /[^\s@＠<>()[\]"“”,;]{1,100}[@＠][^\s@＠<>()[\]"“”,;]{1,200}/g;
const SPELLED_EMAIL = /[^\s@]{1,100}\s?[([]\s?at\s?[)\]]\s?[^\s@]{1,200}/gi;
const QUERY = /(?<=https?:\/\/[^\s?#]{1,500})[?#]\S*/gi;
/** Of a telephone, a card, an order: five digits or more, whatever stands between them; also in words such as AB12345. */
const NUMBER = /[\p{L}\p{Nd}+(-]{0,40}\p{Nd}(?:[\s()./–-]{0,3}\p{L}{0,3}\p{Nd}){4,}[\p{L}\p{Nd}-]*/gu;

/** Small numbers stay: "in 2 days" is not "in 5 days". */
export const mask = (text: string): string =>
  text
    .replace(EMAIL, MASKED_EMAIL)
    .replace(SPELLED_EMAIL, MASKED_EMAIL)
    .replace(QUERY, "")
    .replace(NUMBER, MASKED_NUMBER);

export const isMasked = (text: string): boolean => text.includes(MASKED_EMAIL) || text.includes(MASKED_NUMBER);

// What each part of the ranking counts. Zero or false switches one off, so that a benchmark can say what it brings.

export interface Ranking {
  fields: readonly [title: number, heading: number, text: number];
  saturation: number; // bm25's k1: how soon more of the same word adds nothing
  length: number; // bm25's b: how much a long text's words are discounted
  rarity: number; // exponent of a word's idf
  pair: number; // two words that follow each other in the question and stand near each other
  window: number; // the part of the question that one short stretch of the text has
  synonym: number; // fit of another word for the same
  start: number; // fit of a longer word
  slip: number; // fit of a word that is spelt otherwise
  earlier: number; // weight of words of the question before
  siteName: number; // weight of the site's own name, which says little on its own pages
  stems: boolean; // the forms of a word are one, in the index too
  twins: boolean; // texts that say the same are one result
}

export const RANKING: Ranking = {
  fields: [3, 4, 1],
  saturation: 1.2,
  length: 0.75,
  rarity: 1,
  pair: 0.25,
  window: 0.5,
  synonym: 0.7,
  start: 0.8,
  slip: 0.7,
  earlier: 0.4,
  siteName: 0.3,
  stems: true,
  twins: true,
};

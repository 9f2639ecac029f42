import { describe, expect, test } from "vitest";
import { stemOf } from "../language/stem.ts";
import { vocabularyOf } from "./vocabulary.ts";
import { lexiconOf } from "./words.ts";

const wordsOf = (line: string) => line.split(/\s+/);
const repeated = (words: string[]) => words.filter((word, at) => words.indexOf(word) !== at);

describe.each(["de", "es", "fr", "it", "nl", "pt"] as const)("no word is listed in vain in %s", (language) => {
  const { same = [], general = [], light = "" } = vocabularyOf(language) ?? {};
  const { contentList } = lexiconOf(language);

  test("none is dropped, or cut in two, before it is compared", () => {
    expect([...same, ...general, light].flatMap(wordsOf).filter((word) => contentList(word).length !== 1)).toEqual([]);
  });

  test("those that mean the same are several, and each stands in one group, once for its stem", () => {
    expect(same.filter((line) => wordsOf(line).length < 2)).toEqual([]);
    expect(repeated(same.flatMap(wordsOf).map((word) => stemOf(word, language)))).toEqual([]);
  });

  test("what stands for a general word is another word, and of a general word all is in one line", () => {
    expect(general.filter((line) => repeated(contentList(line)).length)).toEqual([]);
    expect(repeated(general.flatMap((line) => contentList(line).slice(0, 1)))).toEqual([]);
  });
});

test.each([
  ["de", "Wochenende", "samstags"],
  ["fr", "week-end", "samedi"],
  ["es", "mascota", "perros"],
  ["it", "animali", "cane"],
  ["nl", "huisdier", "hond"],
  ["pt", "fim de semana", "sábados"],
] as const)("in %s a question about %s is answered by a sentence about %s", (language, general, special) => {
  const { says, contentWords } = lexiconOf(language);
  const [asked = ""] = contentWords(general);
  expect(says(contentWords(special), asked)).toBe(true);
});

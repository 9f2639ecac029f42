// The passages a model may cite, each with its number: those of the first prompt, then what its searches find.
import type { Source } from "protocol";
import type { Passage } from "./model.ts";

export class Citable {
  readonly passages: Passage[] = [];

  constructor(passages: Passage[] = []) {
    this.add(passages);
  }

  /** Their numbers, from 1. A passage that is known keeps its own. */
  add(passages: Passage[]): number[] {
    return passages.map((passage) => {
      const known = this.passages.findIndex(({ url, text }) => url === passage.url && text === passage.text);
      return known >= 0 ? known + 1 : this.passages.push(passage);
    });
  }

  get(number: number): Passage | undefined {
    return this.passages[number - 1];
  }
}

/** A passage as a model reads it. It comes from a page, so it may not close the frame around it. */
export function toPromptText(passage: Passage, number: number) {
  const title = titleOf(passage).replace(/\s+/g, " ");
  return `[${number}] ${title}\n${passage.url}\n${passage.text.trim()}`.replace(/<(?=\s*(?:\/\s*)?passages)/gi, "‹");
}

export const toSource = (passage: Passage): Source => ({ title: titleOf(passage), url: passage.url });

const titleOf = ({ title, heading }: Passage) => [title, heading].filter(Boolean).join(" › ");

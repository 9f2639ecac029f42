// What an HTML page is called: by its first-level heading, else by its document's title and what stands above the content.
import { isSame, type PageText, titleParts, withoutSiteName } from "./page-text.ts";

export class HtmlTitle {
  #document = "";
  #outer = ""; // of a first-level heading before <main>

  meetDocument(title: string) {
    this.#document ||= title;
  }

  meetOuter(title: string) {
    this.#outer ||= title;
  }

  /** A heading that only says the title again is none. */
  of({ title: first, blocks }: PageText, siteName: string): PageText {
    const title = first || this.#saidTwice(blocks) || this.#outer || withoutSiteName(this.#document, siteName);
    const isTitle = (heading: string | undefined) => heading !== undefined && isSame(heading, title);
    return {
      title,
      blocks: blocks.map((block) => (isTitle(block.path[0]) ? { ...block, path: block.path.slice(1) } : block)),
    };
  }

  /** The first heading, where the document's title has it too. */
  #saidTwice(blocks: PageText["blocks"]): string | undefined {
    const heading = blocks.find(({ path }) => path.length)?.path[0];
    return heading && titleParts(this.#document).some((part) => isSame(part, heading)) ? heading : undefined;
  }
}

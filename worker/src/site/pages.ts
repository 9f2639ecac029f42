// Pages that the site's owner gives by the API: cut into passages as a crawled page is, replaced as a whole, never removed
// by a crawl. Where one stands for an address, what a crawl finds there is not kept.
import { readMarkdown } from "../crawl/markdown.ts";
import { toPageAddress } from "../crawl/page-address.ts";
import { type PagePassage, toPassages } from "../crawl/passages.ts";
import { type Knowledge, OWN } from "./knowledge.ts";

export interface OwnPage {
  title: string;
  text: string; // Markdown or plain
  url?: string; // where it is cited; else at the site's start
  lang?: string; // BCP 47
}

export interface ListedPage {
  id: string;
  title: string;
  url?: string;
  lang?: string;
  passages: number;
  at: number; // when it was put, ms since 1970
}

export interface OwnPageList {
  pages: ListedPage[]; // by id
  more: boolean;
}

export const MAX_PAGES = 2000;

type Row = { id: string; title: string; url: string | null; lang: string | null; passages: number; at: number };
const COLUMNS = "id, title, cited as url, lang, passages, at";

export class Pages {
  readonly #storage: DurableObjectStorage;
  readonly #knowledge: Knowledge;

  constructor(storage: DurableObjectStorage, knowledge: Knowledge) {
    this.#storage = storage;
    this.#knowledge = knowledge;
  }

  get #sql() {
    return this.#storage.sql;
  }

  /** Creates or replaces. `start`: the site's. Nothing is changed when it is refused. */
  put(id: string, page: OwnPage, { start, at }: { start: string; at: number }): ListedPage | "empty" | "too-many" {
    const { title, text, url, lang } = page;
    const passages = cut(page, new URL(url ?? start));
    if (!passages.length) return "empty";
    return this.#storage.transactionSync(() => {
      const { count } = this.#sql
        .exec<{ count: number }>("select count(*) as count from own_page where id <> ?", id)
        .one();
      if (count >= MAX_PAGES) return "too-many";
      const address = (url !== undefined && toPageAddress(url)?.href) || null;
      const key = toKey(id);
      this.#knowledge.removePage(key);
      if (address) this.#knowledge.removePage(address);
      this.#knowledge.putPage({ url: key, hash: key, passages, ...(lang !== undefined && { lang }) }, OWN);
      this.#sql.exec(
        `insert or replace into own_page (id, title, text, cited, address, lang, passages, at)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[id, title, text, url ?? null, address, lang ?? null, passages.length, at],
      );
      return toListed({ id, title, url: url ?? null, lang: lang ?? null, passages: passages.length, at });
    });
  }

  get(id: string): (ListedPage & { text: string }) | null {
    const [row] = this.#sql
      .exec<Row & { text: string }>(`select ${COLUMNS}, text from own_page where id = ?`, id)
      .toArray();
    return row ? { ...toListed(row), text: row.text } : null;
  }

  /** False when there is none. What a crawl finds at its address is kept again, from the next crawl on. */
  remove(id: string): boolean {
    return this.#storage.transactionSync(() => {
      this.#knowledge.removePage(toKey(id));
      return this.#sql.exec("delete from own_page where id = ? returning id", id).toArray().length > 0;
    });
  }

  list(after: string | undefined, limit: number): OwnPageList {
    const rows = this.#sql
      .exec<Row>(`select ${COLUMNS} from own_page where id > ? order by id limit ?`, after ?? "", limit + 1)
      .toArray();
    return { pages: rows.slice(0, limit).map(toListed), more: rows.length > limit };
  }
}

/** No address of a page that could be crawled. */
const toKey = (id: string) => `own:${id}`;

/** Cited at the page's own address: what stands there need not have these words, so nothing points into it. */
function cut({ title, text }: OwnPage, url: URL): PagePassage[] {
  const document = readMarkdown(text);
  const isTitle = !document.title || document.title.toLowerCase() === title.toLowerCase();
  const blocks = isTitle
    ? document.blocks
    : document.blocks.map((block) => ({ ...block, path: [document.title, ...block.path] }));
  return toPassages({ title, blocks }, url).map((passage) => ({ ...passage, url: url.href }));
}

const toListed = ({ url, lang, ...row }: Row): ListedPage => ({
  ...row,
  ...(url !== null && { url }),
  ...(lang !== null && { lang }),
});

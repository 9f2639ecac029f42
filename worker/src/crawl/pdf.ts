// A PDF's text, page by page. The library that reads it is loaded with the first PDF that a site has, never before.
import { NotFetched } from "./fetch-text.ts";
import type { PageText } from "./page-text.ts";
import { type Line, type Piece, toLines } from "./pdf-lines.ts";
import { isPdfBomb } from "./pdf-streams.ts";
import { toPageText } from "./pdf-text.ts";

export interface PdfText extends PageText {
  lang?: string; // as the document says
  whole: boolean; // false when its end was not read
}

const MAX_PAGES = 300;
const MAX_CHARACTERS = 1_000_000;
const MAX_MS = 5_000; // an object that computes answers nobody
const MAX_CHUNKS = 20; // of a page, about 100 pieces of text each, before others have their turn

/** A program that wrote the file put its own name there, or the file's. */
const NO_TITLE =
  /^(untitled|document\d*|microsoft \w+ -.*|.*\.(docx?|odt|rtf|tex|dvi|indd|pptx?|xlsx?|qxd|fm|pdf|html?))$/i;

type Library = Awaited<ReturnType<typeof import("unpdf")["getResolvedPDFJS"]>>;
type Loading = ReturnType<Library["getDocument"]>;
type Chunk = { items: Piece[] };
type Document = Awaited<Loading["promise"]>;

/** Throws `NotFetched`. Takes the bytes over. */
export async function readPdf(bytes: Uint8Array<ArrayBuffer>): Promise<PdfText> {
  if (await isPdfBomb(bytes)) throw new NotFetched("is a PDF that is broken or takes too much to read");
  const { pages, whole, info } = await readDocument(await open(bytes));
  return { ...toPageText(pages, titleOf(info)), ...langOf(info), whole };
}

async function readDocument(loading: Loading) {
  try {
    const document = await loading.promise;
    const { info } = await document.getMetadata();
    return { ...(await readPages(document)), info };
  } catch (error) {
    if ((error as Error).name === "PasswordException") throw new NotFetched("is a PDF with a password");
    throw new NotFetched("is a PDF that is broken");
  } finally {
    await loading.destroy();
  }
}

async function open(data: Uint8Array<ArrayBuffer>): Promise<Loading> {
  const { getResolvedPDFJS } = await import("unpdf");
  const { getDocument } = await getResolvedPDFJS();
  return getDocument({
    ...{ data, verbosity: 0, disableFontFace: true, useSystemFonts: true },
    ...{ useWasm: false, useWorkerFetch: false, isOffscreenCanvasSupported: false, isImageDecoderSupported: false },
  });
}

async function readPages(document: Document) {
  const until = Date.now() + MAX_MS;
  const pages: Line[][] = [];
  let characters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    if (number > MAX_PAGES) return { pages, whole: false };
    const page = await document.getPage(number);
    const reader: ReadableStreamDefaultReader<Chunk> = page.streamTextContent().getReader();
    const pieces: Piece[] = [];
    for (let chunks = 1; ; chunks++) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(...value.items);
      for (const { str } of value.items) characters += str.length;
      if (chunks % MAX_CHUNKS === 0) await pause();
      if (characters <= MAX_CHARACTERS && Date.now() <= until) continue;
      void reader.cancel(new Error("long enough")); // else the library waits for it to go on
      return { pages: [...pages, toLines(pieces, page.rotate)], whole: false };
    }
    pages.push(toLines(pieces, page.rotate));
    page.cleanup();
    await pause();
  }
  return { pages, whole: true };
}

/** Others have their turn; and the clock, which stands still while an object computes, goes on. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

function titleOf(info: object) {
  const title = "Title" in info && typeof info.Title === "string" ? info.Title.trim() : "";
  return NO_TITLE.test(title) ? "" : title;
}

const langOf = (info: object) =>
  "Language" in info && typeof info.Language === "string" && info.Language ? { lang: info.Language } : {};

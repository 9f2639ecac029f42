// For tests: PDFs made by hand, as plain as they can be.

export interface Placed {
  text: string; // of Latin letters
  x?: number;
  y: number; // upwards
  size?: number;
}

interface Made {
  title?: string;
  lang?: string;
  contents?: Uint8Array; // of every page instead of its text, as `filter` packs it
  filter?: string;
  locked?: boolean; // with a password that nobody knows
}

/** A page of each list. */
export function makePdf(pages: Placed[][], made: Made = {}): Uint8Array {
  const { title = "", lang = "", locked = false } = made;
  const first = 5; // number of the first page
  const kids = pages.map((_, at) => `${first + 2 * at} 0 R`).join(" ");
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R${lang && ` /Lang (${lang})`} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    `<< /Title (${title}) >>`,
    ...pages.flatMap((page, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents ${first + 2 * at + 1} 0 R >>`,
      toStream(page, made),
    ]),
  ];
  return toFile(objects, locked);
}

function toStream(page: Placed[], { contents, filter }: Made): string {
  const body = contents ? toText(contents) : page.map(toOperators).join("\n");
  return `<< /Length ${body.length}${filter ? ` /Filter ${filter}` : ""} >>\nstream\n${body}\nendstream`;
}

const toOperators = ({ text, x = 50, y, size = 10 }: Placed) =>
  `BT /F ${size} Tf ${x} ${y} Td (${text.replace(/[\\()]/g, "\\$&")}) Tj ET`;

function toFile(objects: string[], locked: boolean): Uint8Array {
  let file = "%PDF-1.7\n";
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const key = "00".repeat(32);
  const lock = ` /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${key}> /U <${key}> >>`;
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R${locked ? lock : ""} >>`;
  return Uint8Array.from(`${file}${table}${trailer}\nstartxref\n${file.length}\n%%EOF\n`, (letter) =>
    letter.charCodeAt(0),
  );
}

/** A letter for each byte: what the encoding standard calls latin1 is another one. */
const toText = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

export async function pack(content: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Response(content).body?.pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

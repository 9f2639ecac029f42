// The lines of a PDF's page, from the pieces of text that are placed on it. Knows where a line is, not what it means.
export interface Piece {
  str: string;
  transform: number[]; // size and slant, then where it begins
  width: number;
  hasEOL: boolean;
}

export interface Line {
  text: string;
  cells: number; // parts of a table's row, as the gaps between them say
  left: number;
  right: number;
  y: number; // of the baseline; upwards
  size: number; // of its letters
}

const CELL_GAP = 1.2; // times the letters' size

/** In the order in which the page writes them. `rotate`: degrees by which the page is turned when it is shown. */
export function toLines(pieces: Piece[], rotate: number): Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  for (const piece of pieces) {
    const { str, hasEOL } = piece;
    if (str.trim()) {
      const placed = place(piece, rotate);
      if (!placed) continue; // written upwards: a margin note, a watermark
      if (line) extend(line, placed, str);
      else {
        line = { text: str, cells: 1, ...placed };
        lines.push(line);
      }
    } else if (line && str) line.text += " ";
    if (hasEOL) line = undefined;
  }
  return lines;
}

type Place = Pick<Line, "left" | "right" | "y" | "size">;

function extend(line: Line, { left, right, size }: Place, str: string) {
  const isCell = left - line.right > CELL_GAP * size;
  if (isCell) line.cells++;
  line.text = isCell ? `${line.text.trimEnd()}; ${str}` : line.text + str;
  line.right = Math.max(line.right, right);
  line.size = Math.max(line.size, size);
}

function place({ transform, width }: Piece, rotate: number): Place | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transform;
  const [along, across] = turn(a, b, rotate);
  if (along <= Math.abs(across)) return null;
  const [left, y] = turn(e, f, rotate);
  return { left, y, right: left + width, size: Math.hypot(c, d) };
}

function turn(x: number, y: number, degrees: number): [number, number] {
  if (degrees === 90) return [y, -x];
  if (degrees === 180) return [-x, -y];
  return degrees === 270 ? [-y, x] : [x, y];
}

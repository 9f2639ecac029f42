// Makes a screenshot small: 256 colours instead of millions, which a page of flat areas and text does not miss. Reads
// what Chromium writes (8 bits, RGB or RGBA, opaque, not interlaced); the format is RFC 2083.
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLORS = 256;

interface Pixels {
  width: number;
  height: number;
  colors: Uint32Array; // 0xrrggbb, row by row
}

export function toPalette(png: Buffer): Buffer {
  const { width, height, colors } = decode(png);
  const { palette, indexOf } = reduce(colors);
  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter: 0, none
  for (let at = 0; at < colors.length; at++) {
    rows[at + Math.floor(at / width) + 1] = indexOf.get(colors[at] ?? 0) ?? 0;
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]); // 8 bits, palette
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    SIGNATURE,
    toChunk("IHDR", header),
    toChunk("PLTE", Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))),
    toChunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    toChunk("IEND", Buffer.alloc(0)),
  ]);
}

function toChunk(type: string, data: Buffer) {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, "latin1");
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, data.length + 8)), data.length + 8);
  return chunk;
}

function decode(png: Buffer): Pixels {
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const size = png[25] === 6 ? 4 : 3; // bytes of a pixel: RGBA or RGB
  const rows = unfilter(inflateSync(Buffer.concat(parts)), width * size, size);
  return {
    width,
    height,
    colors: Uint32Array.from({ length: width * height }, (_, at) => rows.readUIntBE(at * size, 3)),
  };
}

/** Each byte was written as its difference to a guess from its neighbours: left, above, and above left. */
function unfilter(filtered: Buffer, stride: number, size: number) {
  const rows = Buffer.alloc((filtered.length / (stride + 1)) * stride);
  const byteAt = (at: number) => rows[at] ?? 0;
  for (let at = 0; at < rows.length; at++) {
    const row = Math.floor(at / stride);
    const left = at % stride < size ? 0 : byteAt(at - size);
    const above = byteAt(at - stride);
    const corner = at % stride < size ? 0 : byteAt(at - stride - size);
    const filter = filtered[row * (stride + 1)] ?? 0;
    const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
    rows[at] = (filtered[at + row + 1] ?? 0) + guess;
  }
  return rows;
}

function paeth(left: number, above: number, corner: number) {
  const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

type Counted = [color: number, count: number];

/** Median cut: the box of colours with the widest spread is halved until there are enough boxes. */
function reduce(colors: Uint32Array) {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const boxes = [[...counts]];
  while (boxes.length < COLORS) {
    boxes.sort((a, b) => spread(b).weight - spread(a).weight);
    const [widest] = boxes;
    if (!widest || widest.length < 2) break;
    boxes.splice(0, 1, ...halve(widest));
  }
  const indexOf = new Map(boxes.flatMap((box, index) => box.map(([color]) => [color, index] as const)));
  return { palette: boxes.map(typical), indexOf };
}

const channel = (color: number, shift: number) => (color >> shift) & 255;

/** The channel that varies most, and how much a cut there would help: rare colours count, but less. */
function spread(box: Counted[]) {
  const pixels = box.reduce((sum, [, count]) => sum + count, 0);
  const ranges = [16, 8, 0].map((shift) => {
    const values = box.map(([color]) => channel(color, shift));
    return { shift, range: values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255) };
  });
  const { shift, range } = ranges.reduce((best, next) => (next.range > best.range ? next : best));
  return { shift, weight: range * Math.sqrt(pixels) };
}

function halve(box: Counted[]): [Counted[], Counted[]] {
  const { shift } = spread(box);
  const sorted = box.toSorted(([a], [b]) => channel(a, shift) - channel(b, shift));
  const middle = (channel(sorted[0]?.[0] ?? 0, shift) + channel(sorted.at(-1)?.[0] ?? 0, shift)) / 2;
  const cut = Math.max(
    1,
    sorted.findIndex(([color]) => channel(color, shift) > middle),
  );
  return [sorted.slice(0, cut), sorted.slice(cut)];
}

/** The most frequent colour of a box, so that flat areas keep theirs exactly. */
const typical = (box: Counted[]) => box.reduce((best, next) => (next[1] > best[1] ? next : best))[0];

// Signs of life for whoever reads a slow generator: tabs take a long silence for a dead socket.
import { within } from "../within.ts";

/** All that `pieces` yields and returns, with `sign` in between whenever nothing else comes for `quietMs`. */
export async function* breakQuiet<Piece, End, Sign>(
  pieces: AsyncGenerator<Piece, End>,
  sign: Sign,
  quietMs: number,
): AsyncGenerator<Piece | Sign, End> {
  for (;;) {
    const next = pieces.next();
    let piece = await within(next, quietMs);
    for (; !piece; piece = await within(next, quietMs)) yield sign;
    if (piece.done) return piece.value;
    yield piece.value;
  }
}

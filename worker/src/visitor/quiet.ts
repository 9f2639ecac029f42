// Signs of life for whoever reads a slow generator: tabs take a long silence for a dead socket.

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

/** Undefined when it takes longer. */
async function within<Result>(result: Promise<Result>, ms: number): Promise<Result | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}

// The Worker's log, for what is our own bug or the world's failure: never a visitor's words, a key or a token.

/** `where` names the object, such as `conversation demo/1f0c…`. Read it with `wrangler tail`. */
export function logError(where: string, error: unknown) {
  console.error(where, error);
}

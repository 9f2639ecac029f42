// FOYER_TOKEN_KEY as the bytes that sign and verify (HS256) all that Foyer hands out.

export const toKey = (key: string) => new TextEncoder().encode(key);

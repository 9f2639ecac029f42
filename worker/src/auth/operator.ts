// Who may call the operators' API: whoever holds the key.

/** False too when no key is configured. Compares digests, so the time tells neither length nor content. */
export async function isOperator(request: Request, adminKey: string | undefined): Promise<boolean> {
  const [, token] = /^Bearer +(\S+) *$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
  if (!adminKey || !token) return false;
  const [offered, expected] = await Promise.all([digest(token), digest(adminKey)]);
  return crypto.subtle.timingSafeEqual(offered, expected);
}

const digest = (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));

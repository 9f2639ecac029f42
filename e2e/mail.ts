// What a Worker on this machine has sent by e-mail, newest first: wrangler keeps it for its local explorer and sends nothing.

export interface CapturedMail {
  messageId: string;
  from: string; // "name" <address>
  to: string[];
  replyTo?: string;
  subject: string;
  headers: Record<string, string>; // those that Foyer adds
  text: string;
  html: string;
}

/** `foyer` is the Worker's origin. */
export async function mailsOf(foyer: string): Promise<CapturedMail[]> {
  const listed = await ask<{ messageId: string }[]>(foyer, "per_page=100");
  return Promise.all(
    listed.map(({ messageId }) => ask<CapturedMail>(foyer, `email_id=${encodeURIComponent(messageId)}`)),
  );
}

/** The address behind "Continue the conversation". */
export function linkOf({ text }: CapturedMail): string {
  const [, link] = /^Continue the conversation: (\S+)$/m.exec(text) ?? [];
  if (!link) throw new Error(`no link in:\n${text}`);
  return link;
}

async function ask<T>(foyer: string, query: string): Promise<T> {
  const response = await fetch(`${foyer}/cdn-cgi/local/explorer/api/local/email/sending?${query}`);
  if (!response.ok) throw new Error(`the local explorer answers ${response.status}: ${await response.text()}`);
  const { result } = (await response.json()) as { result: T };
  return result;
}

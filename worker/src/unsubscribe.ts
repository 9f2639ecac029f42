// The page behind an e-mail's unsubscribe link. A mail scanner opens links, so only a POST changes anything: the button's, or
// the mail program's own (RFC 8058), which sends no cookie and needs no answer.
import { readUnsubscribe } from "./auth/unsubscribe-token.ts";
import { toEntities } from "./delivery/letter.ts";
import { readDirectory } from "./site/directory.ts";

const METHODS = ["GET", "HEAD", "POST"];

export async function unsubscribe(request: Request, env: Env, signed: string): Promise<Response> {
  if (!METHODS.includes(request.method)) {
    return new Response("POST to unsubscribe\n", { status: 405, headers: { Allow: METHODS.join(", ") } });
  }
  if (!env.FOYER_TOKEN_KEY) return new Response("FOYER_TOKEN_KEY is not set\n", { status: 503 });
  const granted = await readUnsubscribe(env.FOYER_TOKEN_KEY, signed);
  if (!granted)
    return page(
      request,
      404,
      "This link does not work",
      "<p>It may have been cut. Take the whole one from the e-mail.</p>",
    );

  const entry = await readDirectory(env.SITES, granted.site);
  const name = toEntities(entry?.connected.look.name ?? granted.site);
  const address = `<strong dir="ltr">${toEntities(granted.email)}</strong>`;
  if (entry && request.method !== "POST") {
    const form = '<form method="post"><button>Unsubscribe</button></form>';
    return page(request, 200, "Unsubscribe", `<p>No more e-mails from ${name} to ${address}?</p>\n${form}`);
  }
  if (entry) await env.SITE.getByName(granted.site).unsubscribe(granted.email);
  // A site that was removed sends none either.
  return page(request, 200, "You are unsubscribed", `<p>${name} sends no more e-mails to ${address}.</p>`);
}

const STYLE = `
:root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif }
body { max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; overflow-wrap: anywhere }
button { font: inherit; padding: 0.5em 1.25em; border-radius: 0.5em }
`;

/** `body` is HTML. */
function page(request: Request, status: number, title: string, body: string) {
  const nonce = crypto.randomUUID();
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return new Response(request.method === "HEAD" ? null : html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": policy,
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex",
    },
  });
}

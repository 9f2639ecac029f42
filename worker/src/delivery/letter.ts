// The words of an e-mail: once as plain text, once as a small HTML document without images, tables or scripts.

export interface Letter {
  site: string; // its name
  link: string;
  unsubscribe: string;
}

const WHY = (site: string) => `You get this because you gave this address in a chat with ${site}.`;

export const toText = (message: string, { site, link, unsubscribe }: Letter) =>
  `${message}

Continue the conversation: ${link}

--\u0020
${WHY(site)}
Unsubscribe: ${unsubscribe}
`;

export const toHtml = (message: string, { site, link, unsubscribe }: Letter) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${toEntities(site)}</title>
</head>
<body style="margin: 0 auto; max-width: 36rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif">
<p dir="auto" style="white-space: pre-line">${toEntities(message)}</p>
<p><a href="${toEntities(link)}">Continue the conversation</a></p>
<p><small>${toEntities(WHY(site))} <a href="${toEntities(unsubscribe)}">Unsubscribe</a></small></p>
</body>
</html>
`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Safe as text and as an attribute. */
export const toEntities = (text: string) => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

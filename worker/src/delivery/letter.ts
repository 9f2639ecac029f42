// The words of an e-mail: once as plain text, once as a small HTML document without images, tables or scripts.

export interface Letter {
  site: string; // its name
  lang: string; // the message's (BCP 47); empty when it is not known
  link: string;
  unsubscribe: string;
}

// In the text's own colour, which a mail program turns with its background.
const BUTTON =
  "display: inline-block; padding: 0.6em 1.2em; border: 2px solid; border-radius: 0.5em; color: inherit; font-weight: 600; text-decoration: none";

const WHY = (site: string) => `You get this because this address was given in a chat with ${site}.`;

/** A reminder is in the visitor's own words, and anybody can give anybody's address: until it is confirmed they stay in the chat. */
export const bareReminder = (site: string) =>
  `A reminder was set for this time in a chat with ${site}. What it is about stands in the conversation.`;

export const toText = (message: string, { site, link, unsubscribe }: Letter) =>
  `${message}

Continue the conversation: ${link}

--\u0020
${WHY(site)}
Unsubscribe: ${unsubscribe}
`;

export const toHtml = (message: string, { site, lang, link, unsubscribe }: Letter) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${toEntities(site)}</title>
</head>
<body style="margin: 0 auto; max-width: 36rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif">
<p lang="${toEntities(lang)}" dir="auto" style="white-space: pre-line">${toEntities(message)}</p>
<p><a href="${toEntities(link)}" style="${BUTTON}">Continue the conversation</a></p>
<p><small>${toEntities(WHY(site))} <a href="${toEntities(unsubscribe)}">Unsubscribe</a></small></p>
</body>
</html>
`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Safe as text and as an attribute. */
export const toEntities = (text: string) => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

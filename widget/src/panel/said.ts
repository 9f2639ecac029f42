// A visitor's message on its way out: its id, and what the frame tells besides the text.
import { type ClientFrame, MAX_TITLE, MAX_URL, type Page } from "protocol";
import type { Pending } from "./state.ts";

/** A UUID of version 4. `crypto.randomUUID` is missing on pages without TLS. */
export function messageId(): string {
  const digit = (most: number) => crypto.getRandomValues(new Uint8Array(1)).map((byte) => byte & most)[0] ?? 0;
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (place) =>
    (place === "x" ? digit(15) : 8 + digit(3)).toString(16),
  );
}

/** Nothing for a page that is not on the web (a file, a data: document): the server would refuse the message for it. */
export function pageOf({ url, title }: Page): { page?: Page } {
  if (!/^https?:/.test(url)) return {};
  const short = url.length > MAX_URL ? url.replace(/[?#].*/s, "").slice(0, MAX_URL) : url;
  return { page: { url: short, title: title.slice(0, MAX_TITLE) } };
}

export const toSay = ({ id, text, page }: Pending): ClientFrame => ({
  type: "say",
  id,
  text,
  ...(page && { page }),
  ...place(),
});

/** A browser can be set to a language or a zone that is no tag at all. */
function place() {
  try {
    const { timeZone } = new Intl.DateTimeFormat(Intl.getCanonicalLocales(navigator.language)).resolvedOptions();
    return { zone: timeZone, lang: navigator.language };
  } catch {
    return {};
  }
}

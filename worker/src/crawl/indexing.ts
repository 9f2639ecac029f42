// What a page's X-Robots-Tag and Link headers say of it.
import { BOT } from "./fetch-text.ts";

const WITH_VALUE = /^(unavailable_after|max-snippet|max-image-preview|max-video-preview)$/;

/** `noindex`, or `bot: noindex` with our name; what follows a bot's name is said to that bot, up to the next name. */
export function readRobotsTag(header: string | null): { noindex: boolean; nofollow: boolean } {
  const said = new Set<string>();
  let isOurs = true;
  for (const directive of (header ?? "").toLowerCase().split(",")) {
    const [, name, rest = ""] = /^([^:]*):(.*)$/s.exec(directive) ?? [];
    const isNamed = name !== undefined && !WITH_VALUE.test(name.trim());
    if (isNamed) isOurs = name.trim() === BOT.toLowerCase();
    if (isOurs) said.add((isNamed ? rest : directive).trim());
  }
  const none = said.has("none");
  return { noindex: none || said.has("noindex"), nofollow: none || said.has("nofollow") };
}

/** The address of `<…>; rel="canonical"` (RFC 8288), as written. */
export function readCanonicalLink(header: string | null): string | undefined {
  for (const link of (header ?? "").slice(0, 8000).split(/,\s*(?=<)/)) {
    const [, href, parameters = ""] = /^\s*<([^>]*)>(.*)$/s.exec(link) ?? [];
    if (href && /;\s*rel\s*=\s*"?[^";]*\bcanonical\b/i.test(parameters)) return href;
  }
}

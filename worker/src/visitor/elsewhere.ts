// Whether a model's words lead their reader to somebody else than the site. They may leave by e-mail, and a visitor could have
// asked for a link or a number in them, and have given another's address.
import { readContact } from "../answerer/contact.ts";
import type { FollowUpGrant } from "../site/turn.ts";
import type { Stored } from "./transcript.ts";

const EMAIL = /(?<![^\s<(“"])[^\s@<>()/:]+@[^\s@<>()/:]*[\p{L}\p{N}]/gu; // after a space, so that no address hides in a link
const HOST = /(?<=\/\/)[^\s/()<>[\]]+|(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?![\p{L}\p{N}])/gu;
const PHONE = /(?:\+|\b0)\d[\d\s()./-]{5,}\d/g;

/** Hosts, addresses and numbers that neither its owner nor its pages named; but where the message goes may be said. */
export function leadsElsewhere(text: string, history: readonly Stored[], { site, passages }: FollowUpGrant): boolean {
  const sources = [site.url, site.instructions ?? "", ...passages.flatMap(({ url, text: words }) => [url, words])];
  const known = sources.join("\n").toLowerCase();
  const said = text.toLowerCase();
  const emails = [...(known.match(EMAIL) ?? []), newestEmail(history, site.url)];
  const hosts = hostsIn(known);
  const numbers = known.replace(/[^\d\n]/g, "");
  return (
    (said.match(EMAIL) ?? []).some((email) => !emails.includes(email)) ||
    hostsIn(said.replace(EMAIL, " ")).some((host) => !hosts.includes(host)) ||
    (said.match(PHONE) ?? []).some((number) => !numbers.includes(number.replace(/\D/g, "")))
  );
}

const hostsIn = (text: string) => (text.match(HOST) ?? []).map((host) => host.replace(/^www\./, ""));

/** The visitor's, which an e-mail goes to. */
function newestEmail(history: readonly Stored[], url: string) {
  const host = URL.parse(url)?.hostname ?? "";
  const emails = history.flatMap(({ role, text }) =>
    role === "visitor" ? (readContact(text, host)?.email ?? []) : [],
  );
  return emails.at(-1)?.toLowerCase();
}

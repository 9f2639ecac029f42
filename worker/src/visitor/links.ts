// Where an answer may lead a visitor. Whatever else a page, a tool or a model puts into it is shown, and is no link.
import type { Passage } from "../model/model.ts";
import type { TurnGrant } from "../site/turn.ts";
import { Code, type Piece } from "./code.ts";

/** What the visitor wrote, and what a turn is granted: the site's hosts, the owner's words, the passages. */
export interface LinkRules {
  said: readonly string[];
  grant: Pick<TurnGrant, "site" | "pair">;
  passages: readonly Passage[]; // may grow while the answer is written
}

const SCHEMES = "https?|mailto|tel";
/** An address as a browser may read it: also "HTTPS:\\\\host". Inside the query of another one it is part of that. */
const ADDRESS = new RegExp(String.raw`(?<!(?<!\\)[=/])((?:${SCHEMES}):)(?=\S)([^\s]*)`, "gi");
/** The end of a text that may become an address, or is one that may go on. */
const OPEN_END = /(?:https?|mailto|tel):\S*$|(?:h|ht|htt|https?|m|ma|mai|mail|mailt|mailto|t|te|tel)$/i;
const MAX_ADDRESS = 2048; // one that is longer is no link

/**
 * Streams a text on; each address that is not allowed gets a space behind its scheme, which makes it plain words. In code it
 * is no link anyway, and stays whole.
 */
export class Links {
  readonly #rules: LinkRules;
  readonly #code = new Code();
  #held = "";

  constructor(rules: LinkRules) {
    this.#rules = rules;
  }

  /** The text that is certain by now. */
  write(text: string): string {
    return this.#passAll(this.#code.write(text));
  }

  end(): string {
    return this.#passAll(this.#code.end()) + this.#release();
  }

  #passAll(pieces: Piece[]) {
    return pieces.map(({ text, isCode }) => (isCode ? this.#release() + text : this.#pass(text))).join("");
  }

  #pass(text: string) {
    const all = this.#held + text;
    const open = all.slice(-MAX_ADDRESS).search(OPEN_END);
    const isEndless = open === 0 && all.length >= MAX_ADDRESS;
    const cut = open < 0 || isEndless ? all.length : Math.max(0, all.length - MAX_ADDRESS) + open;
    this.#held = all.slice(cut);
    return disarm(all.slice(0, cut), this.#rules);
  }

  #release() {
    const rest = disarm(this.#held, this.#rules);
    this.#held = "";
    return rest;
  }
}

function disarm(text: string, rules: LinkRules): string {
  return text.replace(ADDRESS, (_, scheme: string, rest: string) => {
    const gap = mayLead(`${scheme}${rest}`, rules) ? "" : " ";
    return `${scheme}${gap}${disarm(rest, rules)}`; // another one may stand right behind it
  });
}

/** All addresses in a text lead where they may, also those without a scheme. */
export function leadsOnlyWhereItMay(text: string, rules: LinkRules): boolean {
  if (disarm(text, rules) !== text) return false;
  const bare = text.match(/(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?![\p{L}\p{N}])/gu) ?? [];
  const emails = text.match(/[^\s@<>()]+@[^\s@<>()]+/g) ?? [];
  return [...bare.map((host) => `https://${host}`), ...emails.map((email) => `mailto:${email}`)].every((address) =>
    mayLead(address, rules),
  );
}

/** Plain forms only: whoever hides a host behind an "@" or a backslash means another one. */
const PLAIN = /^(?<start>https?:\/\/(?<host>[\p{L}\p{N}.-]+)(?::\d{1,5})?)[^\p{L}\p{N}@\\:]*(?:$|[/?#])/iu;

function mayLead(address: string, { said, grant, passages }: LinkRules): boolean {
  const words = [...said, grant.site.instructions ?? "", grant.pair?.answer ?? "", grant.pair?.url ?? ""];
  if (!/^http/i.test(address)) return isTheSites(address, grant) || words.some((text) => hasWord(text, bare(address)));
  const host = toHost(PLAIN.exec(address)?.groups?.start ?? "");
  if (!host || address.includes("\\")) return false;
  const sites = [grant.site.url, ...(grant.site.origins ?? [])].map(toHost);
  if (sites.some((own) => own && (host === own || host.endsWith(`.${own}`)))) return true;
  const owners = words.slice(said.length).flatMap((text) => text.match(/https?:\/\/[^\s()<>"']+/gi) ?? []);
  if (owners.some((known) => toHost(known) === host)) return true;
  const page = toPage(address);
  return passages.some(({ url }) => toPage(url) === page) || said.some((text) => hasWord(text, bare(address)));
}

const toHost = (address: string) => URL.parse(address)?.host.replace(/^www\./, "") ?? "";

const toPage = (address: string) => bare(address).replace(/#.*$/, "");

/** Without its scheme, and without what stands behind it in a sentence. */
const bare = (address: string) =>
  address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, "").replace(/[).,;:!?'"*_~<>\]]+$/, "");

/** As a whole: "ada@x.example" is not in "nada@x.example". */
function hasWord(text: string, word: string) {
  if (!word) return false;
  const [all, part] = [text.toLowerCase(), word.toLowerCase()];
  for (let at = all.indexOf(part); at >= 0; at = all.indexOf(part, at + 1)) {
    const around = all.charAt(at - 1) + all.charAt(at + part.length);
    if (!/[\p{L}\p{N}@_%+-]/u.test(around)) return true;
  }
  return false;
}

/** A mailbox at the site's own host. */
function isTheSites(address: string, { site }: LinkRules["grant"]) {
  const host = /^mailto:[^@\s?,]+@([\p{L}\p{N}.-]*[\p{L}\p{N}])[^\p{L}\p{N}@?,]*$/iu.exec(address)?.[1];
  return host !== undefined && toHost(`https://${host}`) === toHost(site.url) && !/^\d/.test(host);
}

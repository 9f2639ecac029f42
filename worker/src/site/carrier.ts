// Carries one message out of the chat by one adapter: whom a site may reach that way, and what each adapter is handed.
import { mintTicket, TICKET_MS } from "../auth/ticket.ts";
import { signUnsubscribe } from "../auth/unsubscribe-token.ts";
import type { Delivery, Outcome } from "../delivery/adapter.ts";
import { deliverEmail } from "../delivery/email.ts";
import { deliverPush } from "../delivery/push.ts";
import { readPushKeys } from "../delivery/push-keys.ts";
import { deliverWebhook } from "../delivery/webhook.ts";
import { within } from "../within.ts";
import { type Addresses, foldAddress, toAddressKey } from "./addresses.ts";
import { DEFAULT_EMAILS_PER_DAY, type Site } from "./config.ts";
import type { Adapter, Deliveries, Due, Outgoing } from "./deliveries.ts";
import type { PushTargets } from "./push-targets.ts";
import type { OutgoingMessage } from "./turn.ts";

/** `failed`, `unknown` (it may have been sent): not to be tried again by itself. Null: it was forgotten meanwhile. */
export type Carried = Outcome | { state: "failed" | "unknown"; error: string } | null;
export type Way = Pick<Outgoing, "adapter" | "target" | "host">;

/** The site as it is now, and the origin under which it was put. */
export interface Sender {
  site: Site;
  origin: string;
}

export interface CarrierParts {
  storage: DurableObjectStorage;
  deliveries: Deliveries;
  addresses: Addresses;
  pushTargets: PushTargets;
  env: Env;
  /** Null when the site is gone. */
  sender(): Sender | null;
}

interface Recipient {
  email: string;
  addressKey: string;
  conversation: string;
}

const HANDING_MS = 60_000; // an e-mail
const DAY_MS = 86_400_000;
const MAX_EMAILS = 10; // to one address in 24 hours, of the conversation that it was confirmed in
const MAX_ADDRESSES = 3; // that one conversation may give before one of them is confirmed in it

export class Carrier {
  readonly #parts: CarrierParts;

  constructor(parts: CarrierParts) {
    this.#parts = parts;
  }

  /** Where a message may go. `addressKey`: of the visitor's e-mail address. */
  ways(conversation: string, message: OutgoingMessage, addressKey: string | undefined): Way[] {
    const { pushTargets, env } = this.#parts;
    const sender = this.#parts.sender();
    if (!sender) return [];
    const { site } = sender;
    const ways: Way[] = site.webhook ? [toWay("webhook", site.webhook.url)] : [];
    const { email, outside, page } = message;
    if (!outside || !toPage(site, page)) return ways;
    const to = email !== undefined && addressKey !== undefined && { email, addressKey, conversation };
    if (to && site.email && env.MAIL && this.#mayMail(to, site))
      ways.push({ adapter: "email", target: to.email, host: "" });
    if (this.#pushKeys(sender))
      ways.push(...pushTargets.endpoints(conversation).map((endpoint) => toWay("push", endpoint)));
    return ways;
  }

  /** Whoever writes in a chat may give anybody's address, and begin as many chats. */
  #mayMail({ email, addressKey, conversation }: Recipient, { limits }: Site): boolean {
    const { addresses, deliveries } = this.#parts;
    if (!addresses.mayMail(addressKey)) return false;
    const isConfirmed = addresses.isConfirmedIn(conversation, addressKey);
    const recent = deliveries.mailedSince(Date.now() - DAY_MS).map(foldAddress);
    if (recent.length >= (limits?.emailsPerDay ?? DEFAULT_EMAILS_PER_DAY)) return false;
    const folded = foldAddress(email);
    if (recent.filter((address) => address === folded).length >= (isConfirmed ? MAX_EMAILS : 1)) return false;
    const others = new Set(deliveries.mailedFrom(conversation).map(foldAddress));
    return isConfirmed || others.has(folded) || others.size < MAX_ADDRESSES;
  }

  async carry(due: Due): Promise<Carried> {
    const sender = this.#parts.sender();
    if (!sender) return null;
    switch (due.adapter) {
      case "webhook":
        return this.#toWebhook(due, sender);
      case "email":
        return this.#toEmail(due, sender);
      case "push":
        return this.#toPush(due, sender);
    }
  }

  async #toWebhook(due: Due, { site }: Sender): Promise<Carried> {
    const { webhook } = site; // as it is now: what was wrong may have been put right
    if (!webhook) return refused("the site has no webhook any more");
    if (webhook.url !== due.target) this.#parts.deliveries.readdress(due.id, toWay("webhook", webhook.url));
    return deliverWebhook(toDelivery(due, site), webhook, this.#dev);
  }

  /** At most once: that it is being handed over is on disk before it is. */
  async #toEmail(due: Due, sender: Sender): Promise<Carried> {
    const { storage, deliveries, addresses, env } = this.#parts;
    const { site, origin } = sender;
    if (!site.email || !env.MAIL) return refused("the site sends no e-mail any more");
    const key = env.FOYER_TOKEN_KEY;
    const link = await this.#link(due, site);
    if (!key || !link) return refused("the site has no page to come back to");
    const addressKey = await toAddressKey(due.target);
    const unsubscribe = `${origin}/v1/unsubscribe/${await signUnsubscribe(key, { site: site.id, email: due.target })}`;
    if (!deliveries.isPending(due.id)) return null;
    const mayMail = storage.transactionSync(() => {
      if (!addresses.mayMail(addressKey, due.id)) return false;
      addresses.mail(addressKey, due.id);
      deliveries.hand(due.id, Date.now());
      return true;
    });
    if (!mayMail) return refused("this address wants no e-mail, or has had one and never came back");
    await storage.sync();
    const { from, replyTo } = site.email;
    const isConfirmed = addresses.isConfirmedIn(due.conversation, addressKey);
    const to = { from, ...(replyTo !== undefined && { replyTo }), email: due.target, isConfirmed, link, unsubscribe };
    const outcome = await within(deliverEmail(toDelivery(due, site), to, env.MAIL), HANDING_MS);
    if (!outcome) return { state: "unknown", error: `was handed over for more than ${HANDING_MS / 1000} s` };
    return outcome.state === "delivered" ? outcome : { state: "failed", error: outcome.error };
  }

  async #toPush(due: Due, sender: Sender): Promise<Carried> {
    const { deliveries, pushTargets } = this.#parts;
    const target = pushTargets.get(due.conversation, due.target);
    if (!target) return refused("the visitor takes no more here");
    const keys = this.#pushKeys(sender);
    const link = await this.#link(due, sender.site);
    if (!keys || !link) return refused("the site has no page to come back to, or Foyer has no keys for Web Push");
    if (!deliveries.isPending(due.id)) return null;
    const { endpoint, keys: own } = target;
    const outcome = await deliverPush(toDelivery(due, sender.site), { endpoint, ...own, link }, keys, this.#dev);
    if (outcome.state === "gone") pushTargets.removeEverywhere(endpoint);
    return outcome;
  }

  /** Opens the conversation on any device, until the visitor has said something with it. */
  async #link({ id, conversation, content }: Due, site: Site): Promise<string | null> {
    const page = toPage(site, content.page);
    const key = this.#parts.env.FOYER_TOKEN_KEY;
    if (!page || !key) return null;
    const expires = Date.now() + TICKET_MS;
    return `${page}#foyer=${await mintTicket(key, { site: site.id, conversation, ticket: id, expires })}`;
  }

  /** A site that was put before origins were kept has none to name to a push service. */
  #pushKeys({ origin }: Sender) {
    const keys = readPushKeys(this.#parts.env, origin);
    return keys?.subject ? keys : null;
  }

  get #dev() {
    return Boolean(this.#parts.env.FOYER_DEV);
  }
}

const refused = (error: string): Outcome => ({ state: "refused", error });

const toWay = (adapter: Adapter, target: string): Way => ({ adapter, target, host: URL.parse(target)?.host ?? target });

function toDelivery({ id, conversation, message, kind, content, at }: Due, { id: siteId, name, lang }: Site): Delivery {
  const language = content.lang ?? lang;
  return {
    id,
    site: { id: siteId, name, ...(language !== undefined && { lang: language }) },
    conversation,
    message: { id: message, text: content.text, at, kind },
    contact: content.contact,
  };
}

/** Where the visitor was last, else the site's start, else its first origin: only a page that may embed the site. */
export function toPage({ origins, start }: Pick<Site, "origins" | "start">, page?: string): string | null {
  const first = origins.find((origin) => origin !== "none");
  for (const address of [page, start, first]) {
    const url = address === undefined ? null : URL.parse(address);
    if (!url || !origins.includes(url.origin)) continue;
    return `${url.origin}${url.pathname}${url.search}`;
  }
  return null;
}

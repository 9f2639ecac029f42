// Which conversation this tab is in: ties the stored token, the transcript and the socket together. Tabs share the token.
import { signal } from "@preact/signals-core";
import { PROTOCOL, type ServerFrame, TOKEN_PREFIX, type Welcome } from "protocol";
import { Connection, type Line, type Offer } from "./connection.ts";
import { isToken, mintTurn, type Session, type Stored } from "./session.ts";
import type { Store } from "./store.ts";

export class Link implements Line {
  readonly connection: Connection;
  readonly conversation = signal(""); // the one on screen; "" for none, or a ticket's
  #site: string;
  #base: string;
  #session: Session;
  #store: Store;
  #ticket: Stored | undefined; // until it is taken or refused
  #offered: Stored | null = null;
  #offers = 0;
  #endTurn = () => {};

  constructor(api: string, site: string, session: Session, store: Store, ticket?: string) {
    this.#site = site;
    this.#base = new URL(`v1/sites/${encodeURIComponent(site)}/conversation`, `${api}/`).href.replace(/^http/, "ws");
    this.#session = session;
    this.#store = store;
    // Which conversation, its welcome says. What is no token at all would make the socket's constructor throw.
    if (ticket && isToken(ticket)) this.#ticket = { token: ticket, conversation: "", read: 0 };
    this.connection = new Connection(this, session.stored() !== null);
  }

  async offer(): Promise<Offer> {
    const offered = this.#ticket ?? (await this.#takeToken());
    if (idOf(offered) !== this.conversation.peek()) this.#show(offered);
    this.#offered = offered;
    const { after } = this.#store;
    return {
      url: after ? `${this.#base}?after=${after}` : this.#base,
      protocols: offered ? [PROTOCOL, TOKEN_PREFIX + offered.token] : [PROTOCOL],
    };
  }

  receive(frame: ServerFrame) {
    if (frame.type === "welcome" && !this.#enter(frame)) return this.connection.renew();
    this.#store.apply(frame);
  }

  cut() {
    this.#offers++;
    this.#endTurn();
    this.#store.cut();
  }

  dropToken() {
    const offered = this.#offered;
    if (offered && offered === this.#ticket) this.#ticket = undefined;
    else if (offered?.token === this.#session.stored()?.token) this.#session.forget();
    return offered !== null;
  }

  isStreaming() {
    return this.#store.streaming.peek() !== null;
  }

  /** Another tab stored or removed the token. A renewal of ours changes nothing. */
  follow() {
    if (idOf(this.#session.stored()) !== this.conversation.peek()) this.connection.renew();
  }

  keepRead(read: number) {
    const stored = this.#session.stored();
    if (stored && stored.conversation === this.conversation.peek() && stored.read !== read) {
      this.#session.keep({ ...stored, read });
    }
  }

  leave() {
    this.#ticket = undefined;
    this.#session.forget();
    this.#show(null);
    this.connection.renew();
  }

  close() {
    this.connection.close();
    this.cut();
  }

  /** Without a stored token, waits for this tab's turn to mint; meanwhile another tab may have stored one. */
  async #takeToken() {
    const offer = ++this.#offers;
    this.#endTurn();
    const stored = this.#session.stored();
    if (stored) return stored;
    const endTurn = await mintTurn(this.#site);
    if (offer !== this.#offers) {
      endTurn();
      return new Promise<never>(() => {}); // nobody waits for this offer any more
    }
    this.#endTurn = endTurn;
    return this.#session.stored();
  }

  /** False when the token changed while this socket connected: its conversation is not the visitor's any more. */
  #enter({ token, conversation }: Welcome) {
    const offered = this.#offered;
    const isTicket = offered && offered === this.#ticket;
    if (offered && !isTicket && this.#session.stored()?.conversation !== offered.conversation) return false;
    this.#ticket = undefined;
    this.conversation.value = conversation;
    this.#session.keep({ token, conversation, read: this.#store.read.peek() });
    this.#endTurn();
    return true;
  }

  #show(stored: Stored | null) {
    this.conversation.value = idOf(stored);
    this.#store.reset(stored?.read ?? 0);
  }
}

const idOf = (stored: Stored | null) => stored?.conversation ?? "";

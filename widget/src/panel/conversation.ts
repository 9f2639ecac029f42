// A visitor's conversation with a site, as the panel uses it: one object over transcript, socket and storage.
import { effect, signal } from "@preact/signals-core";
import type { Page } from "protocol";
import { Link } from "./link.ts";
import { messageId, pageOf, toSay } from "./said.ts";
import { createSession, type KeyValue } from "./session.ts";
import type { Conversation } from "./state.ts";
import { Store } from "./store.ts";

export interface ConversationOptions {
  api: string; // where the Worker answers: an origin, or a base address
  site: string;
  ticket?: string | undefined; // mailed to the visitor; offered once in place of the stored token
  storage?: KeyValue; // localStorage unless given
  page?: () => Page | undefined; // the page a message is written on
}

const thisPage = () => ({ url: location.href, title: document.title });

export function createConversation({ api, site, ticket, storage, page = thisPage }: ConversationOptions): Conversation {
  const session = createSession(site, storage);
  const store = new Store({ toSay, send: (frame) => connection.send(frame), resume: () => connection.renew() });
  const link = new Link(api, site, session, store, ticket);
  const { connection } = link;
  const { entries, pending, streaming, slowDown, more, loadingOlder, loaded, unread } = store;
  const draft = signal(session.draft());
  const pushed = signal(session.pushed());
  const restored = session.pending();
  pending.value = restored;

  const say = (text: string) => {
    if (!text.trim()) return;
    const from = page();
    store.say({ id: messageId(), text, at: Date.now(), ...(from && pageOf(from)) });
    connection.connect();
    connection.hurry();
  };
  // Nothing is written before something changed: the visitor's first act.
  const ends = [
    effect(() => {
      if (pending.value !== restored) session.keepPending(pending.value);
    }),
    effect(() => {
      if (draft.value !== session.draft()) session.keepDraft(draft.value);
    }),
    effect(() => {
      if (pushed.value !== session.pushed()) session.keepPushed(pushed.value);
    }),
    effect(() => link.keepRead(store.read.value)),
    session.onChange(() => link.follow()),
    () => link.close(),
    () => store.dispose(),
  ];

  return {
    ...{ entries, pending, streaming, slowDown, more, loadingOlder, loaded, unread, draft, pushed },
    id: link.conversation,
    site: store.site,
    connection: connection.state,
    connect: () => connection.connect(),
    say,
    sayAgain(id) {
      const failed = pending.peek().find((message) => message.id === id && message.failed);
      if (!failed) return;
      store.remove(id);
      say(failed.text);
    },
    stop() {
      const running = streaming.peek();
      if (running) store.act({ type: "stop", id: running.id });
    },
    retry: (id) => store.act({ type: "retry", id }),
    feedback: (id, value) => store.act({ type: "feedback", id, value }),
    markRead: () => store.markRead(),
    loadOlder: () => store.loadOlder(),
    tellPush: (target) => store.act({ type: "push", ...target }),
    newConversation: () => link.leave(),
    destroy() {
      for (const end of ends) end();
    },
  };
}

// One embed: its element on the page, its panel once there is need, and what the page may do with it (`window.Foyer`).
import type { Events, Panel, PanelModule, Setup } from "../embedding.ts";
import { isOptionName, OPTIONS, type Options, readOptions } from "../options.ts";
import { hasConversation } from "../session-key.ts";
import { createBus } from "./bus.ts";
import { complain } from "./complain.ts";
import { createHost, paint } from "./host.ts";
import { createLauncher } from "./launcher.ts";
import { once } from "./once.ts";
import { takeTicket } from "./ticket.ts";

export type LoadPanel = (attempt: number) => Promise<PanelModule>;

/** What a page can do. Every call works before the panel is there, none throws, and each may be passed around alone. */
export interface Foyer {
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  sendMessage(text: string): Promise<void>; // as the visitor, in the open panel
  on<Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void): () => void;
  update(options: Partial<Options>): void;
  destroy(): void;
}

declare global {
  interface Window {
    Foyer?: Foyer;
  }
}

/** Draws it now, or once the element that it shall stand in has been parsed. One for a site and a place. */
export function embed(options: Options, load: LoadPanel): void {
  const { site, target } = options;
  if (target && !document.querySelector(target)) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => embed(options, load));
    else complain(`no ${target} on this page`);
    return;
  }
  if (document.querySelector(`foyer-host[data-site="${site}"][data-target=${JSON.stringify(target)}]`)) return;
  const foyer = draw(options, load);
  if (!target || !window.Foyer) window.Foyer = foyer;
}

function draw(first: Options, load: LoadPanel): Foyer {
  const { site, target, api } = first;
  const { on, emit } = createBus();
  const host = createHost(first, () => foyer.destroy());
  const launcher = target ? undefined : createLauncher(host.frame);
  const underWay = hasConversation(site);
  const ticket = takeTicket();
  const ended = new AbortController();
  let options = first;
  let look: Parameters<Setup["dress"]>[0] = { name: "" };
  let unread = 0;
  let panel: Panel | undefined;

  const show = (problem = "") => {
    const title = options.title || look.name || "Chat with us";
    paint(host.frame, options, look.accent);
    launcher?.show({ title, isOpen: panel?.isOpen(), unread, problem });
  };
  const mount = (module: PanelModule) => {
    if (ended.signal.aborted) return;
    const dress: Setup["dress"] = (site) => {
      look = site;
      show();
    };
    const tell: Setup["emit"] = (name, detail) => {
      if (name === "unread") unread = (detail as Events["unread"]).count;
      show();
      emit(name, detail);
    };
    panel = module.mount({ frame: host.frame, launcher: launcher?.button, options, ticket, emit: tell, dress });
    emit("ready");
    if (underWay) panel.connect();
  };
  const need = once(load, mount, (error) => {
    complain(`no panel from ${api}: ${error}`);
    emit("error", { phase: "script", code: "blocked" });
  });
  const foyer: Foyer = {
    on,
    async open() {
      if (!panel) await need();
      panel?.open();
      show(panel ? "" : "Chat could not load");
    },
    close: async () => panel?.close(),
    toggle: () => (panel?.isOpen() ? foyer.close() : foyer.open()),
    async sendMessage(text) {
      await foyer.open();
      panel?.say(text);
    },
    update(change) {
      options = readOptions(changeable(change), options, complain);
      show();
      panel?.update(options);
    },
    destroy() {
      if (ended.signal.aborted) return;
      ended.abort();
      panel?.destroy();
      panel = undefined;
      host.end();
      if (window.Foyer === foyer) delete window.Foyer;
      emit("destroy");
    },
  };
  // Nothing is fetched before the visitor turns to the launcher, unless a conversation is under way.
  for (const hint of ["pointerenter", "focus", "touchstart"]) launcher?.button.addEventListener(hint, need, ended);
  launcher?.button.addEventListener("click", foyer.toggle);
  if (!launcher || underWay) void need();
  show();
  if (ticket) void foyer.open();
  return foyer;
}

const changeable = (change: Partial<Options>) =>
  Object.fromEntries(
    Object.entries(change).filter(
      ([name]) => (isOptionName(name) && !("fixed" in OPTIONS[name])) || complain(`cannot update ${name}`),
    ),
  );

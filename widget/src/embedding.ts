// What the loader and the panel say to each other. Types only: the two are built apart.
import type { Role } from "protocol";
import type { Options } from "./options.ts";

/** What a page can listen to by `Foyer.on`. */
export interface Events {
  ready: undefined; // the panel is loaded
  open: undefined;
  close: undefined;
  message: { id: string; role: Role; text: string; state: string };
  unread: { count: number };
  connection: { state: string };
  error: { phase: "script" | "connect" | "answer"; code: string };
  destroy: undefined;
}

export interface Setup {
  frame: HTMLElement; // in the shadow root, carries the tokens; the panel draws itself here
  launcher: HTMLElement | undefined; // none: the panel stands inside an element of the page, always open
  options: Options;
  ticket: string | undefined; // from a mailed link, which continues its conversation here
  emit<Type extends keyof Events>(type: Type, detail: Events[Type]): void;
  /** The site's own name and accent, once they are known. The tag's attributes win. */
  dress(site: { name: string; accent?: string | undefined }): void;
}

/** Calls never throw. */
export interface Panel {
  open(): void;
  close(): void;
  isOpen(): boolean;
  connect(): void; // a conversation is under way: get it before the visitor asks
  say(text: string): void;
  update(options: Options): void;
  destroy(): void;
}

export interface PanelModule {
  mount(setup: Setup): Panel;
}

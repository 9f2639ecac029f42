// What the parts share: the conversation, how this embed looks, and where the reader stands.
import type { ReadonlySignal, Signal } from "@preact/signals-core";
import type { Options } from "../../options.ts";
import type { Conversation } from "../state.ts";

export interface View {
  readonly conversation: Conversation;
  readonly inline: boolean; // stands inside an element of the page, always open
  readonly options: ReadonlySignal<Options>;

  readonly isOpen: ReadonlySignal<boolean>;
  readonly isMenuOpen: Signal<boolean>;
  readonly subscribed: Signal<boolean | null>; // to Web Push; null: not offered, or not known
  readonly note: Signal<string>; // a quiet line, until the visitor goes on
  readonly covers: ReadonlySignal<boolean>; // the whole screen of a phone
  readonly atEnd: Signal<boolean>; // the reader sees the newest message; to set it goes there
  readonly fresh: Signal<boolean>; // something came below while the reader was elsewhere
  title(): string; // who reads it in a component follows it
  say(text: string): void;
  rest(): void; // where the focus goes from a control that is about to go; on a phone not to the box, which brings the keyboard
  open(): void;
  close(): void;
  speak(text: string): void; // to a screen reader, once
}

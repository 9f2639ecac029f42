// What the tools for reminders ask of a conversation: it keeps them, and sends each when it is due.

export interface Reminder {
  id: string; // of the message that it will be
  at: number; // ms since 1970
  what: string; // the message, as the visitor will read it
}

export const MAX_WHAT = 500; // UTF-16 units

export interface Reminders {
  /** A turn can run twice: the same reminder of the same question is set once. */
  set(reminder: { at: number; what: string }): "set" | "past" | "too-late" | "too-many";
  /** The open one that was asked for last. */
  cancelNewest(): Reminder | undefined;
  /** The earliest first. */
  open(): readonly Reminder[];
}

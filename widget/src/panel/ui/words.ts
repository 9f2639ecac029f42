// Everything the panel says that more than one place, or a code, leads to. Errors say what happened and what to do.
import type { FailureReason, RefusalCode } from "protocol";

export const TITLE = "Chat with us";
export const GREETING = "Hello. Ask us anything.";

export const FAILED: Record<FailureReason | "stopped", string> = {
  model: "The answer broke off.",
  interrupted: "The answer broke off.",
  "over-budget": "Too many questions just now. Try again later.",
  stopped: "Stopped.",
};

/** Why a message of the visitor's was not taken. Only three codes are for good. */
export const NOT_SENT: Partial<Record<RefusalCode, string>> = {
  "too-large": "Too long to send.",
  closed: "This conversation has ended. Begin a new one in the menu.",
};
export const NOT_SENT_ELSE = "Not sent.";

export const OFFLINE = "You are offline. Messages are sent when you are back.";
export const SLOWER = "A little slower, please. Your message is sent in a moment.";
export const REFUSED = "Chat is not available on this page.";
export const DISCLAIMER = "Answers come from an AI or from our pages and can be wrong. This conversation is kept.";

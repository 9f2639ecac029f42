// What a conversation's object sends to a tab: frames made of its transcript.
import { type Message, type Mode, PROTOCOL, type ServerFrame, type Welcome } from "protocol";
import { Refusal } from "../refusal.ts";
import type { Connecting } from "./connecting.ts";
import type { Stored, Transcript } from "./transcript.ts";

/** Without what only the server needs. */
export const toFrame = ({ said: _, ended: __, ...message }: Message & Partial<Stored>): Message => message;

interface Situation {
  conversation: string;
  transcript: Transcript;
  running: Message | undefined; // the answer that streams
  mode: Mode;
}

export function welcomeFrame({ site, token, after }: Connecting, situation: Situation): Welcome {
  const { conversation, transcript, running, mode } = situation;
  const { messages, reset, more } = transcript.changesAfter(after, running);
  return {
    ...{ type: "welcome", protocol: PROTOCOL, token, conversation, site: site.look, mode },
    rev: transcript.rev,
    read: transcript.read,
    messages: [...messages.map(toFrame), ...(running ? [running] : [])],
    ...(reset && { reset, more }),
  };
}

export function olderFrame(before: number, { transcript, running }: Pick<Situation, "transcript" | "running">) {
  const { messages, more } = transcript.before(before, running);
  return { type: "older" as const, messages: messages.map(toFrame), more };
}

/** Whatever else was thrown is our own: the client learns no more. */
export function refusedFrame(error: unknown, id: string | undefined): ServerFrame {
  const { code, retryAfter } = error instanceof Refusal ? error : new Refusal("internal");
  return {
    ...{ type: "refused", code },
    ...(id !== undefined && { id }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

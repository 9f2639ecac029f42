// What may leave the chat with a follow-up: its words, and where the visitor said that they can be reached.
import { readContact } from "../answerer/contact.ts";
import type { OutgoingMessage } from "../site/turn.ts";
import type { Stored, Transcript } from "./transcript.ts";

/** `outside`: by e-mail and push too. Only what the visitor wrote in this conversation counts, the newest first. */
export function toOutgoing({ text }: Stored, transcript: Transcript, outside: boolean): OutgoingMessage {
  const said = transcript.recent.flatMap((message) => message.said ?? []);
  const page = said.findLast((each) => each.page)?.page?.url;
  const lang = said.findLast((each) => each.lang)?.lang;
  const host = (page && URL.parse(page)?.hostname) || "";
  const email = transcript
    .saidWith("@")
    .map((message) => readContact(message.text, host)?.email)
    .find(Boolean);
  const phone = transcript.recent
    .flatMap((message) => (message.role === "visitor" ? (readContact(message.text, host)?.phone ?? []) : []))
    .at(-1);
  return {
    ...{ text, outside },
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(page !== undefined && { page }),
    ...(lang !== undefined && { lang }),
  };
}

// A follow-up as an e-mail, to one address that the visitor gave.
import type { Delivery, Outcome } from "./adapter.ts";
import { bareReminder, toHtml, toText } from "./letter.ts";
import { toPlain } from "./plain.ts";

const MAX_ERROR = 200;
const MAX_ADDRESS = 254; // RFC 5321, 4.5.3.1.3, less its angle brackets

export interface EmailTo {
  email: string;
  from: string;
  replyTo?: string;
  isConfirmed: boolean; // who reads it came back to this conversation before, by a link that was mailed there
  link: string; // continues the conversation
  unsubscribe: string; // https, or nobody's mail server takes it; http only where nothing is really sent
}

/** The words of an error that the binding throws are kept: they say what an operator has to set up. */
export async function deliverEmail(delivery: Delivery, to: EmailTo, mail: SendEmail): Promise<Outcome> {
  const unfit = [to.email, to.from, ...(to.replyTo === undefined ? [] : [to.replyTo])].find((one) => !isAddress(one));
  if (unfit !== undefined)
    return { state: "refused", error: `${JSON.stringify(unfit).slice(0, MAX_ERROR)} is no address` };
  const site = toLine(delivery.site.name) || delivery.site.id;
  const { kind } = delivery.message;
  const text = kind === "reminder" && !to.isConfirmed ? bareReminder(site) : toPlain(delivery.message.text);
  const letter = { ...to, site, lang: delivery.site.lang ?? "" };
  try {
    await mail.send({
      from: { name: site, email: to.from },
      to: to.email,
      ...(to.replyTo !== undefined && { replyTo: to.replyTo }),
      subject: kind === "reminder" ? `Your reminder from ${site}` : `A message from ${site}`,
      text: toText(text, letter),
      html: toHtml(text, letter),
      headers: {
        "List-Unsubscribe": `<${to.unsubscribe}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", // RFC 8058
        "Auto-Submitted": "auto-generated", // RFC 3834: no out-of-office notes, please
        "X-Foyer-Event": delivery.id, // Message-ID is the platform's own
      },
    });
    return { state: "delivered" };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { state: "refused", error: words.slice(0, MAX_ERROR) };
  }
}

/**
 * One bare address: nothing that would start another one, a name or a header. Letters beyond ASCII are allowed, whatever
 * looks like a space or steers the direction of text is not.
 */
export const isAddress = (text: string) =>
  text.length <= MAX_ADDRESS &&
  /^[^\s@\p{C},;:<>()[\]\\"]+@[^\s@\p{C},;:<>()[\]\\"]+\.[^\s@\p{C},;:<>()[\]\\"]+$/u.test(text);

/** For a header: one line, without controls and what steers the direction of text, or pretends to be an address. */
const toLine = (text: string) =>
  text
    .replace(/[\p{C}\u2028\u2029]+/gu, " ")
    .replace(/[<>"\\]/g, "")
    .replace(/\s+/g, " ")
    .trim();

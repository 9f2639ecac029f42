// Untrusted text to client frames. For the server only: the widget does not carry a schema library.
import * as z from "zod";
import { type ClientFrame, MAX_FRAME_BYTES, MAX_TEXT, MAX_TITLE, MAX_URL, type RefusalCode } from "./conversation.ts";

const messageId = z.string().min(1).max(80);
const seq = z.int().min(0);
const base64url = (bytes: number) => z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}$`)); // no padding
const pushKeys = z.object({ p256dh: base64url(65), auth: base64url(16) }); // RFC 8291

const clientFrame = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("say"),
    id: z.uuid(),
    text: z.string().min(1).max(MAX_TEXT).regex(/\S/),
    page: z.object({ url: z.url({ protocol: /^https?$/ }).max(MAX_URL), title: z.string().max(MAX_TITLE) }).optional(),
    zone: z.string().max(64).refine(isTimeZone).optional(),
    lang: z.string().max(35).refine(isLanguageTag).optional(),
  }),
  z.object({ type: z.literal("stop"), id: messageId }),
  z.object({ type: z.literal("retry"), id: messageId }),
  z.object({ type: z.literal("feedback"), id: messageId, value: z.union([z.literal(1), z.literal(-1), z.literal(0)]) }),
  z.object({ type: z.literal("read"), seq }),
  z.object({ type: z.literal("typing") }),
  z.object({ type: z.literal("older"), before: seq }),
  z.object({
    type: z.literal("push"),
    endpoint: z.url({ protocol: /^https?$/ }).max(MAX_URL),
    keys: pushKeys.optional(),
  }),
]);

export type ParsedFrame = { frame: ClientFrame } | { refused: RefusalCode; id?: string };

/** A frame, or the code to refuse it with and, when the text is JSON with a string `id`, that id. */
export function parseClientFrame(raw: string | ArrayBuffer): ParsedFrame {
  if (typeof raw !== "string") return { refused: "bad-frame" };
  const value = parseJson(raw);
  const refused: RefusalCode | undefined = isTooLarge(raw) ? "too-large" : undefined;
  const result = refused ? undefined : clientFrame.safeParse(value);
  if (result?.success) return { frame: result.data as ClientFrame };
  const id = idOf(value);
  return { refused: refused ?? "bad-frame", ...(id !== undefined && { id }) };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined; // not JSON
  }
}

function idOf(value: unknown) {
  if (typeof value !== "object" || value === null || !("id" in value)) return undefined;
  return typeof value.id === "string" ? value.id : undefined;
}

function isTooLarge(raw: string) {
  if (raw.length * 3 <= MAX_FRAME_BYTES) return false; // a UTF-16 unit is at most three bytes
  return new TextEncoder().encode(raw).length > MAX_FRAME_BYTES;
}

function isTimeZone(zone: string) {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false; // not a zone this runtime knows
  }
}

function isLanguageTag(tag: string) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false; // not well formed
  }
}

// What an operator sets for a site: its schema, its defaults, and the parts that other places need.
import type { SiteLook } from "protocol";
import * as z from "zod";

const text = (max: number) => z.string().trim().min(1).max(max);
const origin = z
  .string()
  .refine((value) => value === "none" || isOrigin(value), "an origin such as https://example.com, or none");

export const siteId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens");

export const siteConfig = z.strictObject({
  name: text(80),
  origins: z.array(origin).min(1).max(50),
  start: z.url({ protocol: /^https?$/ }).max(2048), // where the crawl begins
  instructions: text(8000).optional(), // added to the model's prompt
  greeting: text(500).optional(),
  suggestions: z.array(text(120)).max(8).optional(),
  colors: z.strictObject({ accent: text(64).optional() }).optional(),
  lang: z.string().max(35).optional(), // BCP 47
  zone: z.string().max(64).refine(isZone, "an IANA time zone").optional(),
  model: z
    .strictObject({
      name: text(200).optional(), // else MODEL
      temperature: z.number().min(0).max(2).optional(), // else the model's own
      fallback: z.enum(["pages", "none"]).optional(), // who answers when the model cannot: the built-in answerer (default) or nobody
    })
    .optional(),
  limits: z
    .strictObject({
      messagesPerMinute: z.int().min(1).max(100).optional(), // of one conversation, which remembers twice as many messages to count them
      answersPerDay: z.int().min(0).max(10_000_000).optional(), // by the model, for the whole site
      pages: z.int().min(1).max(2000).optional(), // of one crawl
    })
    .optional(),
  retentionDays: z.number().positive().max(3650).optional(),
});

export type SiteConfig = z.output<typeof siteConfig>;
export type Site = SiteConfig & { id: string };

export const DEFAULT_MESSAGES_PER_MINUTE = 60;
export const DEFAULT_RETENTION_DAYS = 180;
export const DEFAULT_PAGES = 200;
const DAY_MS = 86_400_000;

/** What the Worker hands a conversation's object with each socket: small, and public but for the limits. */
export interface ConnectedSite {
  id: string;
  look: SiteLook;
  messagesPerMinute: number;
  retentionMs: number;
}

/** One line of the site directory (KV): all that connecting needs, so that no site's object is asked. */
export interface DirectoryEntry {
  origins: string[];
  connected: ConnectedSite;
}

export const toDirectoryEntry = ({ id, ...config }: Site): DirectoryEntry => ({
  origins: config.origins,
  connected: {
    id,
    look: toLook(config),
    messagesPerMinute: config.limits?.messagesPerMinute ?? DEFAULT_MESSAGES_PER_MINUTE,
    retentionMs: (config.retentionDays ?? DEFAULT_RETENTION_DAYS) * DAY_MS,
  },
});

function toLook({ name, greeting, suggestions, colors, lang }: SiteConfig): SiteLook {
  const accent = colors?.accent;
  return {
    name,
    ...(greeting !== undefined && { greeting }),
    ...(suggestions !== undefined && { suggestions }),
    ...(accent !== undefined && { colors: { accent } }),
    ...(lang !== undefined && { lang }),
  };
}

function isOrigin(value: string) {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value;
}

function isZone(zone: string) {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false; // not a zone this runtime knows
  }
}

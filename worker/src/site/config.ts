// What an operator sets for a site: its schema, its defaults, and the parts that other places need.
import type { SiteLook } from "protocol";
import * as z from "zod";
import { readSecret } from "../delivery/webhook.ts";
import { isZone } from "../time/zone.ts";

const text = (max: number) => z.string().trim().min(1).max(max);
const origin = z
  .string()
  .refine((value) => value === "none" || isOrigin(value), "an origin such as https://example.com, or none");

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 21:00");
const STEP_MINUTES = { least: 1 / 60, most: 90 * 24 * 60 };

const followUps = z.strictObject({
  on: z.boolean().optional(), // default: true, once there is a policy
  steps: z
    .array(z.number().min(STEP_MINUTES.least).max(STEP_MINUTES.most)) // minutes of silence
    .min(1)
    .max(5)
    .refine((steps) => steps.every((step, at) => step > (steps[at - 1] ?? 0)), "each step later than the one before"),
  max: z.int().min(0).max(20).optional(), // sent in one conversation
  quietHours: z.union([z.literal(false), z.strictObject({ from: timeOfDay, to: timeOfDay })]).optional(),
});

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
  synonyms: z
    .array(z.array(text(60)).min(2).max(10))
    .max(200)
    .optional(), // groups of words and phrases that mean the same here
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
      emailsPerDay: z.int().min(0).max(1_000_000).optional(), // in 24 hours, for the whole site
      pages: z.int().min(1).max(10_000).optional(), // of one crawl
    })
    .optional(),
  crawl: z
    .strictObject({
      concurrency: z.int().min(1).max(8).optional(), // requests at a time
      delayMs: z.int().min(0).max(60_000).optional(), // between the starts of two; robots.txt may ask for more
      everyHours: z.number().min(1).max(2160).optional(), // the site is read again by itself; never without it
    })
    .optional(),
  followUps: followUps.optional(), // none without it
  webhook: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }).max(2048),
      // Signs each event: `whsec_` and base64, as the libraries for it expect; any other text is taken as it is.
      secret: z
        .string()
        .min(24)
        .max(200)
        .refine((secret) => readSecret(secret) !== null, "base64 after whsec_"),
    })
    .optional(),
  email: z
    .strictObject({
      from: z.email().max(254), // an address that the deployment may send from
      replyTo: z.email().max(254).optional(),
    })
    .optional(),
  retentionDays: z.number().positive().max(3650).optional(),
});

export type SiteConfig = z.output<typeof siteConfig>;
export type Site = SiteConfig & { id: string };

export const DEFAULT_MESSAGES_PER_MINUTE = 60;
export const DEFAULT_RETENTION_DAYS = 180;
export const DEFAULT_EMAILS_PER_DAY = 500;
export const DEFAULT_PAGES = 200;
export const DEFAULT_CONCURRENCY = 2;
export const DEFAULT_MAX_FOLLOW_UPS = 2;
export const DEFAULT_QUIET_HOURS = { from: "21:00", to: "08:00" };
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When a silent visitor hears from the site, as a conversation's object reads it. */
export interface FollowUpPolicy {
  steps: number[]; // ms since the silence began, ascending
  max: number; // sent in one conversation
  quiet?: { from: number; to: number }; // minutes of the local day: none is sent at or after `from` and before `to`
}

/** What the Worker hands a conversation's object with each socket: small, and public but for the limits. */
export interface ConnectedSite {
  id: string;
  look: SiteLook;
  messagesPerMinute: number;
  retentionMs: number;
  followUps?: FollowUpPolicy; // absent: none
  zone?: string; // the site's own (IANA)
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
    ...(config.followUps && config.followUps.on !== false && { followUps: toPolicy(config.followUps) }),
    ...(config.zone !== undefined && { zone: config.zone }),
  },
});

export function toPolicy({ steps, max, quietHours = DEFAULT_QUIET_HOURS }: z.output<typeof followUps>): FollowUpPolicy {
  return {
    steps: steps.map((minutes) => minutes * MINUTE_MS),
    max: max ?? DEFAULT_MAX_FOLLOW_UPS,
    ...(quietHours && { quiet: { from: toMinutes(quietHours.from), to: toMinutes(quietHours.to) } }),
  };
}

function toMinutes(time: string) {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

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

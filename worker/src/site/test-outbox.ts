// For tests: a site whose messages leave the chat, a clock that is moved, and what was handed to the mail binding.
import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { SiteConfig } from "./config.ts";
import { newsOf, put } from "./test-site.ts";
import type { OutgoingMessage, SettledFollowUp } from "./turn.ts";

export type SiteStub = ReturnType<typeof env.SITE.getByName>;
export type Mail = Extract<Parameters<SendEmail["send"]>[0], { subject: string }>;

export const PAGE = "https://mill.example";
export const SECRET = "a secret of at least 24 letters";
export const EMAIL = { from: "hello@mill.example" };

export const putSite = (name: string, rest: Partial<SiteConfig> = {}) => put(name, PAGE, rest);

/** Only `Date` stands still: timers and sockets go on. In years, so that no alarm is due by the real clock. */
export const stopClock = () => vi.setSystemTime(Date.UTC(2036, 10, 24, 9, 30));

/** Later, when what is due then is done by the alarm. */
export async function later(site: SiteStub, ms: number) {
  vi.setSystemTime(Date.now() + ms);
  await runDurableObjectAlarm(site);
}

let settled = 0;

export const sentOf = (
  rest: Partial<SettledFollowUp> = {},
  outgoing: Partial<OutgoingMessage> = {},
): SettledFollowUp => ({
  ...{ conversation: "c1", id: `f.${++settled}`, kind: "step", state: "sent", at: Date.now() },
  outgoing: { text: "Still thinking?", outside: false, ...outgoing },
  ...rest,
});

export async function listed(site: SiteStub) {
  const page = await site.deliveries({ limit: 100 });
  return page?.deliveries ?? [];
}

/** Their states, the oldest first. */
export const statesOf = async (site: SiteStub) => (await listed(site)).map(({ state }) => state).reverse();

/** From now on the binding does what `send` does; without it, what it does anyway. Answers what it was handed. */
export function catchMail(send?: (mail: Mail) => Promise<EmailSendResult>) {
  const caught: Mail[] = [];
  const real = env.MAIL;
  const caughtBy = {
    send(mail: Mail) {
      caught.push(mail);
      return send ? send(mail) : real.send(mail);
    },
  } as SendEmail;
  Object.assign(env, { MAIL: caughtBy });
  return { caught, release: () => Object.assign(env, { MAIL: real }) };
}

/** The conversation is in the operators' list. */
export const begun = (site: SiteStub, conversation: string) =>
  site.endTurn({ by: "pages", news: newsOf(conversation) });

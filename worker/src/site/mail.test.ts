import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readUnsubscribe } from "../auth/unsubscribe-token.ts";
import { readToken } from "../auth/visitor-token.ts";
import type { SiteConfig } from "./config.ts";
import {
  catchMail,
  EMAIL,
  later,
  listed,
  type Mail,
  PAGE,
  putSite,
  type SiteStub,
  sentOf,
  statesOf,
  stopClock,
} from "./test-outbox.ts";
import { FOYER } from "./test-site.ts";

const DAY = 86_400_000;
const KEY = env.FOYER_TOKEN_KEY ?? "";
const ADA = "ada@example.com";

let release: () => void = () => {};
beforeEach(() => {
  stopClock();
});
afterEach(() => {
  release();
  vi.useRealTimers();
});

/** A site that sends e-mail, and what the binding was handed. */
async function open(
  name: string,
  { send, ...rest }: Partial<SiteConfig> & { send?: Parameters<typeof catchMail>[0] } = {},
) {
  const mail = catchMail(send);
  release = mail.release;
  return { site: await putSite(name, { email: EMAIL, ...rest }), caught: mail.caught };
}

/** Says it outside too, and waits until that has ended. Answers the state of its e-mail, or null when there is none. */
async function tell(site: SiteStub, email: string, conversation = "c1") {
  const sent = sentOf({ conversation }, { email, outside: true });
  await site.settleFollowUp(sent);
  const own = async () => (await listed(site)).find(({ message }) => message === sent.id);
  await expect.poll(async () => (await own())?.state).not.toBe("pending");
  return (await own())?.state ?? null;
}

const linkOf = (mail: Mail | undefined) => /Continue the conversation: (\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
const ticketOf = (mail: Mail | undefined) => linkOf(mail).split("#foyer=")[1] ?? "";
/** The visitor comes back by the mail's link, and says something. */
async function comeBack(site: SiteStub, mail: Mail | undefined, conversation = "c1") {
  const ticket = mail?.headers?.["X-Foyer-Event"] ?? "";
  await site.beginTurn({ conversation, question: "Hello?", ticket });
}

test("an e-mail goes to the visitor with a ticket back to the page, and a way out", async () => {
  const { site, caught } = await open("mail");
  const sent = sentOf({ conversation: "c1" }, { email: ADA, outside: true, page: `${PAGE}/rye?size=2#top` });
  await site.settleFollowUp(sent);
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  const [delivery] = await listed(site);
  expect(delivery).toEqual({
    ...{ id: expect.any(String), conversation: "c1", message: sent.id, by: "email", to: "a…@example.com" },
    ...{ state: "delivered", attempts: 1, at: sent.at },
  });
  expect(caught).toHaveLength(1);
  const [mail] = caught;
  expect(mail).toMatchObject({ to: ADA, from: { email: EMAIL.from, name: "Mill" } });
  expect(mail?.text).toContain("Still thinking?");
  expect(linkOf(mail)).toMatch(/^https:\/\/mill\.example\/rye\?size=2#foyer=[\w.-]+$/);
  expect(await readToken(KEY, ticketOf(mail), "mail")).toMatchObject({ conversation: "c1", ticket: delivery?.id });
  const [, signed = ""] = /v1\/unsubscribe\/([^>]+)>/.exec(mail?.headers?.["List-Unsubscribe"] ?? "") ?? [];
  expect(mail?.headers?.["List-Unsubscribe"]).toBe(`<${FOYER}/v1/unsubscribe/${signed}>`);
  expect(await readUnsubscribe(KEY, signed)).toEqual({ site: "mail", email: ADA });
});

test.each([
  ["a page of the site", [PAGE], `${PAGE}/`, `${PAGE}/a#b`, `${PAGE}/a`],
  ["a page of another origin", [PAGE], `${PAGE}/start`, "https://evil.example/a", `${PAGE}/start`],
  ["no page", [PAGE], `${PAGE}/start`, undefined, `${PAGE}/start`],
  ["a start that may not embed", ["none", PAGE], "https://other.example/", undefined, `${PAGE}/`],
])("the link leads to an allowed origin: %s", async (title, origins, start, page, expected) => {
  const { site, caught } = await open(title.replaceAll(" ", "-"), { origins, start });
  const outgoing = { email: ADA, outside: true, ...(page !== undefined && { page }) };
  await site.settleFollowUp(sentOf({}, outgoing));
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  expect(linkOf(caught[0]).split("#")[0]).toBe(expected);
});

test.each<[string, Partial<SiteConfig>, { email?: string; outside: boolean }]>([
  ["the visitor is there", {}, { email: ADA, outside: false }],
  ["there is no address", {}, { outside: true }],
  ["no page may embed the site", { origins: ["none"] }, { email: ADA, outside: true }],
])("no e-mail when %s", async (title, rest, outgoing) => {
  const { site, caught } = await open(title.replaceAll(" ", "-"), rest);
  await site.settleFollowUp(sentOf({}, outgoing));
  expect(await listed(site)).toEqual([]);
  expect(caught).toEqual([]);
});

test("no e-mail when the site did not ask for any", async () => {
  const { caught } = await open("with-mail");
  const site = await putSite("without-mail");
  expect(await tell(site, ADA)).toBeNull();
  expect(caught).toEqual([]);
});

test("an address that nobody confirmed gets one e-mail ever, in whatever case and conversation", async () => {
  const { site, caught } = await open("one-ever");
  expect(await tell(site, ADA)).toBe("delivered");
  expect(await tell(site, ADA)).toBeNull();
  expect(await tell(site, "Ada@Example.COM", "c2")).toBeNull();
  await site.forget("c1");
  expect(await tell(site, ADA, "c3"), "the first conversation was erased").toBeNull();
  expect(await tell(site, "bob@example.com")).toBe("delivered");
  expect(caught.map(({ to }) => to)).toEqual([ADA, "bob@example.com"]);
});

test("two at once to one unconfirmed address are one", async () => {
  const { site, caught } = await open("at-once");
  await Promise.all(
    ["c1", "c2"].map((conversation) => site.settleFollowUp(sentOf({ conversation }, { email: ADA, outside: true }))),
  );
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  expect(caught).toHaveLength(1);
});

test("an address whose ticket came back gets more, and elsewhere one a day", async () => {
  const { site, caught } = await open("confirmed");
  await tell(site, ADA);
  await comeBack(site, caught[0], "another conversation");
  expect(await tell(site, ADA), "a ticket of another conversation").toBeNull();
  await comeBack(site, caught[0]);
  await comeBack(site, caught[0]);
  expect(await tell(site, ADA)).toBe("delivered");
  expect(await tell(site, "ADA@example.com", "c2"), "a conversation of anybody's").toBeNull();
  await later(site, DAY + 1);
  expect(await tell(site, "ADA@example.com", "c2")).toBe("delivered");
  expect(await tell(site, ADA, "c3")).toBeNull();
  expect(await tell(site, ADA)).toBe("delivered");
});

test("a reminder's words are mailed to who came back to that very conversation", async () => {
  const { site, caught } = await open("words");
  const remind = async (conversation: string) => {
    const words = { text: "Sign in at evil.example.", email: ADA, outside: true };
    const sent = caught.length;
    await site.settleFollowUp(sentOf({ kind: "reminder", conversation }, words));
    await expect.poll(() => caught).toHaveLength(sent + 1);
    return caught[sent]?.text?.includes("evil.example");
  };
  expect(await remind("c1")).toBe(false);
  await comeBack(site, caught[0]);
  expect(await remind("c1")).toBe(true);
  await later(site, DAY + 1);
  expect(await remind("c2")).toBe(false);
  await site.forget("c1");
  await later(site, DAY + 1);
  expect(await remind("c1"), "erased").toBe(false);
});

test("ten e-mails a day to an address, also when it is confirmed", async () => {
  const { site, caught } = await open("ten");
  await tell(site, ADA);
  await comeBack(site, caught[0]);
  for (let sent = 1; sent < 10; sent++) expect(await tell(site, ADA)).toBe("delivered");
  expect(await tell(site, ADA)).toBeNull();
  await later(site, DAY + 1);
  expect(await tell(site, ADA)).toBe("delivered");
});

test("one conversation mails three addresses that nobody confirmed, however they are written", async () => {
  const { site, caught } = await open("three");
  for (const name of ["a", "b", "c"]) expect(await tell(site, `${name}@example.com`)).toBe("delivered");
  expect(await tell(site, "d@example.com")).toBeNull();
  expect(await tell(site, "d@example.com", "c2")).toBe("delivered");
  expect(caught).toHaveLength(4);
});

test("a site sends so many e-mails in 24 hours", async () => {
  const { site } = await open("budget", { limits: { emailsPerDay: 2 } });
  expect(await tell(site, "a@example.com", "c1")).toBe("delivered");
  expect(await tell(site, "b@example.com", "c2")).toBe("delivered");
  expect(await tell(site, "c@example.com", "c3")).toBeNull();
  await later(site, DAY + 1);
  expect(await tell(site, "c@example.com", "c3")).toBe("delivered");
});

test("an address that unsubscribed gets none, confirmed or not, and also not what was waiting", async () => {
  const { site, caught } = await open("unsubscribed", { send: () => Promise.reject(new Error("no such domain")) });
  expect(await tell(site, ADA)).toBe("failed");
  await comeBack(site, caught[0]);
  await site.unsubscribe("Ada@example.com");
  await site.unsubscribe(ADA);
  expect(await tell(site, ADA)).toBeNull();
  expect(await site.tryAgain((await listed(site))[0]?.id ?? "")).toBe(true);
  await expect.poll(() => statesOf(site)).toEqual(["dead"]);
  expect(caught).toHaveLength(1);
});

test("what the binding refuses has failed, and only an operator tries it again", async () => {
  let works = false;
  const send = () => (works ? Promise.resolve({ messageId: "m" }) : Promise.reject(new Error("no such domain")));
  const { site, caught } = await open("failing", { send });
  expect(await tell(site, ADA)).toBe("failed");
  const [failed] = await listed(site);
  expect(failed).toMatchObject({ attempts: 1, error: "no such domain" });
  await later(site, DAY);
  expect(caught).toHaveLength(1);
  works = true;
  expect(await site.tryAgain(failed?.id ?? "")).toBe(true);
  await expect.poll(() => statesOf(site)).toEqual(["delivered"]);
  expect(caught).toHaveLength(2);
});

test("when the object ends while an e-mail is handed over it is unknown, and not sent again by itself", async () => {
  const { site, caught } = await open("ended", { send: () => new Promise(() => {}) });
  await site.settleFollowUp(sentOf({}, { email: ADA, outside: true }));
  await expect.poll(() => caught).toHaveLength(1);
  expect(await statesOf(site)).toEqual(["pending"]);
  await runInDurableObject(site, (_, state) => state.abort("the machine went")).catch(() => {}); // which is what it says
  const again = () => env.SITE.getByName("ended");
  await expect.poll(() => statesOf(again()).catch(() => "not yet back")).toEqual(["unknown"]);
  expect((await listed(again()))[0]).toMatchObject({ attempts: 1, error: expect.stringContaining("interrupted") });
  await later(again(), DAY);
  expect(caught).toHaveLength(1);

  release();
  expect(await again().tryAgain((await listed(again()))[0]?.id ?? "")).toBe(true);
  await expect.poll(() => statesOf(again())).toEqual(["delivered"]);
});

test("an e-mail that the binding never takes is unknown, and holds up no other for ever", async () => {
  const hang = (mail: Mail) => (mail.to === ADA ? new Promise<never>(() => {}) : Promise.resolve({ messageId: "m" }));
  const { site, caught } = await open("hanging", { send: hang });
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  await site.settleFollowUp(sentOf({}, { email: ADA, outside: true }));
  await expect.poll(() => caught).toHaveLength(1);
  const pass = (ms: number) =>
    runInDurableObject(site, () => {
      vi.advanceTimersByTime(ms);
    });
  await pass(50_000);
  expect(await statesOf(site)).toEqual(["pending"]);
  await pass(11_000);
  await expect.poll(() => statesOf(site)).toEqual(["unknown"]);
  expect(await tell(site, "bob@example.com")).toBe("delivered");
});

test("it is marked before it is handed over, and on disk", async () => {
  const marks: string[] = [];
  const { site } = await open("marked", {
    async send() {
      const rows = await runInDurableObject(env.SITE.getByName("marked"), (_, { storage }) =>
        storage.sql.exec<{ state: string }>("select state from delivery").toArray(),
      );
      marks.push(...rows.map(({ state }) => state));
      return { messageId: "m" };
    },
  });
  expect(await tell(site, ADA)).toBe("delivered");
  expect(marks).toEqual(["handing"]);
});

test("an e-mail that was never handed over leaves its address as it was", async () => {
  const { site, caught } = await open("never-handed", { send: () => new Promise(() => {}) });
  const settle = (conversation: string, email: string) =>
    site.settleFollowUp(sentOf({ conversation }, { email, outside: true }));
  for (const name of ["a", "b", "c", "d"]) await settle(`of ${name}`, `${name}@example.com`);
  await expect.poll(() => caught).toHaveLength(3); // as many as are tried at a time
  for (const name of ["a", "d"]) await site.forget(`of ${name}`);
  for (const name of ["a", "d"]) await settle("later", `${name}@example.com`);
  expect((await listed(site)).map(({ to }) => to)).toEqual(["d…@example.com", "c…@example.com", "b…@example.com"]);
});

test("an address is kept as a digest only, once its conversation was erased", async () => {
  const { site } = await open("digest");
  await tell(site, ADA);
  await site.forget("c1");
  const rows = await runInDurableObject(site, (_, { storage }) =>
    ["address", "confirmation", "delivery", "follow_up"].map((table) =>
      storage.sql.exec(`select * from ${table}`).toArray(),
    ),
  );
  expect(rows).toEqual([
    [{ key: expect.stringMatching(/^[\w-]{43}$/), mailed: expect.any(String), confirmed: 0, unsubscribed: 0 }],
    [],
    [],
    [],
  ]);
});

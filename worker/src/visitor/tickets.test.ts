// A mailed link continues the conversation, once, on any device; and a browser that takes Web Push is told to the site.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { mintTicket } from "../auth/ticket.ts";
import { asked, crash, silentSite } from "./test-silence.ts";
import { connect, makeSite, Tab, upgrade, WAIT } from "./test-visitor.ts";

const KEY = env.FOYER_TOKEN_KEY ?? "";
const HOUR = 3_600_000;

let site: string;
beforeAll(async () => {
  site = await makeSite();
});

async function mailed(expires = Date.now() + HOUR) {
  const { tab } = await asked(site, "hello");
  const { conversation } = tab.welcome;
  const ticket = await mintTicket(KEY, { site, conversation, ticket: crypto.randomUUID(), expires });
  return { tab, ticket, conversation };
}

async function refusal(token: string) {
  const tab = new Tab(await upgrade(site, { token }));
  await expect.poll(() => tab.closed, WAIT).toBeDefined();
  expect(tab.frames).toEqual([]);
  return tab.closed;
}

test("[U7] [U8] a ticket opens its conversation until something is said with it, and then no more", async () => {
  const { tab, ticket, conversation } = await mailed();
  for (const scanner of [await connect(site, { token: ticket }), await connect(site, { token: ticket })]) {
    expect(scanner.welcome).toMatchObject({ conversation, reset: true });
    expect(scanner.transcript()).toEqual(tab.transcript());
    scanner.close();
  }
  const device = await connect(site, { token: ticket });
  const waiting = await connect(site, { token: ticket });
  await device.ask("I come from the e-mail");
  expect(await refusal(ticket)).toEqual({ code: 4003, reason: "bad-token" });
  await crash(device);
  expect(await refusal(ticket)).toEqual({ code: 4003, reason: "bad-token" });
  const { token } = device.welcome;
  expect(token).not.toBe(ticket);
  expect((await connect(site, { token })).welcome.conversation).toBe(conversation);
  expect(waiting.welcome.conversation).toBe(conversation);
});

test("[U8] two that were opened before it was used both go on", async () => {
  const { ticket } = await mailed();
  const [one, other] = [await connect(site, { token: ticket }), await connect(site, { token: ticket })];
  await one.ask("first");
  await other.ask("second");
  expect(one.transcript()).toEqual(other.transcript());
});

test("[U8] an expired ticket is refused at the door", async () => {
  const { ticket } = await mailed(Date.now() - 1000);
  expect(await refusal(ticket)).toEqual({ code: 4003, reason: "bad-token" });
});

test("[U8] what a client says of a ticket is not shown to anybody", async () => {
  const { ticket } = await mailed();
  const device = await connect(site, { token: ticket });
  await device.ask("hello again");
  const { messages } = (await device.again()).welcome;
  expect(JSON.stringify(messages)).not.toContain("ticket");
});

test("[U9] a browser's endpoint is kept with the site, and dropped again", async () => {
  const { site, upstream } = await silentSite();
  await upstream.script({ text: "hi" });
  const { tab } = await asked(site, "hello");
  const keys = { p256dh: "B".repeat(87), auth: "A".repeat(22) };
  const kept = () =>
    runInDurableObject(env.SITE.getByName(site), (_agent, { storage }) =>
      storage.sql.exec<{ endpoint: string }>("select endpoint from push_target").toArray(),
    );
  tab.send({ type: "push", endpoint: "https://push.example/one", keys });
  await expect.poll(kept, WAIT).toEqual([{ endpoint: "https://push.example/one" }]);
  tab.send({ type: "push", endpoint: "https://push.example/one" });
  await expect.poll(kept, WAIT).toEqual([]);
});

test("[U9] not before the first message, and not at a private address", async () => {
  const keys = { p256dh: "B".repeat(87), auth: "A".repeat(22) };
  const tab = await connect(site);
  tab.send({ type: "push", endpoint: "https://push.example/one", keys });
  await expect.poll(() => tab.of("refused").map(({ code }) => code), WAIT).toEqual(["not-found"]);
  await tab.ask("hello");
  tab.send({ type: "push", endpoint: "https://10.0.0.1/one", keys });
  await expect.poll(() => tab.of("refused").map(({ code }) => code), WAIT).toEqual(["not-found", "bad-frame"]);
});

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { serve } from "../crawl/test-server.ts";
import { SECRET, sentOf } from "../site/test-outbox.ts";
import { call, config, putSite } from "./test-call.ts";

interface Listed {
  deliveries: { id: string; state: string; message: string }[];
  more: boolean;
}

async function open(id: string) {
  const receiver = await serve({ "/hook": { status: 400 } });
  await putSite(id, { ...config, webhook: { url: `${receiver.origin}/hook`, secret: SECRET } });
  const list = async (query = "") => (await call(`/${id}/deliveries${query}`)).json<Listed>();
  const states = async () => (await list()).deliveries.map(({ state }) => state);
  return { receiver, site: env.SITE.getByName(id), list, states };
}

test("lists what left the chat, the newest first, page by page and by state", async () => {
  const { receiver, site, list, states } = await open("left");
  expect(await list()).toEqual({ deliveries: [], more: false });
  const dead = [sentOf(), sentOf()];
  for (const sent of dead) await site.settleFollowUp(sent);
  await expect.poll(states).toEqual(["dead", "dead"]);
  await receiver.change({ "/hook": { status: 200 } });
  const taken = sentOf({ kind: "reminder" });
  await site.settleFollowUp(taken);
  await expect.poll(states).toEqual(["delivered", "dead", "dead"]);

  const first = await list("?limit=2");
  expect(first).toMatchObject({ deliveries: [{ message: taken.id }, { message: dead[1]?.id }], more: true });
  const rest = await list(`?after=${first.deliveries[1]?.id}`);
  expect(rest).toEqual({
    deliveries: [
      {
        ...{ id: expect.any(String), conversation: "c1", message: dead[0]?.id, by: "webhook" },
        ...{ to: new URL(receiver.origin).host, state: "dead", attempts: 1, error: "answers 400", at: dead[0]?.at },
      },
    ],
    more: false,
  });
  expect((await list("?state=delivered")).deliveries).toMatchObject([{ message: taken.id }]);
  expect((await list("?state=pending")).deliveries).toEqual([]);
});

test("tries a dead one again, and nothing else", async () => {
  const { receiver, site, list, states } = await open("again");
  await site.settleFollowUp(sentOf());
  await expect.poll(states).toEqual(["dead"]);
  const [dead] = (await list()).deliveries;
  await receiver.change({ "/hook": { status: 200 } });
  const again = () => call(`/again/deliveries/${dead?.id}`, { method: "POST" });
  expect((await again()).status).toBe(202);
  await expect.poll(states).toEqual(["delivered"]);
  const twice = await again();
  expect([twice.status, await twice.json()]).toEqual([409, { error: "not-dead" }]);
  expect((await call("/again/deliveries/nobody", { method: "POST" })).status).toBe(404);
  expect(await receiver.asked()).toHaveLength(2);
});

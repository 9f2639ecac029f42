// What a conversation costs its object: rows written, alarms set, transcript read, bytes kept. It is the product's running cost.
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { alarm, asked, DAY, followUpsOf, HOUR, later, MINUTE, silentSite } from "./test-silence.ts";
import { connect, makeSite, type Tab, WAIT } from "./test-visitor.ts";

const MAX_BYTES_AFTER_ONE_TURN = 28_672;

let site: string;
beforeAll(async () => {
  site = await makeSite();
});
const { OPENAI_BASE_URL } = env;
afterEach(() => {
  vi.useRealTimers();
  env.OPENAI_BASE_URL = OPENAI_BASE_URL;
});

interface Statement {
  query: string;
  cursor: { rowsWritten: number; rowsRead: number };
}
const isSchema = ({ query }: Statement) => /^\s*create |'schema'/i.test(query);
const written = (statements: Statement[]) =>
  statements.filter((statement) => !isSchema(statement)).reduce((sum, { cursor }) => sum + cursor.rowsWritten, 0);
const transcriptRead = (statements: Statement[]) =>
  statements.filter(({ query }) => /from message/i.test(query)).reduce((sum, { cursor }) => sum + cursor.rowsRead, 0);

const operations = ({ statements, alarms }: Meter) => written(statements) + alarms.length;

interface Meter {
  statements: Statement[];
  alarms: number[];
}

/** Counts from now on, as the platform bills: every cursor knows its rows, and an alarm that is set counts as one. */
async function meter(tab: Tab): Promise<Meter> {
  const statements: Statement[] = [];
  const alarms: number[] = [];
  await runInDurableObject(tab.object, (_agent, { storage }) => {
    const { sql } = storage;
    const exec = sql.exec;
    const setAlarm = storage.setAlarm;
    Object.assign(sql, {
      exec(query: string, ...values: unknown[]) {
        const cursor = exec.call(sql, query, ...values);
        statements.push({ query, cursor });
        return cursor;
      },
    });
    Object.assign(storage, {
      setAlarm(time: number) {
        alarms.push(time);
        return setAlarm.call(storage, time);
      },
    });
  });
  return { statements, alarms };
}

/** What the turn set off has been written: its object was asked, and is free again. */
async function settle(tab: Tab) {
  await runInDurableObject(tab.object, (agent) => agent.lifecycle.jobs.get("next"));
  await evictDurableObject(tab.object);
}

test("a conversation without a message writes no row and makes no table", async () => {
  const tab = await connect(site);
  const { statements, alarms } = await meter(tab);
  await connect(site, { token: tab.welcome.token, after: 0 });
  tab.raw("ping");
  tab.send({ type: "read", seq: 3 });
  tab.send({ type: "older", before: 3 });
  await expect.poll(() => tab.of("older").length, WAIT).toBe(1);
  expect(statements).toEqual([]);
  expect(alarms).toEqual([]);
  const tables = await runInDurableObject(tab.object, (_agent, { storage }) =>
    storage.sql.exec("select name from sqlite_master where name not like '\\_cf%' escape '\\'").toArray(),
  );
  expect(tables).toEqual([]);
});

test.each([1, 2000])("the first turn of %i tokens writes 4 rows and sets 2 alarms", async (tokens) => {
  const tab = await connect(site);
  const { statements, alarms } = await meter(tab);
  await tab.ask(`[[tokens:${tokens}]]`);
  await settle(tab);
  expect(alarms).toHaveLength(2);
  expect(written(statements)).toBe(4);
});

test("a later turn costs the same and reads none of the transcript again", async () => {
  const tab = await connect(site);
  for (let turn = 0; turn < 5; turn++) await tab.ask("hello");
  const { statements, alarms } = await meter(tab);
  tab.send({ type: "read", seq: 10 });
  await tab.ask("[[tokens:300]]");
  await settle(tab);
  expect(alarms).toHaveLength(2);
  expect(written(statements)).toBe(4);
  expect(transcriptRead(statements)).toBe(0);
});

test("one turn's database is small, and has two tables of ours", async () => {
  const tab = await connect(site);
  await tab.ask("[[tokens:200]]");
  const { size, tables } = await runInDurableObject(tab.object, (_agent, { storage }) => ({
    size: storage.sql.databaseSize,
    tables: storage.sql
      .exec<{ name: string }>("select name from sqlite_master where name not like '%cf\\_%' escape '\\' order by name")
      .toArray()
      .map(({ name }) => name),
  }));
  expect(tables).toEqual(["message", "state"]);
  expect(size).toBeLessThanOrEqual(MAX_BYTES_AFTER_ONE_TURN);
});

const REMIND = `[[tool:follow_up_later ${JSON.stringify({ when: "in 2 hours", what: "Now." })}]]`;

test("a turn that sets a reminder costs one row more", async () => {
  const { tab } = await asked(site, "hello");
  const count = await meter(tab);
  await tab.ask(REMIND);
  await settle(tab);
  expect(operations(count)).toBe(7);
});

test("a reminder that comes costs 7", async () => {
  const { tab } = await asked(site, REMIND);
  const count = await meter(tab);
  later(2 * HOUR + MINUTE);
  await alarm(tab);
  await expect.poll(() => followUpsOf(tab), WAIT).toHaveLength(1);
  await settle(tab);
  expect(operations(count)).toBe(7);
});

test("a follow-up that a model writes costs 9, and one that it declines too", async () => {
  const { site, upstream } = await silentSite();
  const { tab } = await asked(site, "What does it cost?");
  await upstream.script({ text: "Shall I ask for a quote?" }, { text: "NO_FOLLOW_UP" });
  for (const wait of [31 * MINUTE, DAY]) {
    const count = await meter(tab);
    later(wait);
    await alarm(tab);
    await expect.poll(() => followUpsOf(tab), WAIT).toHaveLength(1);
    await settle(tab);
    expect(operations(count)).toBe(9);
  }
});

test("a follow-up without a model costs 7", async () => {
  env.OPENAI_BASE_URL = "";
  const { site } = await silentSite();
  const { tab } = await asked(site, "What does a kayak cost?");
  const count = await meter(tab);
  later(31 * MINUTE);
  await alarm(tab);
  await expect.poll(() => followUpsOf(tab), WAIT).toMatchObject([{ by: "pages" }]);
  await settle(tab);
  expect(operations(count)).toBe(7);
});

/** Two turns, one of which sets a reminder; the reminder; a follow-up. */
async function aDay(remind: string) {
  const { site, upstream } = await silentSite({ steps: [30] });
  const tab = await connect(site);
  const count = await meter(tab);
  await tab.ask(remind);
  await tab.ask("What does a kayak cost?");
  await upstream.script({ text: "Shall I ask for a quote?" });
  for (const [index, wait] of [31 * MINUTE, 2 * HOUR].entries()) {
    later(wait);
    await alarm(tab);
    await expect.poll(() => followUpsOf(tab), WAIT).toHaveLength(index + 1);
  }
  await settle(tab);
  return operations(count);
}

test("a day with two turns, a reminder and a follow-up costs 29, and 27 without a model", async () => {
  expect(await aDay(REMIND)).toBe(29); // the limit is 31
  env.OPENAI_BASE_URL = "";
  expect(await aDay("Remind me in 2 hours to call you.")).toBe(27);
});

test("the turn after which a summary is made costs one row more", async () => {
  const { site } = await silentSite();
  const tab = await connect(site);
  const long = "Tell me all about the tides. ".repeat(100);
  for (let turn = 0; turn < 4; turn++) await tab.ask(`${long} [[tokens:200]]`);
  const costs: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const count = await meter(tab);
    await tab.ask(`${long} [[tokens:200]]`);
    await settle(tab);
    costs.push(operations(count));
  }
  expect(costs.toSorted()).toEqual([6, 6, 7]);
});

// What a conversation costs its object: rows written, alarms set, transcript read, bytes kept. It is the product's running cost.
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { connect, makeSite, type Tab, WAIT } from "./test-visitor.ts";

const MAX_BYTES_AFTER_ONE_TURN = 28_672;

let site: string;
beforeAll(async () => {
  site = await makeSite();
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

/** Counts from now on, as the platform bills: every cursor knows its rows, and an alarm that is set counts as one. */
async function meter(tab: Tab) {
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

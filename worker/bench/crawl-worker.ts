// What the figures of a crawl are taken from: the whole Worker, whose sites count the rows that they write. Never deployed.
import { VisitorAgent, default as worker } from "../src/index.ts";
import { SiteAgent } from "../src/site/agent.ts";

export { VisitorAgent };

type Written = Record<string, number>; // rows by table

export class BenchSite extends SiteAgent {
  readonly #written: () => Written;

  constructor(ctx: DurableObjectState, env: Env) {
    const written = meter(ctx.storage.sql);
    super(ctx, env);
    this.#written = written;
  }

  async written() {
    return this.#written();
  }

  async size() {
    return this.ctx.storage.sql.databaseSize;
  }

  /** Of one page, as they are found. */
  async passagesOf(path: string) {
    const rows = this.ctx.storage.sql.exec(
      "select title, heading, text from passage where page = (select id from page where url like '%' || ?) order by id",
      path,
    );
    return rows.toArray();
  }
}

/** As the platform bills: every cursor knows the rows that its statement wrote, once it has run. */
function meter(sql: SqlStorage): () => Written {
  const exec = sql.exec;
  const written: Written = {};
  const open: { table: string; cursor: SqlStorageCursor<Record<string, SqlStorageValue>> }[] = [];
  const settle = () => {
    for (const { table, cursor } of open.splice(0)) written[table] = (written[table] ?? 0) + cursor.rowsWritten;
  };
  Object.assign(sql, {
    exec(query: string, ...values: SqlStorageValue[]) {
      const cursor = exec.call(sql, query, ...values);
      const [, table] = /^\s*(?:insert(?: or replace)? into|update|delete from) (\w+)/i.exec(query) ?? [];
      if (table) open.push({ table, cursor });
      if (open.length > 1000) settle();
      return cursor;
    },
  });
  return () => {
    settle();
    return { ...written };
  };
}

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const site = (env.SITE as unknown as DurableObjectNamespace<BenchSite>).getByName("bench");
    if (pathname === "/written") return Response.json({ rows: await site.written(), bytes: await site.size() });
    if (pathname === "/passages") return Response.json(await site.passagesOf(searchParams.get("path") ?? ""));
    return worker.fetch(request, env);
  },
} satisfies ExportedHandler<Env>;

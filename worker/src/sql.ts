// Ordered schema migrations for an object's SQLite database.

/**
 * Runs the migrations this database has not seen, all in one transaction. A database is at version 0 until the first
 * ran; the version is kept in table `state`, which the first migration must create as (key text primary key, value).
 */
export function migrate(storage: DurableObjectStorage, migrations: readonly string[]) {
  const version = schemaVersion(storage.sql);
  if (version >= migrations.length) return;
  storage.transactionSync(() => {
    for (const migration of migrations.slice(version)) storage.sql.exec(migration);
    storage.sql.exec("insert or replace into state (key, value) values ('schema', ?)", migrations.length);
  });
}

/** How many migrations this database has seen. Reads the schema only while there is no table `state`. */
export function schemaVersion(sql: SqlStorage): number {
  const table = sql.exec("select 1 from sqlite_master where type = 'table' and name = 'state'").toArray();
  if (!table.length) return 0;
  const [row] = sql.exec<{ value: number }>("select value from state where key = 'schema'").toArray();
  return row?.value ?? 0;
}

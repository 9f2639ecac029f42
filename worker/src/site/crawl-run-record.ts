// How a crawl stands, apart from its frontier: one value on disk, written when a slice begins or ends and when something
// is skipped, not for each page.

export interface Run {
  id: string;
  number: number; // counts the site's crawls
  state: "running" | "done" | "failed";
  startedAt: number;
  errors: string[]; // what was skipped and why, the first ones
  incomplete: boolean; // something could not be asked: what was not found may still be there
  ground?: { origin: string; robots: string }; // once the start address has answered
  attempts: number; // to reach the start address
  pausedUntil: number; // the host asked to be left alone
  reader: string; // who reads what: what another reader made of a page says nothing
}

const MAX_ERRORS = 50;

export class RunRecord {
  readonly #sql: SqlStorage;
  #run: Run | null | undefined; // undefined until it was read

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The newest crawl; null before the first. */
  get run(): Run | null {
    if (this.#run === undefined) {
      const [row] = this.#sql.exec<{ value: string }>("select value from state where key = 'crawl'").toArray();
      this.#run = row ? (JSON.parse(row.value) as Run) : null;
    }
    return this.#run;
  }

  isNewest(run: Run): boolean {
    return this.run === run;
  }

  put(run: Run) {
    this.#run = run;
    this.write(run);
  }

  /** What is left of an earlier crawl is not heard. */
  write(run: Run) {
    if (!this.isNewest(run)) return;
    this.#sql.exec("insert or replace into state (key, value) values ('crawl', ?)", JSON.stringify(run));
  }

  /** `passing`: it may be there another time. */
  skip(run: Run, what: string, passing: boolean) {
    const isFull = run.errors.length >= MAX_ERRORS;
    if (isFull && (run.incomplete || !passing)) return;
    run.incomplete ||= passing;
    if (!isFull) run.errors.push(what);
    this.write(run);
  }
}

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
  pausedUntil: number; // the host asked to be left alone, or answered nothing
  pauses: number; // since it last answered
  isLost: boolean; // it answers nothing any more
  reader: string; // who reads what: what another reader made of a page says nothing
}

export const NEW_HOST = { pauses: 0, isLost: false };
type Stored = Omit<Run, keyof typeof NEW_HOST> & Partial<typeof NEW_HOST>; // versions before knew nothing of the host
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
      this.#run = row ? { ...NEW_HOST, ...(JSON.parse(row.value) as Stored) } : null;
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

  /** The rest is left for the next crawl: what is said of the whole comes first, and always. */
  abandon(run: Run, why: string) {
    run.incomplete = true;
    run.errors = [why, ...run.errors.slice(0, MAX_ERRORS - 1)];
    this.write(run);
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

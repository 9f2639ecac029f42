// How many answers a site gave, by day and by who gave them, and whether its model may give another.

export class Usage {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * Counts a turn that begins; true when the model's answers for the day are used up. A turn counts as the model's from its beginning
   * until it turns out to be the pages', so a burst cannot pass the limit, and one that never ends stays counted.
   */
  begin(now: number, answersPerDay = Number.POSITIVE_INFINITY): boolean {
    const { begun, pages } = this.#sql
      .exec<{ begun: number; pages: number }>(
        `insert into usage (day, begun, model, pages) values (?, 1, 0, 0)
         on conflict (day) do update set begun = begun + 1 returning begun, pages`,
        toDay(now),
      )
      .one();
    return begun - pages > answersPerDay;
  }

  end(now: number, by: "model" | "pages") {
    this.#sql.exec(
      `insert into usage (day, begun, model, pages) values (?, 0, ?, ?)
       on conflict (day) do update set model = model + excluded.model, pages = pages + excluded.pages`,
      ...[toDay(now), by === "model" ? 1 : 0, by === "pages" ? 1 : 0],
    );
  }
}

/** In UTC. */
const toDay = (now: number) => new Date(now).toISOString().slice(0, 10);

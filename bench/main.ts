// `pnpm bench`: the README's figures. `pnpm bench retrieval FOLDER`, `scale`, `crawl FOLDER`, `answers`: those of one part.
const PARTS = ["figures", "retrieval", "scale", "crawl", "answers"];

const [part = "figures"] = process.argv.splice(2, 1);
if (!PARTS.includes(part)) throw new Error(`there are no figures of ${part}: ${PARTS.join(", ")}`);
await import(`./${part}.ts`);

export {};

// Writes README's table of options from the widget's own. With --check it changes nothing, and fails when the table is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OPTIONS } from "../widget/src/options.ts";

const file = join(import.meta.dirname, "../README.md");
const between = /(?<=<!-- options: .*-->\n)[\s\S]*(?=<!-- \/options -->)/;

const rows = Object.entries(OPTIONS).map(([name, option]) => {
  const otherwise = option.default ? `\`${option.default}\`` : "";
  return `| \`data-${name}\` | ${option.values} | ${otherwise} | ${option.doc} |\n`;
});
const table = `| attribute | value | default | |\n|---|---|---|---|\n${rows.join("")}`;

const before = readFileSync(file, "utf8");
if (!between.test(before)) throw new Error(`${file} has no place for the table of options`);
const after = before.replace(between, () => table);
if (after === before) console.log("README's table of options is up to date");
else if (process.argv.includes("--check")) {
  console.error("README's table of options is stale: run `npx -y pnpm readme`");
  process.exitCode = 1;
} else {
  writeFileSync(file, after);
  console.log("README's table of options is written");
}

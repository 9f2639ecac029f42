// Chosen sentences, rows and steps as Markdown that reads without the page around it.
import { isDangling, isReply, type Unit } from "./sentences.ts";
import { contentWords } from "./words.ts";

export function toMarkdown(units: Unit[]): string {
  let text = "";
  let before: Unit | undefined;
  for (const unit of units) {
    const lead = isLed(unit, before) ? `**${unit.heading}** ` : "";
    text += (before ? gapBetween(before, unit) : "") + lead + unitToMarkdown(unit);
    before = unit;
  }
  return text;
}

/** A sentence that leans on what is not quoted, or answers a question that was not asked here, follows its heading. */
function isLed({ kind, text, heading, place }: Unit, before: Unit | undefined) {
  if (kind !== "sentence" || !heading || before?.heading === heading) return false;
  return (isReply(text) && heading.endsWith("?")) || (isDangling(text) && place === 0);
}

/** A row is named by its first cell. */
function rowToMarkdown(row: string) {
  const [first = "", ...rest] = row.split("; ");
  return `- **${first.replace(/^[^:]*: /, "")}**: ${rest.join(" · ")}`;
}

/** A few words from a list or a tile say nothing without their heading. */
function unitToMarkdown({ kind, text, cells, label, step, heading }: Unit) {
  if (cells !== undefined) return rowToMarkdown(text);
  if (kind === "code") return text;
  const said = contentWords(text);
  const isFragment = !text.includes(": ") && !/[.!?:]["”’)]?$/.test(text) && text.split(" ").length < 10;
  const lacksHeading = heading && ![...contentWords(heading)].some((word) => said.has(word));
  const named = label === undefined ? text : text.replace(`${label}: `, `**${label}**: `);
  const whole = isFragment && lacksHeading && !heading.endsWith("?") ? `${heading}: ${text}` : named;
  if (kind === "sentence") return whole;
  return step === undefined ? `- ${whole}` : `${step}. ${whole}`;
}

function gapBetween(one: Unit, other: Unit) {
  if (one.passage !== other.passage) return "\n\n";
  if (one.kind === "item" && other.kind === "item" && one.block === other.block) return "\n";
  return one.kind === "sentence" && other.kind === "sentence" && one.heading === other.heading ? " " : "\n\n";
}

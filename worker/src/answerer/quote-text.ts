// Chosen sentences, rows and steps as Markdown that reads without the page around it.
import { isDangling, isReply, type Unit } from "./sentences.ts";

export function toMarkdown(units: Unit[]): string {
  let text = "";
  let before: Unit | undefined;
  for (const unit of units) {
    const isListed = before?.text.endsWith(":") === true || units.some((other) => isSameList(unit, other));
    const lead = isLed(unit, before) ? `**${unit.heading}** ` : "";
    text += (before ? gapBetween(before, unit) : "") + lead + unitToMarkdown(unit, isListed);
    before = unit;
  }
  return text;
}

/** A sentence that leans on what is not quoted, or answers a question that was not asked here, follows its heading. */
function isLed({ kind, text, heading, place, lexicon }: Unit, before: Unit | undefined) {
  if (kind !== "sentence" || !heading || before?.heading === heading) return false;
  return (isReply(text, lexicon) && heading.endsWith("?")) || (isDangling(text, lexicon) && place === 0);
}

/** A row is named by its first cell. */
function rowToMarkdown(row: string) {
  const [first = "", ...rest] = row.split("; ");
  return `**${first.replace(/^[^:]*: /, "")}**: ${rest.join(" · ")}`;
}

/** One of several in a list has its mark; an item alone is a sentence. */
function unitToMarkdown(unit: Unit, isListed: boolean) {
  const { kind, step } = unit;
  if (kind === "code") return unit.text;
  const text = unit.cells === undefined ? nameText(unit) : rowToMarkdown(unit.text);
  if (kind === "sentence" || !isListed) return text;
  return step === undefined ? `- ${text}` : `${step}. ${text}`;
}

/** A few words from a list or a tile say nothing without their heading. */
function nameText({ text, label, heading, underHeading, lexicon: { contentWords } }: Unit) {
  if (underHeading) return `**${heading}**: ${text}`;
  if (label !== undefined) return text.replace(`${label}: `, `**${label}**: `);
  const said = contentWords(text);
  const isFragment = !text.includes(": ") && !/[.!?:]["”’)]?$/.test(text) && text.split(" ").length < 10;
  const lacksHeading = heading && ![...contentWords(heading)].some((word) => said.has(word));
  return isFragment && lacksHeading && !heading.endsWith("?") ? `${heading}: ${text}` : text;
}

function gapBetween(one: Unit, other: Unit) {
  if (one.passage !== other.passage) return "\n\n";
  if (isSameList(one, other)) return "\n";
  return one.kind === "sentence" && other.kind === "sentence" && one.heading === other.heading ? " " : "\n\n";
}

const isSameList = (one: Unit, other: Unit) =>
  one !== other &&
  one.kind === "item" &&
  other.kind === "item" &&
  one.passage === other.passage &&
  one.block === other.block;

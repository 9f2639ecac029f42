// Tables that are not made of table elements: those that say so to a screen reader, and the grids of Javadoc.

const ROLES: Record<string, string> = {
  ...{ table: "table", grid: "table", treegrid: "table", row: "tr" },
  ...{ columnheader: "th", rowheader: "th", cell: "td", gridcell: "td" },
};
const GRID = /(^|\s)summary-table(\s|$)/;
const GRID_CELL = /(^|\s)col-[a-z-]+(\s|$)/;
const LAST_CELL = /(^|\s)col-last(\s|$)/;

/** The name of the element that it stands for, which is most often its own. */
export function tagOf(element: Element, parent: string | undefined): string {
  const { tagName } = element;
  if (tagName !== "div" && tagName !== "span") return tagName;
  const role = ROLES[element.getAttribute("role") ?? ""];
  if (role || tagName === "span") return role ?? tagName;
  const names = element.getAttribute("class") ?? "";
  if (GRID.test(names)) return "table";
  if (parent === "table" && GRID_CELL.test(names)) return /(^|\s)table-header(\s|$)/.test(names) ? "th" : "td";
  return tagName;
}

/** Javadoc, since JDK 16, has no element around the cells of a row. */
export const endsGridRow = (element: Element): boolean =>
  element.tagName === "div" && LAST_CELL.test(element.getAttribute("class") ?? "");

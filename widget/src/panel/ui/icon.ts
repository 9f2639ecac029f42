// Icons of one system: 20 px, one stroke.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  menu: "M4 10h0m6 0h0m6 0h0",
  close: "m5.5 5.5 9 9m0-9-9 9",
  send: "M10 16V4L5 9m5-5 5 5",
  stop: "M6 6h8v8H6z",
  down: "M10 4v12l5-5m-5 5-5-5",
  copy: "M8 8h8v8H8zM5 12H4V4h8v1",
  done: "m4 10 4 4 8-8",
  good: "M7 9v7H4V9h3l3-6q2 0 2 2v3h4l-1 8H7",
  bad: "M13 11V4h3v7h-3l-3 6q-2 0-2-2v-3H4l1-8h8",
};
export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

// Icons of one system: 20 px, one stroke. Each element is a DOM call, so a strict policy has no objection.
import { h } from "preact";

const PATHS = {
  Menu: "M4 10h0m6 0h0m6 0h0",
  Close: "m5.5 5.5 9 9m0-9-9 9",
  Send: "M10 16V4L5 9m5-5 5 5",
  Stop: "M6 6h8v8H6z",
  Copy: "M8 8h8v8H8zM5 12H4V4h8v1",
  Thumb: "M7 9v7H4V9h3l3-6q2 0 2 2v3h4l-1 8H7",
};
export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg viewBox="0 0 20 20" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);

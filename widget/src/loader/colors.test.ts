import { expect, onTestFinished, test } from "vitest";
import { readOptions } from "../options.ts";
import { createHost, paint } from "./host.ts";

const SURFACES = { light: [255, 255, 255], dark: [23, 23, 27] } as const;
type Rgb = readonly number[];

/** What is really on screen, in sRGB bytes: the browser paints it. */
function painted(frame: HTMLElement, shade: string): Rgb {
  const probe = document.createElement("span");
  probe.style.color = `var(${shade})`;
  frame.append(probe);
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("no canvas");
  context.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

/** WCAG 2.2, relative luminance. */
function luminance(color: Rgb) {
  const [red = 0, green = 0, blue = 0] = color.map((byte) =>
    byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb) {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function shadesOf(color: string, theme: string, siteColor = "") {
  const options = readOptions({ site: "demo", color, theme }, {}, () => {});
  const host = createHost(options, () => {});
  onTestFinished(host.end);
  paint(host.frame, options, siteColor);
  return { accent: painted(host.frame, "--accent"), onAccent: painted(host.frame, "--on-accent") };
}

const COLORS = [
  ...["#a3195b", "#ffff00", "#00ff00", "#0000ff", "#ff0000", "#ffffff", "#000000", "#777777", "#f97316", "#22d3ee"],
  ...[
    "hotpink",
    "rgb(1 2 3)",
    "oklch(70% 0.3 150)",
    "color(display-p3 1 0 0)",
    "lab(90% -50 80)",
    "hsl(200 50% 50% / 0.3)",
  ],
];
const CASES = COLORS.flatMap((color) => (["light", "dark"] as const).map((theme) => [color, theme] as const));

test.each(CASES)("%s can be seen on the %s surface, and words can be read on it", (color, theme) => {
  const { accent, onAccent } = shadesOf(color, theme);
  expect(contrast(accent, SURFACES[theme])).toBeGreaterThanOrEqual(3);
  expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
  expect([0, 765]).toContain(onAccent.reduce((sum, byte) => sum + byte));
});

test("a colour that can be seen already stays what it is", () => {
  expect(shadesOf("#a3195b", "light").accent).toEqual([0xa3, 0x19, 0x5b]);
  expect(shadesOf("#22d3ee", "dark").accent).toEqual([0x22, 0xd3, 0xee]);
});

test("the tag's colour wins over the site's, and what is no colour counts as none", () => {
  expect(shadesOf("#a3195b", "light", "#0000ff").accent).toEqual([0xa3, 0x19, 0x5b]);
  expect(shadesOf("", "light", "#0000ff").accent).toEqual([0, 0, 255]);
  expect(shadesOf("", "light", "}body{display:none").accent).toEqual(shadesOf("", "light").accent);
});

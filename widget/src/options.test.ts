import { expect, test } from "vitest";
import { isOptionName, nearestName, OPTIONS, type Options, readOptions } from "./options.ts";

function read(given: Record<string, string | undefined>, had: Partial<Options> = {}) {
  const problems: string[] = [];
  return { options: readOptions(given, had, (problem) => problems.push(problem)), problems };
}

test("what is not said has its default", () => {
  const { options, problems } = read({ site: "demo" });
  expect(options).toEqual({
    site: "demo",
    api: "",
    position: "bottom-right",
    color: "",
    theme: "auto",
    title: "",
    greeting: "",
    target: "",
    push: "",
  });
  expect(problems).toEqual([]);
});

test.each([
  ["site", "demo-2"],
  ["api", "https://chat.example.com"],
  ["api", "http://localhost:8787/base"],
  ["position", "top-start"],
  ["color", "oklch(60% 0.2 250)"],
  ["color", "rebeccapurple"],
  ["theme", "dark"],
  ["title", "Ask us"],
  ["target", "#ask"],
  ["push", "/foyer-push.js"],
] as const)("data-%s takes %s", (name, value) => {
  const { options, problems } = read({ [name]: value });
  expect(options[name]).toBe(value);
  expect(problems).toEqual([]);
});

test.each([
  ["site", "Demo Site"],
  ["api", "javascript:alert(1)"],
  ["position", "left"],
  ["color", "reddish"],
  ["theme", "black"],
  ["push", "//cdn.example/push.js"],
  ["push", "https://shop.example/push.js"],
] as const)("data-%s does not take %s: it is told, and the default stands", (name, value) => {
  const { options, problems } = read({ [name]: value });
  expect(options[name]).toBe(OPTIONS[name].default);
  expect(problems).toEqual([`"${value}" is no ${name}`]);
});

test("a change keeps the rest; an empty value is the default again", () => {
  const had = read({ site: "demo", title: "Ask", color: "red" }).options;
  expect(read({ title: "", theme: "dark" }, had).options).toEqual({ ...had, title: "", theme: "dark" });
  expect(read({ color: "reddish" }, had).options.color).toBe("red");
});

test.each([
  ["colour", "color"],
  ["positon", "position"],
  ["greting", "greeting"],
  ["siteId", "site"],
  ["apiUrl", "api"],
  ["titel", "title"],
])("%s is most like %s", (unknown, name) => {
  expect(nearestName(unknown)).toBe(name);
  expect(isOptionName(unknown)).toBe(false);
});

test("every option says what it takes and what it does", () => {
  for (const { values, doc } of Object.values(OPTIONS)) expect(values && doc).not.toBe("");
});

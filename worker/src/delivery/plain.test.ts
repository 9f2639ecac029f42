import { expect, test } from "vitest";
import { toPlain } from "./plain.ts";

test.each([
  ["It costs **£149**, and *ships* today.", "It costs £149, and ships today."],
  ["See [our prices](https://a.example/p) now.", "See our prices (https://a.example/p) now."],
  ["[https://a.example](https://a.example)", "https://a.example"],
  ["## Opening hours\n- Monday\n- Friday", "Opening hours\n- Monday\n- Friday"],
  ["Set `tide_port` to 2 * 3 and 4 * 5.", "Set tide_port to 2 * 3 and 4 * 5."],
  ["snake_case_names and 5*4*3 stay", "snake_case_names and 5*4*3 stay"],
  ["* * *", "* * *"],
])("%j reads %j", (markdown, plain) => {
  expect(toPlain(markdown)).toBe(plain);
});

test.each(["[".repeat(4000), "*".repeat(4000), "[a](".repeat(1000), "_a".repeat(2000)])("%j ends", (text) => {
  expect(toPlain(text).length).toBeGreaterThan(0);
});

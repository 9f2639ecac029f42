import { MAX_TITLE, MAX_URL } from "protocol";
import { expect, onTestFinished, test, vi } from "vitest";
import { messageId, pageOf, toSay } from "./said.ts";

test("[F5] an id is a UUID of version 4, and never the same", () => {
  const ids = Array.from({ length: 1000 }, messageId);
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(true);
});

const far = `https://a.example/${"x".repeat(100)}`;
test.each([
  ["as it is", { url: "https://a.example/?q#h", title: "T" }, { url: "https://a.example/?q#h", title: "T" }],
  ["a long title cut", { url: far, title: "t".repeat(400) }, { url: far, title: "t".repeat(MAX_TITLE) }],
  ["a long query dropped", { url: `${far}?${"q".repeat(MAX_URL)}`, title: "" }, { url: far, title: "" }],
  ["nothing of a file", { url: "file:///home/x.html", title: "T" }, undefined],
  ["nothing of a document without address", { url: "about:srcdoc", title: "T" }, undefined],
])("[F5] tells of a page: %s", (_, page, told) => {
  expect(pageOf(page).page).toEqual(told);
});

test("[F5] a browser whose language is no tag says neither it nor a zone", () => {
  const language = vi.spyOn(navigator, "language", "get").mockReturnValue("C.UTF-8@posix");
  onTestFinished(() => language.mockRestore());
  expect(toSay({ id: "a", text: "b", at: 0 })).toEqual({ type: "say", id: "a", text: "b" });
});

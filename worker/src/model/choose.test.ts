import { expect, inject, test } from "vitest";
import { chooseModel } from "./choose.ts";
import { DEFAULT_MODEL } from "./default-model.ts";
import { collect, requestFor, type Seen } from "./test-upstream.ts";

test("without a key and a base URL there is no model", () => {
  expect(chooseModel({})).toBeUndefined();
  expect(chooseModel({ OPENAI_API_KEY: "", OPENAI_BASE_URL: "", MODEL: "some" })).toBeUndefined();
});

test("a key alone is enough", () => {
  expect(chooseModel({ OPENAI_API_KEY: "key" })).toBeTypeOf("function");
});

test.each([
  ["the default", {}, {}, DEFAULT_MODEL],
  ["MODEL", { MODEL: "choose-by-env" }, {}, "choose-by-env"],
  ["the site's", { MODEL: "choose-by-env" }, { name: "choose-by-site", temperature: 0.3 }, "choose-by-site"],
])("%s answers at the base URL, without a key", async (_, env, site, name) => {
  const baseURL = inject("fakeModel");
  const model = chooseModel({ OPENAI_BASE_URL: baseURL, ...env }, site);
  expect(model && (await collect(model(requestFor("[[say:Yes.]]")))).text).toBe("Yes.");
  const seen: Seen[] = await (await fetch(`${baseURL}/journal?model=${name}`)).json();
  expect(seen.at(-1)?.body.temperature).toBe("temperature" in site ? site.temperature : undefined);
});

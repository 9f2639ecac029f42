// The built-in answerer: answers in the words of the site's own pages, without a model.
import { toSource } from "./citable.ts";
import type { Model } from "./model.ts";

export const retrieval: Model = async function* ({ passages }) {
  const best = passages[0];
  if (!best) yield { type: "text", text: "I did not find that on our pages." };
  else {
    yield { type: "text", text: best.text };
    yield { type: "sources", sources: [toSource(best)] };
  }
};

// What the test set-up outside workerd hands to the tests inside.
import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    fakeModel: string; // base URL, ends in /v1
  }
}

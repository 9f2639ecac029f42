// What the test set-up outside workerd hands to the tests inside.
import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    demoSite: string; // its origin
    testSites: string; // who starts sites that answer as a test tells them
    fakeModel: string; // base URL, ends in /v1
  }
}

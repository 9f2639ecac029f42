// What a test stands on: a Foyer for each Playwright worker, on a demo site with a strict policy, and a page whose
// every console error fails the test.
import { test as base, type Page } from "@playwright/test";
import { type HostPage, serveHostPage } from "./host-page.ts";
import { type Local, openLocal, type Settings } from "./local.ts";

/** The strictest host page that a script tag has to work on. */
const strictPolicy = (foyer: string) =>
  [
    "default-src 'none'",
    `script-src ${foyer}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${foyer.replace("http", "ws")}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

interface Fixtures {
  problems: string[]; // console errors, refused loads and exceptions of every page of the test; none are allowed
  expectedProblems: RegExp | null; // but these
  hostPage: HostPage;
  settings: Settings; // of the site, while this test runs
}
interface WorkerFixtures {
  answers: "model" | "pages";
  stack: Local;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  answers: ["model", { option: true, scope: "worker" }],
  stack: [
    async ({ answers }, use) => {
      const local = await openLocal({
        answers,
        headers: (foyer) => ({ "Content-Security-Policy": strictPolicy(foyer) }),
      });
      await use(local);
      await local.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  expectedProblems: [null, { option: true }],
  settings: [{}, { option: true }],
  async baseURL({ stack, settings }, use) {
    const isOwn = Object.keys(settings).length > 0;
    if (isOwn) await stack.put(settings);
    await use(stack.site);
    if (isOwn) await stack.put();
  },
  async hostPage({}, use) {
    const served = await serveHostPage();
    await use(served);
    served.close();
  },
  problems: [
    async ({ context, expectedProblems }, use) => {
      const problems: string[] = [];
      const watch = (page: Page) => {
        page.on("console", (message) => {
          if (["error", "warning"].includes(message.type())) problems.push(message.text());
        });
        page.on("pageerror", (error) => problems.push(String(error)));
      };
      context.pages().forEach(watch);
      context.on("page", watch);
      await use(problems);
      expect(problems.filter((problem) => !expectedProblems?.test(problem))).toEqual([]);
    },
    { auto: true },
  ],
});

export const { expect } = test;

/** How many requests the model got whose last message holds these words. */
export const timesAsked = ({ model }: Local, question: string) =>
  model?.journal.filter(({ body }) => body.messages.at(-1)?.content?.includes(question)).length;

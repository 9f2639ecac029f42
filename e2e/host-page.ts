// A host page of the test's own, on any origin: answered by the browser's router, so that no server has to listen there.
import type { Page } from "@playwright/test";

export async function hostPage(page: Page, url: string, { src, ...data }: { src: string } & Record<string, string>) {
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${value}"`);
  const body = `<!doctype html><html lang="en"><title>A host page</title><link rel="icon" href="data:,">
    <main><h1>A host page</h1></main><script async src="${src}"${attributes.join("")}></script></html>`;
  await page.route(url, (route) => route.fulfill({ contentType: "text/html", body }));
  return url;
}

import type { Browser, Page } from "playwright-core";
import { serve } from "../../src/explore/server.ts";
import { readBundle } from "../../src/report/bundle.ts";
import type { Look } from "../report/browser.ts";

/** A server of folders, as the command starts it. */
export async function explorer(given: readonly string[], errors: unknown[]): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const { port, close } = await serve({ given, port: 0, bundle: readBundle("explore"), quoted: (name) => name, onError: (error) => errors.push(error) });
  return { origin: `http://127.0.0.1:${port}`, close };
}

/** Open an address; complaints are errors, warnings, and requests that go elsewhere or fail. Close the page after use. */
export async function visit(browser: Browser, url: string, { colours, width }: Look): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: colours, reducedMotion: "reduce" });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${new URL(url).origin}/`) && !request.url().startsWith("data:")) complaints.push(`request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url, { waitUntil: "load" });
  return { page, complaints };
}

/** Cells of the table of answers, row by row, once there are some. */
export async function answersIn(page: Page): Promise<string[][]> {
  await page.waitForSelector("#answers tbody tr");
  return page.evaluate('[...document.querySelectorAll("#answers tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent))');
}

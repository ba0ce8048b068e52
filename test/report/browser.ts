import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { DARK, LIGHT } from "../../src/page/theme.ts";

/** Where a Chromium is; tests that need one are skipped where there is none. */
export const chromiumPath = process.env.YENWIND_CHROMIUM ?? "/usr/bin/chromium";
export const hasChromium = existsSync(chromiumPath);

export function launch(): Promise<Browser> {
  const quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: chromiumPath, args: quiet });
}

export interface Opened {
  readonly page: Page;
  /** Errors of the console and of the page, and requests other than the one for the file itself. */
  readonly complaints: string[];
}

export interface Look {
  readonly colours: "light" | "dark";
  readonly width: number;
}

/** Open a file as a reader would. Close the page after use. */
export async function open(browser: Browser, file: string, { colours, width }: Look): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: colours, reducedMotion: "reduce" });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const url = `file://${file}`;
  page.on("request", (request) => {
    if (request.url() !== url) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(url, { waitUntil: "load" });
  return { page, complaints };
}

/** What axes, grids and grounds are drawn in; marks are whatever else is. */
const NO_MARK = [LIGHT, DARK].flatMap(({ ground, soft, faint, ink }) => [ground, soft, faint, ink]);

/** Per figure its id, how many marks its chart has, and its name for who cannot see it. */
export function marks(page: Page): Promise<[id: string, marks: number, label: string][]> {
  return page.evaluate(`[...document.querySelectorAll("figure")].map((figure) => [
    figure.id,
    [...figure.querySelectorAll(".chart svg > g path")].filter((path) => ["fill", "stroke"].some((name) => !${JSON.stringify([null, "none", "transparent", ...NO_MARK])}.includes(path.getAttribute(name)))).length,
    figure.querySelector(".chart").getAttribute("aria-label") ?? "",
  ])`);
}

/** Pixels by which the page is wider than its window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - innerWidth");
}

/** Colours of the texts in charts. */
export function inks(page: Page): Promise<string[]> {
  return page.evaluate(`[...new Set([...document.querySelectorAll(".chart svg text")].map((text) => text.getAttribute("fill")))]`);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serious and critical findings of axe: rule and the first element. */
export async function violations(page: Page): Promise<string[]> {
  // The page's own policy forbids scripts to be added; a debugger may evaluate one all the same.
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>("axe.run()");
  return found.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

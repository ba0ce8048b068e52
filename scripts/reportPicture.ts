import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { readManifest } from "../src/arrow/manifest.ts";
import { writeAtomically } from "../src/arrow/atomicFile.ts";
import { readBundle } from "../src/report/bundle.ts";
import { reportOf } from "../src/report/reportOf.ts";

// npm run report-picture -- <run folder>: docs/report.png, the beginning of the report of a run, as Chromium shows it.
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("which run folder? npm run report-picture -- results/baseline-<hash>");
const file = resolve(folder, "report.html");
writeAtomically(file, [Buffer.from(reportOf(folder, folder, readManifest(folder), readBundle()))]);
const browser = await chromium.launch({ executablePath: process.env.YENWIND_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, colorScheme: "light" });
  await page.goto(pathToFileURL(file).href);
  const end = await page.locator("#tail .scope").boundingBox();
  await page.screenshot({ path: "docs/report.png", fullPage: true, clip: { x: 0, y: 0, width: 1180, height: Math.ceil(end!.y + end!.height) + 16 } });
} finally {
  await browser.close();
}
process.stdout.write("docs/report.png\n");

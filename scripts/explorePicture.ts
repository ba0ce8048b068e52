import { chromium } from "playwright-core";
import { address, serve } from "../src/explore/server.ts";
import { exploredFolders } from "../src/explore/folders.ts";
import { readBundle } from "../src/report/bundle.ts";

// npm run explore-picture -- <run folder> <another>: docs/explore.png, the filters of `yenwind explore`, as Chromium shows them.
const [first, second] = process.argv.slice(2);
if (second === undefined) throw new Error("which run folders? npm run explore-picture -- results/<run> results/<another>");
const server = await serve({ given: [first, second], port: 0, bundle: readBundle("explore"), quoted: (folder) => folder, onError: (error) => { throw error; } });
const browser = await chromium.launch({ executablePath: process.env.YENWIND_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const [own, other] = exploredFolders([first, second]);
  const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, colorScheme: "light" });
  await page.goto(`http://127.0.0.1:${server.port}${address(own)}#asset=fx&cause=all&level=99&threshold=150&with=${encodeURIComponent(other.id)}`);
  await page.waitForSelector("#answers tbody tr");
  const from = await page.locator("#sales").boundingBox();
  const end = await page.locator("#tail figcaption").boundingBox();
  await page.screenshot({ path: "docs/explore.png", fullPage: true, clip: { x: 0, y: from!.y, width: 1180, height: Math.ceil(end!.y + end!.height - from!.y) + 16 } });
} finally {
  await browser.close();
  await server.close();
}
process.stdout.write("docs/explore.png\n");

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DARK } from "../../src/page/theme.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { simulateTiny } from "../run/tinyRun.ts";
import { hasChromium, inks, launch, open } from "./browser.ts";
import { describePage, LOOKS, report, WIDE } from "./everyPage.ts";

const out = scratchFolder();
const HOSTILE = '</script><img src="http://example.invalid/x" onerror="alert(1)">';
const EVENTS = `events=[{"day":1,"round":1,"news":{"fx":-0.1,"tech":-0.1,"equity":-0.1}},{"day":2,"round":1,"intervention":{"usd_bn":20}}]`;

describe.skipIf(!hasChromium)("in a browser (Chromium, YENWIND_CHROMIUM)", () => {
  let browser: Browser;
  let file: string;

  beforeAll(async () => {
    browser = await launch();
    file = report(await simulateTiny(join(out, "runs"), [EVENTS, `description=${JSON.stringify(HOSTILE)}`]));
  });

  afterAll(() => browser?.close());

  describePage("a run", () => browser, () => file, LOOKS);

  test("by keyboard alone another series is chosen, and figures, numbers and worst paths follow", async () => {
    const { page } = await open(browser, file, WIDE);
    try {
      const title = () => page.textContent("#histogram-title");
      const before = await title();
      await page.focus("#sales-figures select");
      await page.keyboard.press("ArrowUp");
      expect(await title()).not.toBe(before);
      await page.focus("#histogram summary");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#histogram table tbody tr");
      expect(await page.textContent("#sales-figures code")).toContain("yenwind explain");
    } finally {
      await page.close();
    }
  });

  test("pointing at a bar shows its numbers", async () => {
    const { page } = await open(browser, file, WIDE);
    try {
      await page.hover("#by-cause .chart");
      expect(await page.waitForSelector("#by-cause .tip table").then((tip) => tip.textContent())).toMatch(/sum/);
    } finally {
      await page.close();
    }
  });

  test("the button changes the colours of page and charts, and is told what it does", async () => {
    const { page } = await open(browser, file, WIDE);
    try {
      const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
      const before = await ground();
      await page.click("#theme");
      expect(await ground()).not.toBe(before);
      expect(await page.textContent("#theme")).toBe("Light colours");
      expect(await inks(page)).toContain(DARK.soft);
    } finally {
      await page.close();
    }
  });

  test("a text of the user's is shown as text, and a page that was given another script does not run it", async () => {
    const { page, complaints } = await open(browser, file, WIDE);
    expect(await page.textContent(".lead")).toBe(HOSTILE);
    expect(complaints).toEqual([]);
    await page.close();
    const forged = join(out, "forged.html");
    writeFileSync(forged, readFileSync(file, "utf8").replace("</main>", "<script>document.title = 'forged'</script></main>"));
    const { page: second } = await open(browser, forged, WIDE);
    expect(await second.title()).not.toBe("forged");
    await second.close();
  });
});

import { cpSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { DARK, LIGHT } from "../../src/page/theme.ts";
import { readBundle } from "../../src/report/bundle.ts";
import { reportOf } from "../../src/report/reportOf.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { simulateTiny as simulateRun } from "../run/tinyRun.ts";
import { GRID, planOf, simulateTiny as simulateSweep } from "../sweep/tinySweep.ts";
import { hasChromium, inks, launch, type Look, marks, open, overhang, violations } from "./browser.ts";

const out = scratchFolder();
const HOSTILE = '</script><img src="http://example.invalid/x" onerror="alert(1)">';
const EVENTS = `events=[{"day":1,"round":1,"news":{"fx":-0.1,"tech":-0.1,"equity":-0.1}},{"day":2,"round":1,"intervention":{"usd_bn":20}}]`;
const SALTELLI = `
base: tiny.yaml
design: { saltelli: { base: 4 } }
parameters:
  depth: { path: markets.fx.depth, uniform: { low: 500, high: 4000 } }
  loans: { path: agents.hedge_fund.yen_loans, uniform: { low: 50, high: 300 } }
metrics: [usdjpy.end, all.us_equity.forced.worst3d]
statistics: [mean, q95]
`;

/** The report of a folder, in a file. */
function report(folder: string): string {
  const file = `${folder}.html`;
  writeFileSync(file, reportOf(folder, folder, readManifest(folder), readBundle()));
  return file;
}

const WIDE: Look = { colours: "light", width: 1280 };
const LOOKS: readonly Look[] = [WIDE, { colours: "dark", width: 1280 }, { colours: "light", width: 390 }, { colours: "dark", width: 390 }];
/** Of each page the looks that differ the most. */
const PAGES = [["run", LOOKS], ["grid", LOOKS.slice(1, 3)], ["sampled", LOOKS.slice(1, 3)]] as const;

describe.skipIf(!hasChromium)("in a browser (Chromium, YENWIND_CHROMIUM)", () => {
  let browser: Browser;
  const files: Record<string, string> = {};

  beforeAll(async () => {
    browser = await launch();
    files.run = report(await simulateRun(join(out, "runs"), [EVENTS, `description=${JSON.stringify(HOSTILE)}`]));
    await simulateSweep(planOf(out, `${GRID}reference: { spread: 0, depth: 4000 }\n`), join(out, "grid"));
    files.grid = report(join(out, "grid"));
    await simulateSweep(planOf(out, SALTELLI), join(out, "sampled"));
    files.sampled = report(join(out, "sampled"));
  });

  afterAll(() => browser?.close());

  describe.each(PAGES)("the page of %s", (name, looks) => {
    test("is smaller than 3 MB", () => {
      expect(statSync(files[name]).size).toBeLessThan(3e6);
    });

    test.each(looks)("$colours, $width px: nothing is complained of, loaded or wider than the window; every figure has marks; no serious barrier", async (look) => {
      const { page, complaints } = await open(browser, files[name], look);
      try {
        const figures = await marks(page);
        expect(figures.length).toBeGreaterThan(2);
        expect(figures.filter(([, count, label]) => count === 0 || label === "")).toEqual([]);
        expect(await overhang(page)).toBeLessThanOrEqual(0);
        expect(await violations(page)).toEqual([]);
        expect(complaints).toEqual([]);
      } finally {
        await page.close();
      }
    });

    test("on paper charts are light, and none is wider than the page or gone afterwards", async () => {
      const { page } = await open(browser, files[name], { colours: "dark", width: 1280 });
      try {
        // Listeners are called in the order in which they were added: this one after the page's own.
        await page.evaluate(`addEventListener("beforeprint", () => {
          printed = {
            inks: [...document.querySelectorAll(".chart svg text")].map((text) => text.getAttribute("fill")),
            widest: Math.max(...[...document.querySelectorAll(".chart svg")].map((each) => each.getBoundingClientRect().width)),
          };
        })`);
        expect(await inks(page)).toContain(DARK.soft);
        const paper = await page.pdf({ format: "A4" });
        expect(paper.subarray(0, 5).toString()).toBe("%PDF-");
        const printed = await page.evaluate<{ inks: string[]; widest: number }>("printed");
        expect(printed.inks).toContain(LIGHT.soft);
        expect(printed.inks).not.toContain(DARK.soft);
        expect(printed.widest).toBeLessThanOrEqual(680);
        expect(await inks(page)).toContain(DARK.soft);
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize({ width: 680, height: 900 });
        expect(await page.evaluate(`[...document.querySelectorAll("table")].filter((table) => table.checkVisibility() && table.getBoundingClientRect().right > 680).map((table) => table.parentElement.ariaLabel)`)).toEqual([]);
        expect((await marks(page)).filter(([, count]) => count === 0)).toEqual([]);
      } finally {
        await page.close();
      }
    });
  });

  test("by keyboard alone another series is chosen, and figures, numbers and worst paths follow", async () => {
    const { page } = await open(browser, files.run, WIDE);
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
    const { page } = await open(browser, files.run, WIDE);
    try {
      await page.hover("#by-cause .chart");
      expect(await page.waitForSelector("#by-cause .tip table").then((tip) => tip.textContent())).toMatch(/sum/);
    } finally {
      await page.close();
    }
  });

  test("the button changes the colours of page and charts, and is told what it does", async () => {
    const { page } = await open(browser, files.run, WIDE);
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
    const { page, complaints } = await open(browser, files.run, WIDE);
    expect(await page.textContent(".lead")).toBe(HOSTILE);
    expect(complaints).toEqual([]);
    await page.close();
    const forged = join(out, "forged.html");
    cpSync(files.run, forged);
    writeFileSync(forged, readFileSync(forged, "utf8").replace("</main>", "<script>document.title = 'forged'</script></main>"));
    const { page: second } = await open(browser, forged, WIDE);
    expect(await second.title()).not.toBe("forged");
    await second.close();
  });
});

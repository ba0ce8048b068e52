import { statSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { readManifest } from "../../src/arrow/manifest.ts";
import { DARK, LIGHT } from "../../src/page/theme.ts";
import { readBundle } from "../../src/report/bundle.ts";
import { reportOf } from "../../src/report/reportOf.ts";
import { inks, type Look, marks, open, overhang, violations } from "./browser.ts";

export const WIDE: Look = { colours: "light", width: 1280 };
export const LOOKS: readonly Look[] = [WIDE, { colours: "dark", width: 1280 }, { colours: "light", width: 390 }, { colours: "dark", width: 390 }];

/** Pixels between the margins of a sheet of A4. */
const PAPER = 680;

/** The report of a folder, in a file beside it. */
export function report(folder: string): string {
  const file = `${folder}.html`;
  writeFileSync(file, reportOf(folder, folder, readManifest(folder), readBundle()));
  return file;
}

/** What holds for the page of any folder. */
export function describePage(name: string, browser: () => Browser, file: () => string, looks: readonly Look[]): void {
  describe(`the page of ${name}`, () => {
    test("is smaller than 3 MB", () => {
      expect(statSync(file()).size).toBeLessThan(3e6);
    });

    test.each(looks)("$colours, $width px: nothing is complained of, loaded or wider than the window; every figure has marks; no serious barrier", async (look) => {
      const { page, complaints } = await open(browser(), file(), look);
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
      const { page } = await open(browser(), file(), { colours: "dark", width: 1280 });
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
        expect(printed.widest).toBeLessThanOrEqual(PAPER);
        expect(await inks(page)).toContain(DARK.soft);
        expect((await marks(page)).filter(([, count]) => count === 0)).toEqual([]);
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize({ width: PAPER, height: 900 });
        expect(await page.evaluate(`[...document.querySelectorAll("table")].filter((table) => table.checkVisibility() && table.getBoundingClientRect().right > ${PAPER}).map((table) => table.parentElement.ariaLabel)`)).toEqual([]);
      } finally {
        await page.close();
      }
    });
  });
}

import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { exact, interval, percent } from "../../src/page/show.ts";
import type { Estimate } from "../../src/statistics/estimate.ts";
import { expectedShortfall } from "../../src/statistics/expectedShortfall.ts";
import { wilson } from "../../src/statistics/probability.ts";
import { quantileInterval } from "../../src/statistics/quantile.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { hasChromium, launch } from "../report/browser.ts";
import { WIDE } from "../report/everyPage.ts";
import { simulateTiny } from "../run/tinyRun.ts";
import { answersIn, explorer, visit } from "./explorer.ts";

const out = scratchFolder();
const MOVES = `events=[{"day":1,"round":1,"news":{"fx":-0.1,"tech":-0.1,"equity":-0.1}}]`;

const shown = ({ value, ciLow, ciHigh }: Estimate, show = exact) => {
  const known = (x: number) => (Number.isFinite(x) ? x : null);
  return interval(known(value), known(ciLow), known(ciHigh), show);
};

/** What the page must say of a column, worked out from the file. */
function expected(folder: string, column: string, level: number, threshold: number): string[] {
  const values = readColumn(join(folder, "paths.arrow"), column);
  const sorted = values.slice().sort();
  const hits = values.filter((x) => x > threshold).length;
  return [shown(quantileInterval(sorted, level)), shown(expectedShortfall(sorted, level)), `${shown(wilson(hits, values.length), percent)}: ${hits} of ${values.length} paths`];
}

describe.skipIf(!hasChromium)("in a browser (Chromium, YENWIND_CHROMIUM)", () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof explorer>>;
  let [first, second] = ["", ""];
  const errors: unknown[] = [];
  const address = (folder: string, fragment = "") => `${server.origin}/runs/${folder.split("/").at(-1)}/${fragment}`;

  beforeAll(async () => {
    browser = await launch();
    const results = join(out, "results");
    first = await simulateTiny(results, [MOVES, "run.paths=60"]);
    second = await simulateTiny(results, [MOVES, "run.paths=40", "name=other", "run.seed=other"]);
    server = await explorer([results], errors);
  });

  afterAll(async () => {
    expect(errors).toEqual([]);
    await browser?.close();
    await server?.close();
  });

  test("what is in the address is what the files hold: quantile, shortfall and probability, each with its interval", async () => {
    const { page } = await visit(browser, address(first, "#kind=hedge_fund&asset=fx&cause=all&window=worst3d&level=87.5&threshold=0.25"), WIDE);
    try {
      const rows = await answersIn(page);
      expect(rows.slice(0, 3).map(([, answer]) => answer)).toEqual(expected(first, "hedge_fund.fx.all.worst3d", 0.875, 0.25));
      expect(rows[0][0]).toBe("87.5 % quantile (VaR)");
    } finally {
      await page.close();
    }
  });

  test("by keyboard alone: another kind, level and threshold change title, figures, numbers and address, which shows the same elsewhere", async () => {
    const { page, complaints } = await visit(browser, address(first, "#asset=fx&cause=all&threshold=0"), WIDE);
    try {
      const before = await answersIn(page);
      const bars = await page.innerHTML("#histogram .chart svg");
      await page.focus('#sales-figures select >> nth=0');
      await page.keyboard.press("Home");
      await expect.poll(() => answersIn(page)).not.toEqual(before);
      expect(await page.textContent("#histogram-title")).not.toContain("all kinds");
      const { kind, asset, cause } = Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1))) as Record<string, string>;
      const column = `${kind}.${asset}.${cause}.horizon`;
      expect((await answersIn(page)).slice(0, 3).map(([, answer]) => answer)).toEqual(expected(first, column, 0.99, 0));
      expect(await page.innerHTML("#histogram .chart svg")).not.toBe(bars);
      const tail = await page.innerHTML("#tail .chart");
      await page.focus('[aria-label="Quantile, %, slider"]');
      for (let press = 0; press < 30; press++) await page.keyboard.press("ArrowLeft");
      await page.fill('[aria-label="Threshold, USD bn"]', "-0.125");
      const chosen = new URLSearchParams(new URL(page.url()).hash.slice(1));
      const level = Number(chosen.get("level")) / 100;
      expect({ below: level < 0.99 && level > 0.9, threshold: chosen.get("threshold") }).toEqual({ below: true, threshold: "-0.125" });
      const rows = await answersIn(page);
      expect(rows.slice(0, 3).map(([, answer]) => answer)).toEqual(expected(first, column, Number(level.toFixed(8)), -0.125));
      expect(await page.innerHTML("#tail .chart")).not.toBe(tail);
      const elsewhere = await visit(browser, page.url(), WIDE);
      expect(await answersIn(elsewhere.page)).toEqual(rows);
      await elsewhere.page.close();
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
    }
  });

  test("another run side by side, and the choice goes along to its own page", async () => {
    const other = second.split("/").at(-1)!;
    const { page } = await visit(browser, address(first, "#asset=fx&cause=all&level=90&threshold=0.1"), WIDE);
    try {
      await answersIn(page);
      await page.selectOption("#sales-figures select >> nth=4", other);
      await expect.poll(async () => (await answersIn(page))[0].length).toBe(3);
      const both = (await answersIn(page)).slice(0, 3);
      expect(both.map(([, own]) => own)).toEqual(expected(first, "all.fx.all.horizon", 0.9, 0.1));
      expect(both.map(([, , theirs]) => theirs)).toEqual(expected(second, "all.fx.all.horizon", 0.9, 0.1));
      await page.selectOption(".top select", other);
      await page.waitForURL(`**/runs/${other}/#*`);
      expect((await answersIn(page)).slice(0, 3).map(([, own]) => own)).toEqual(expected(second, "all.fx.all.horizon", 0.9, 0.1));
    } finally {
      await page.close();
    }
  });

  test("what a number field must not hold is marked and changes nothing; a link within the page leaves the filters", async () => {
    const { page } = await visit(browser, address(first, "#asset=fx&cause=all&level=95"), WIDE);
    try {
      const before = await answersIn(page);
      await page.fill('[aria-label="Quantile, %"]', "100");
      expect(await page.getAttribute('[aria-label="Quantile, %"]', "aria-invalid")).toBe("true");
      expect(await answersIn(page)).toEqual(before);
      await page.selectOption("#fan-1 select", "tech");
      await page.click('nav a[href="#agents"]');
      expect(new URL(page.url()).hash).toContain("level=95");
      expect(await page.evaluate("document.activeElement.id")).toBe("agents");
      const elsewhere = await visit(browser, page.url(), WIDE);
      expect(await elsewhere.page.textContent("#fan-1-title")).toBe(await page.textContent("#fan-1-title"));
      expect((await answersIn(elsewhere.page))[0][0]).toContain("95 %");
      await elsewhere.page.close();
    } finally {
      await page.close();
    }
  });
});

import { basename, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchFolder } from "../cli/yenwind.ts";
import { hasChromium, launch, marks, overhang, violations } from "../report/browser.ts";
import { LOOKS, WIDE } from "../report/everyPage.ts";
import { simulateTiny } from "../run/tinyRun.ts";
import { GRID, planOf, simulateTiny as simulateSweep } from "../sweep/tinySweep.ts";
import { answersIn, explorer, visit } from "./explorer.ts";

const out = scratchFolder();
const HOSTILE = '</script><img src="http://example.invalid/x" onerror="alert(1)">';
const MOVES = `events=[{"day":1,"round":1,"news":{"fx":-0.1,"tech":-0.1,"equity":-0.1}}]`;

describe.skipIf(!hasChromium)("in a browser (Chromium, YENWIND_CHROMIUM)", () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof explorer>>;
  let [first, second] = ["", ""];
  const errors: unknown[] = [];

  beforeAll(async () => {
    browser = await launch();
    const results = join(out, "results");
    first = basename(await simulateTiny(results, [MOVES, `description=${JSON.stringify(HOSTILE)}`]));
    second = basename(await simulateTiny(results, [MOVES, "name=other", "run.seed=other"]));
    await simulateSweep(planOf(out, GRID), join(results, "sweep"));
    server = await explorer([results], errors);
  });

  afterAll(async () => {
    expect(errors).toEqual([]);
    await browser?.close();
    await server?.close();
  });

  test.each(LOOKS)("$colours, $width px: nothing is complained of, loaded from elsewhere or wider than the window; every figure has marks; no serious barrier", async (look) => {
    const { page, complaints } = await visit(browser, `${server.origin}/runs/${first}/#kind=all&asset=fx&cause=all&with=${second}`, look);
    try {
      await answersIn(page);
      const figures = await marks(page);
      expect(figures.map(([id]) => id)).toEqual(expect.arrayContaining(["histogram", "tail", "fan-1", "by-kind"]));
      expect(figures.filter(([, count, label]) => count === 0 || label === "")).toEqual([]);
      expect(await overhang(page)).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
      expect(await page.textContent(".lead")).toBe(HOSTILE);
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
    }
  });

  test("a sweep has the page of its report, and a run has none of its series to compare with it", async () => {
    const { page, complaints } = await visit(browser, `${server.origin}/runs/sweep/`, WIDE);
    try {
      await page.selectOption("#choice select", { label: "USDJPY at the horizon" });
      const all = async (from = page) => (await marks(from)).filter(([, count, label]) => count === 0 || !label.includes("USDJPY"));
      expect(await all()).toEqual([]);
      const elsewhere = await visit(browser, page.url(), WIDE);
      expect(await all(elsewhere.page)).toEqual([]);
      await elsewhere.page.close();
      await page.selectOption(".top select", first);
      await answersIn(page);
      await page.selectOption("#sales-figures select >> nth=4", "sweep");
      await expect.poll(() => page.textContent("#sales-figures .notice")).toMatch(/sweep cannot be compared: paths\.arrow has no column/);
      expect((await answersIn(page))[0]).toHaveLength(2);
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

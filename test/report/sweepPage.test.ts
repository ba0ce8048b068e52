import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchFolder } from "../cli/yenwind.ts";
import { GRID, planOf, simulateTiny } from "../sweep/tinySweep.ts";
import { hasChromium, launch, open } from "./browser.ts";
import { describePage, LOOKS, report, WIDE } from "./everyPage.ts";

const out = scratchFolder();
const SALTELLI = `
base: tiny.yaml
design: { saltelli: { base: 4 } }
parameters:
  depth: { path: markets.fx.depth, uniform: { low: 500, high: 4000 } }
  loans: { path: agents.hedge_fund.yen_loans, uniform: { low: 50, high: 300 } }
metrics: [usdjpy.end, all.us_equity.forced.worst3d]
statistics: [mean, q95]
`;

describe.skipIf(!hasChromium)("in a browser (Chromium, YENWIND_CHROMIUM)", () => {
  let browser: Browser;
  let grid: string;
  let sampled: string;

  beforeAll(async () => {
    browser = await launch();
    await simulateTiny(planOf(out, `${GRID}reference: { spread: 0, depth: 4000 }\n`), join(out, "grid"));
    grid = report(join(out, "grid"));
    await simulateTiny(planOf(out, SALTELLI), join(out, "sampled"));
    sampled = report(join(out, "sampled"));
  });

  afterAll(() => browser?.close());

  describePage("a grid", () => browser, () => grid, LOOKS.slice(1, 3));
  describePage("a sampled sweep", () => browser, () => sampled, LOOKS.slice(1, 3));

  test("another quantity is chosen, and every figure follows", async () => {
    const { page } = await open(browser, grid, WIDE);
    try {
      const labels = () => page.evaluate<string[]>(`[...document.querySelectorAll(".chart")].map((chart) => chart.getAttribute("aria-label"))`);
      const before = await labels();
      await page.selectOption("#choice select", { label: "USDJPY at the horizon" });
      const after = await labels();
      expect(after).toHaveLength(before.length);
      for (const label of after) expect(label).toMatch(/USDJPY at the horizon/);
    } finally {
      await page.close();
    }
  });
});

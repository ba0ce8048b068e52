import { expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { plainRunner } from "../plainRunner.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { drawPopulation } from "../../src/population/drawPopulation.ts";
import { keyFromSeed } from "../../src/random/key.ts";
import { configurationWith, FEW_AGENTS } from "../world.ts";

const PATHS = 60;

/** Worst three days of US equity sales by hedge funds, path by path, with so many funds. */
function worstSales(funds: number, seed: string): number[] {
  const configuration = configurationWith({
    ...FEW_AGENTS,
    "agents.hedge_fund.count": funds,
    "population.seed": seed,
    "calendar.days": 20,
    "shocks.stochastic_volatility.risk_off_rate": 8,
  });
  const opening = drawPopulation(modelSetup(configuration, KINDS));
  const runner = plainRunner({ configuration, events: [], history: undefined, opening, key: keyFromSeed("convergence"), firstPath: 0, paths: PATHS, chunkPaths: PATHS });
  const row = new Float64Array(runner.recorder.columns.length);
  const at = runner.recorder.columns.findIndex(({ name }) => name === "hedge_fund.us_equity.all.worst3d");
  return Array.from({ length: PATHS }, (_, path) => {
    runner.run(path);
    runner.recorder.writeRow(path, row, 0);
    return row[at];
  });
}

test("sales converge as the same loans are spread over more funds", () => {
  const reference = worstSales(3200, "reference");
  const level = reference.reduce((a, b) => a + b, 0) / PATHS;
  // Mean absolute paired difference, relative to the mean, over populations drawn with a few seeds.
  const distance = [25, 100, 400, 1600].map((funds) => {
    const seeds = Array.from({ length: funds < 1000 ? 5 : 2 }, (_, n) => `population ${n}`);
    const each = seeds.map((seed) => worstSales(funds, seed).reduce((sum, sold, path) => sum + Math.abs(sold - reference[path]), 0) / PATHS / level);
    return each.reduce((a, b) => a + b, 0) / each.length;
  });
  expect(level).toBeGreaterThan(1);
  for (let n = 1; n < distance.length; n++) expect(distance[n]).toBeLessThan(distance[n - 1]);
  expect(distance[3]).toBeLessThan(distance[0] / 3);
  expect(distance[3]).toBeLessThan(0.12);
});

import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { contrast } from "../../src/statistics/contrast.ts";
import { estimate } from "../../src/statistics/functional.ts";
import { pairedDifference } from "../../src/statistics/pairedDifference.ts";
import { parseFunctional } from "../../src/statistics/parseFunctional.ts";
import { prepare } from "../../src/statistics/preparedSample.ts";
import type { SweepPlan } from "../../src/sweep/plan.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { GRID, planOf, rowsOf, simulateTiny } from "./tinySweep.ts";

const folder = scratchFolder();
const at = join(folder, "run");
let plan: SweepPlan;
let paths: Record<string, any>[];
beforeAll(async () => {
  plan = planOf(folder, GRID.replace("[mean, q95, es95, prob>0]", "[mean, sd, q50, q95, es90, prob>0]"), { set: ["run.paths=120"] });
  await simulateTiny(plan, at);
  paths = rowsOf(at, "paths.arrow");
});

const values = (point: number, metric: string) => Float64Array.from(paths.filter((row) => row.point === point).map((row) => row[metric] as number));
const parametersOf = ({ spread, depth }: Record<string, any>) => [spread, depth] as unknown;

test("paths.arrow has one row per point and path, in their order", () => {
  expect(paths.map(({ point, path }) => [point, path])).toEqual([0, 1, 2, 3].flatMap((point) => Array.from({ length: 120 }, (_, path) => [point, path])));
});

test("points.arrow has one row per point: its parameters, its address, what differs from the base, its seed", () => {
  const points = rowsOf(at, "points.arrow");
  expect(points.map(parametersOf)).toEqual([[0, 1000], [0, 4000], [50, 1000], [50, 4000]]);
  expect(points.map(({ id }) => id)).toEqual(plan.points.map(({ id }) => id));
  expect(points.map(({ changes }) => JSON.parse(changes as string))).toEqual([[0, 1000], [0, 4000], [50, 1000], [50, 4000]].map(([spread, depth]) => ({ "events.0.policy.basis_points": spread, "markets.fx.depth": depth })));
  expect(new Set(points.map(({ seed }) => seed))).toEqual(new Set(["yenwind"]));
});

test("summary.arrow has every statistic of every metric at every point, as recomputed from paths.arrow", () => {
  const rows = rowsOf(at, "summary.arrow");
  const expected = plan.points.flatMap(({ index, values: [spread, depth] }) =>
    plan.metrics.flatMap(({ name: metric, kind, asset, cause, window }) =>
      plan.statistics.map(({ name }) => {
        const functional = parseFunctional(name)!;
        const own = values(index, metric);
        const { value, ciLow, ciHigh } = estimate(functional, own);
        return { point: index, spread, depth, metric, kind, asset, cause, window, statistic: name, value, ci_low: ciLow, ci_high: ciHigh, n: 120, ess: functional.effectiveSize(prepare(own)) };
      }),
    ),
  );
  expect(rows).toEqual(expected);
});

describe("summary.arrow", () => {
  const row = (statistic: string) => rowsOf(at, "summary.arrow").find((each) => each.point === 1 && each.metric === "usdjpy.end" && each.statistic === statistic)!;

  test("has the mean, and the interval of 1.96 standard errors", () => {
    const own = [...values(1, "usdjpy.end")];
    const mean = own.reduce((sum, x) => sum + x, 0) / 120;
    const sd = Math.sqrt(own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 119);
    expect(row("mean").value).toBeCloseTo(mean, 9);
    expect(row("sd").value).toBeCloseTo(sd, 9);
    expect(row("mean").ci_high - row("mean").ci_low).toBeCloseTo((2 * 1.959964 * sd) / Math.sqrt(120), 6);
  });

  test("has an expected shortfall that is the mean of the worst tenth", () => {
    const worst = [...values(1, "usdjpy.end")].toSorted((a, b) => b - a).slice(0, 12);
    expect(row("es90").value).toBeCloseTo(worst.reduce((sum, x) => sum + x, 0) / 12, 9);
  });

  test("says on how many paths a statistic rests: all for the mean, those beyond the level for the tail", () => {
    expect(row("mean")).toMatchObject({ n: 120, ess: 120 });
    expect(row("es90")).toMatchObject({ n: 120, ess: 12 });
  });
});

test("contrasts.arrow has the differences from the reference, path by path: for the mean that of pairs", () => {
  expect(plan.reference!.index).toBe(0);
  const rows = rowsOf(at, "contrasts.arrow");
  expect(rows).toHaveLength(3 * plan.metrics.length * plan.statistics.length);
  for (const row of rows) {
    const [a, b] = [values(0, row.metric as string), values(row.point as number, row.metric as string)];
    const expected = contrast(parseFunctional(row.statistic as string)!, prepare(a), prepare(b));
    expect([row.reference, row.value, row.difference, row.ci_low, row.ci_high, row.variance_reduction, row.n]).toEqual([
      expected.a, expected.b, expected.difference.value, expected.difference.ciLow, expected.difference.ciHigh, expected.varianceReduction, 120,
    ]);
    if (row.statistic !== "mean") continue;
    const state = pairedDifference.init();
    a.forEach((value, path) => pairedDifference.add(state, { a: value, b: b[path] }));
    const pairs = pairedDifference.value(state);
    expect(row.difference).toBeCloseTo(pairs.difference.value, 9);
    expect(row.ci_low).toBeCloseTo(pairs.difference.ciLow, 9);
    expect(row.ci_high).toBeCloseTo(pairs.difference.ciHigh, 9);
  }
});

test("worst.arrow has the ten largest values of every metric at every point, the largest first, as a sort gives them", () => {
  const expected = plan.points.flatMap(({ index }) =>
    plan.metrics.flatMap(({ name: metric }) =>
      [...values(index, metric)]
        .map((value, path) => ({ path, value }))
        .toSorted((x, y) => y.value - x.value || x.path - y.path)
        .slice(0, 10)
        .map(({ path, value }, r) => ({ point: index, metric, rank: r + 1, path, value })),
    ),
  );
  expect(rowsOf(at, "worst.arrow")).toEqual(expected);
});

test("points.arrow says the seed of each point, also where the seed is a parameter", async () => {
  const seeds = planOf(folder, `{ "base": "tiny.yaml", "design": "grid", "metrics": ["usdjpy.end"], "parameters": { "of": { "path": "run.seed", "values": ["yenwind", "other"] } } }`);
  await simulateTiny(seeds, join(folder, "seeds"), { backEnd: "js" });
  expect(rowsOf(join(folder, "seeds"), "points.arrow").map(({ of, seed }) => [of, seed])).toEqual([["yenwind", "yenwind"], ["other", "other"]]);
  const [one, other] = [0, 1].map((point) => rowsOf(join(folder, "seeds"), "paths.arrow").filter((row) => row.point === point).map((row) => row["usdjpy.end"] as number));
  expect(one.every((value, path) => value !== other[path])).toBe(true);
});

import { describe, expect, test } from "vitest";
import { asPointFailure, measure, openOwnTargets } from "../../src/calibration/ownTargets.ts";
import { PointFailure } from "../../src/calibration/evaluation.ts";
import { BadInput } from "../../src/config/errors.ts";
import { WorkerFailure } from "../../src/pool/workerFailure.ts";
import { changeRun } from "../../src/run/prepare.ts";
import { completeRun } from "../../src/run/prepare.ts";
import { simulate } from "../../src/index.ts";
import { createRandom } from "../../src/random/stream.ts";
import { keyFor } from "../../src/random/key.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { planOf, textWith } from "./tinyCalibration.ts";

const target = { name: "t", metric: "usdjpy.end", observed: 1, tolerance: 1 };

describe("what paths say of a target", () => {
  test("by hand: 0 … 100 has median 50, quantiles 10 and 90, and half of 84 − 16", () => {
    const found = measure(target, Float64Array.from({ length: 101 }, (_, k) => (k * 37) % 101));
    expect(found).toMatchObject({ median: 50, q10: 10, q90: 90, spread: 34 });
  });

  test("the standard error of the median is that of repetitions: √(π/2 / n) for a normal law", () => {
    const { normal } = createRandom(keyFor("median", "error"));
    const answers = Array.from({ length: 300 }, (_, r) => measure(target, Float64Array.from({ length: 100 }, (_u, k) => normal(r, 0, 0, k))));
    const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    const scatter = Math.sqrt(mean(answers.map(({ median }) => median * median)));
    expect(scatter).toBeCloseTo(Math.sqrt(Math.PI / 200), 1);
    // The interval between order statistics is conservative by a rank on either side.
    expect(mean(answers.map(({ error }) => error)) / scatter).toBeGreaterThan(0.95);
    expect(mean(answers.map(({ error }) => error)) / scatter).toBeLessThan(1.25);
    expect(mean(answers.map(({ spread }) => spread))).toBeCloseTo(0.9945, 1); // Φ⁻¹(0.84)
  });

  test("few paths have the error of a normal law, and one without a number leaves none", () => {
    expect(measure(target, Float64Array.of(1, 2, 3, 4)).error).toBeCloseTo((Math.sqrt(Math.PI / 2) * 1.02) / 2, 12); // spread (3.52 − 1.48)/2
    expect(measure(target, Float64Array.of(1, NaN))).toMatchObject({ median: NaN, observed: 1 });
  });
});

test("a point's answer is that of a run with its values, on the same random numbers", async () => {
  const plan = planOf(scratchFolder(), textWith({ paths: "paths: 70" }));
  const own = [{ ...target, name: "end" }, { ...target, name: "again" }, { ...target, name: "worst", metric: "usdjpy.worst3d" }];
  const { evaluate, close } = await openOwnTargets(own, { ...plan, threads: 0, backEnd: "wasm" });
  const [end, again, worst] = await evaluate([100, 3000], 0);
  await close();
  const { configuration } = completeRun({ ...changeRun(plan.base, []), markets: { ...plan.base.configuration.markets, fx: { ...plan.base.configuration.markets.fx, depth: 3000 } } }, ["agents.hedge_fund.yen_loans=100"]);
  const { tables } = await simulate(configuration as unknown as Record<string, unknown>, { threads: 0 });
  const column = (name: string) => Float64Array.from(tables.paths.getChild(name)!.toArray() as Float64Array);
  expect(end).toEqual(measure(own[0], column("usdjpy.end")));
  expect(again).toEqual({ ...end, name: "again" });
  expect(worst).toEqual(measure(own[2], column("usdjpy.worst3d")));
});

test("a point that the model refuses is one among many, and so are its failing paths; a lost thread is not", async () => {
  const { evaluate, close } = await openOwnTargets([target], { ...planOf(scratchFolder()), threads: 0, backEnd: "js" });
  await expect(evaluate([100, 10], 0)).rejects.toThrow(PointFailure);
  await expect(evaluate([100, 10], 0)).rejects.toThrow("markets.fx.depth: 10 is below the minimum 100");
  await close();
  expect(asPointFailure(new BadInput([{ path: "a.b", message: "is wrong" }]))).toEqual(new PointFailure("a.b: is wrong"));
  expect(asPointFailure(new WorkerFailure("NaN", { path: 3 }))).toEqual(new PointFailure("path 3: NaN"));
  const lost = new WorkerFailure("gone", { lost: true });
  expect(asPointFailure(lost)).toBe(lost);
});

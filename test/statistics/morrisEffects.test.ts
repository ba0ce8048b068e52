import fc from "fast-check";
import { expect, test } from "vitest";
import { morris } from "../../src/design/morris.ts";
import { morrisEffects } from "../../src/statistics/morrisEffects.ts";
import { NONE, resampling } from "./resampling.ts";
import { outputsOf } from "./testFunctions.ts";

test("of a linear function μ is the coefficient, μ* its size, and σ is 0", () => {
  const coefficients = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(coefficients, fc.constantFrom(2, 4, 8), fc.string(), (c, levels, seed) => {
      const { unit } = morris(6, c.length, levels, seed);
      const outputs = outputsOf((u) => 3 + c.reduce((sum, x, i) => sum + x * u[i], 0), unit);
      const { effects, trajectoriesUsed, trajectoriesLeftOut } = morrisEffects(outputs, unit, resampling(20));
      expect({ trajectoriesUsed, trajectoriesLeftOut }).toEqual({ trajectoriesUsed: 6, trajectoriesLeftOut: 0 });
      effects.forEach(({ mu, muStar, sigma }, i) => {
        expect(mu).toBeCloseTo(c[i], 12);
        for (const x of [muStar.value, muStar.ciLow, muStar.ciHigh]) expect(x).toBeCloseTo(Math.abs(c[i]), 12);
        expect(sigma).toBeCloseTo(0, 12);
      });
    }),
  );
});

// On 4 levels Δ = 2/3, and y = u₁ u₂ has the effect u₂ in dimension 1, whichever way the step goes. u₂ is a level,
// 0, ⅓, ⅔, 1 equally likely: mean ½, variance 5/36.
test("of a product μ = μ* = ½ and σ² = 5/36, to sampling error", () => {
  const r = 20_000;
  const { unit } = morris(r, 2, 4, "product");
  for (const { mu, muStar, sigma } of morrisEffects(outputsOf((u) => u[0] * u[1], unit), unit, NONE).effects) {
    expect(Math.abs(mu - 0.5)).toBeLessThan(5 * Math.sqrt(5 / 36 / r));
    expect(muStar.value).toBeCloseTo(mu, 12);
    expect(Math.abs(sigma ** 2 - 5 / 36)).toBeLessThan(0.005);
  }
});

// y = |u − ½| on 4 levels: from 0 to ⅔ and from ⅓ to 1 the effects are −½ and ½.
test("effects of both signs cancel in μ, not in μ*", () => {
  const { unit } = morris(10_000, 1, 4, "kink");
  const [{ mu, muStar, sigma }] = morrisEffects(outputsOf((u) => Math.abs(u[0] - 0.5), unit), unit, resampling(20)).effects;
  expect(Math.abs(mu)).toBeLessThan(5 * (0.5 / 100));
  expect(muStar.value).toBeCloseTo(0.5, 12);
  expect(sigma).toBeCloseTo(0.5, 2);
});

test("the interval of μ* holds the mean absolute effect in about 95 % of samples", () => {
  let hits = 0;
  const samples = 500;
  for (let s = 0; s < samples; s++) {
    // One dimension, effects uniform in (−1, 1), whose mean size is ½.
    const unit = { dimensions: 1, values: Float64Array.from({ length: 200 }, (_, i) => i % 2) };
    const { uniform } = resampling(1, `effects ${s}`);
    const outputs = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 0 : 2 * uniform(0, i) - 1));
    const { ciLow, ciHigh } = morrisEffects(outputs, unit, resampling(199, `sample ${s}`)).effects[0].muStar;
    if (ciLow <= 0.5 && 0.5 <= ciHigh) hits += 1;
  }
  expect(Math.abs(hits / samples - 0.945)).toBeLessThan(5 * Math.sqrt((0.95 * 0.05) / samples));
});

test("a trajectory with a failed point is left out whole and counted", () => {
  const { unit } = morris(4, 3, 4, "failed");
  const outputs = outputsOf((u) => u[0] * u[1] + u[2] ** 2, unit);
  const failed = outputs.slice();
  failed[1 * 4 + 2] = NaN;
  const kept = [0, 2, 3].flatMap((t) => Array.from({ length: 4 }, (_, row) => 4 * t + row));
  const reduced = { dimensions: 3, values: Float64Array.from(kept.flatMap((row) => Array.from(unit.values.subarray(3 * row, 3 * row + 3)))) };
  const found = morrisEffects(failed, unit, resampling(30));
  expect(found).toEqual({ ...morrisEffects(Float64Array.from(kept, (row) => outputs[row]), reduced, resampling(30)), trajectoriesLeftOut: 1 });
  expect(found.trajectoriesUsed).toBe(3);
});

test("without trajectories all is NaN; one gives no σ", () => {
  const { unit } = morris(1, 1, 2, "one");
  expect(morrisEffects(Float64Array.of(NaN, 1), unit, resampling(5))).toEqual({
    effects: [{ mu: NaN, muStar: { value: NaN, ciLow: NaN, ciHigh: NaN }, sigma: NaN }], trajectoriesUsed: 0, trajectoriesLeftOut: 1,
  });
  expect(morrisEffects(outputsOf((u) => u[0], unit), unit, NONE).effects[0]).toMatchObject({ mu: 1, sigma: NaN });
});

test("rows that are no trajectories are refused", () => {
  const effects = (dimensions: number, ...values: number[]) => () => morrisEffects(new Float64Array(3), { dimensions, values: Float64Array.from(values) }, NONE);
  expect(effects(2, 0, 0, 1, 1, 1, 0)).toThrow("rows 0 and 1 of a Morris trajectory differ in 2 coordinates, not in 1");
  expect(effects(2, 0, 0, 0, 1, 0, 1)).toThrow("rows 1 and 2 of a Morris trajectory differ in 0 coordinates, not in 1");
  expect(effects(2, 0, 0, 0, 1, 0, 0)).toThrow("a Morris trajectory must change every coordinate once");
  expect(effects(2, 0, 0)).toThrow("3 outputs do not belong to 1 rows");
});

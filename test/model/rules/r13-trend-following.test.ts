import fc from "fast-check";
import { expect, test } from "vitest";
import { movingAverage } from "../../../src/model/rules/r13-moving-average.ts";
import { trendPosition } from "../../../src/model/rules/r13-trend-position.ts";
import { trendSignal } from "../../../src/model/rules/r13-trend-signal.ts";
import { money, volatilityRatio, within } from "./arbitraries.ts";

test.each([
  // x̄,   x,    a,    x̄'
  [0, 0.1, 0.05, 0.005],
  [0.1, 0.1, 0.05, 0.1],
  [0.2, 0.1, 0.25, 0.175],
  [0.2, 0.1, 1, 0.1], //    a = 1: no memory
])("R13: x̄=%d x=%d a=%d → x̄'=%d", (average, x, weight, expected) => {
  expect(movingAverage(average, x, weight)).toBeCloseTo(expected, 15);
});

test("R13: in a straight trend of g per round x − x̄ comes to g (1 − a)/a", () => {
  fc.assert(
    fc.property(within(-0.01, 0.01), within(0.02, 1), (g, a) => {
      let average = 0;
      let x = 0;
      for (let n = 0; n < 2000; n++) average = movingAverage(average, (x += g), a);
      expect(x - average).toBeCloseTo((g * (1 - a)) / a, 11);
    }),
  );
});

test.each([
  // z,  1/c, g
  [0, 1.2, 0],
  [0.5, 1.2, 0.6],
  [-0.5, 1.2, -0.6],
  [2, 1.2, 1],
  [-2, 1.2, -1],
])("R13: z=%d 1/c=%d → g=%d", (z, sensitivity, expected) => {
  expect(trendSignal(z, sensitivity)).toBeCloseTo(expected, 15);
});

test("R13: the signal is odd, monotone and within [−1, 1]", () => {
  fc.assert(
    fc.property(within(-10, 10), within(0, 10), within(0.01, 10), (z, rise, sensitivity) => {
      const signal = trendSignal(z, sensitivity);
      expect(Math.abs(signal)).toBeLessThanOrEqual(1);
      expect(trendSignal(-z, sensitivity)).toBeCloseTo(-signal, 15);
      expect(trendSignal(z + rise, sensitivity)).toBeGreaterThanOrEqual(signal);
    }),
  );
});

test.each([
  // g,   V̄,  σ̂/σ⁰, n*
  [1, 18, 1, 18],
  [-0.5, 18, 1, -9],
  [1, 18, 2, 9], //    twice the volatility, half the position
  [0, 18, 0.25, 0],
])("R13: g=%d V̄=%d σ̂/σ⁰=%d → n*=%d", (signal, capacity, ratio, expected) => {
  expect(trendPosition(signal, capacity, ratio)).toBeCloseTo(expected, 14);
});

test("R13: position times volatility is the same in every market weather", () => {
  fc.assert(
    fc.property(within(-1, 1), money, volatilityRatio, (signal, capacity, ratio) => {
      const risk = trendPosition(signal, capacity, ratio) * ratio;
      expect(Math.abs(risk - signal * capacity)).toBeLessThanOrEqual(1e-12 * capacity);
    }),
  );
});

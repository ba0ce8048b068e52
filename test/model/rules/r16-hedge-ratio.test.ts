import fc from "fast-check";
import { expect, test } from "vitest";
import { hedgeRatioTarget } from "../../../src/model/rules/r16-hedge-ratio.ts";
import { share, within } from "./arbitraries.ts";

test.each([
  // H₀,  β_σ, σ̂/σ⁰, β_r, r_60d, β_E, gap,   H*
  [0.43, 0.05, 1, 0.8, 0, 0.3, 0, 0.43],
  [0.43, 0.05, 3, 0.8, 0, 0.3, 0, 0.53], //         + 0.05 · 2
  [0.43, 0.05, 1, 0.8, -0.1, 0.3, 0, 0.51], //      + 0.8 · 0.1
  [0.43, 0.05, 1, 0.8, 0.1, 0.3, 0, 0.43], //       a falling yen does not lower it
  [0.43, 0.05, 1, 0.8, 0, 0.3, 0.2, 0.49], //       + 0.3 · 0.2
  [0.43, 0.05, 1, 0.8, 0, 0.3, -0.2, 0.43], //      nor does spare capital
  [0.9, 0.05, 5, 0.8, -0.3, 0.3, 0.5, 1],
  [0, 0.05, 0.25, 0.8, 0, 0.3, 0, 0],
])("R16: H₀=%d β_σ=%d ratio=%d β_r=%d r=%d β_E=%d gap=%d → H*=%d", (normal, bv, ratio, br, r, be, gap, expected) => {
  expect(hedgeRatioTarget(normal, bv, ratio, br, r, be, gap)).toBeCloseTo(expected, 14);
});

test("R16: a share, and a stronger yen, more volatility or less solvency never lowers it", () => {
  fc.assert(
    fc.property(share, within(0.25, 5), within(-0.5, 0.5), within(-2, 2), within(0, 1), (normal, ratio, r, gap, worse) => {
      const target = (v: number, x: number, g: number) => hedgeRatioTarget(normal, 0.05, v, 0.8, x, 0.3, g);
      const before = target(ratio, r, gap);
      expect(before).toBeGreaterThanOrEqual(0);
      expect(before).toBeLessThanOrEqual(1);
      for (const after of [target(ratio + worse, r, gap), target(ratio, r - worse, gap), target(ratio, r, gap + worse)]) {
        expect(after).toBeGreaterThanOrEqual(before);
      }
    }),
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cholesky, correlatedNormals, correlationMatrix } from "../../../src/model/shocks/correlatedNormals.ts";
import { configurationOf, correlations, drawRounds, law, momentsOf, MovingDraws } from "./sampling.ts";

const { shocks } = configurationOf();
const N = 20_000;

test("the Cholesky factor multiplies back to its matrix", () => {
  for (const upper of [shocks.calm_correlation, shocks.stress_correlation]) {
    const matrix = correlationMatrix(upper);
    const lower = cholesky(matrix)!;
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        let sum = 0;
        for (let k = 0; k < 6; k++) sum += lower[i * 6 + k] * lower[j * 6 + k];
        expect(sum).toBeCloseTo(matrix[i * 6 + j], 14);
        if (j > i) expect(lower[i * 6 + j]).toBe(0);
      }
    }
  }
});

test("any correlation of two markets up to one is accepted, an impossible triple is refused by name", () => {
  fc.assert(
    fc.property(fc.double({ min: -0.999, max: 0.999, noNaN: true }), (rho) => {
      expect(cholesky(correlationMatrix([rho, ...Array.from({ length: 14 }, () => 0)]))).toBeDefined();
    }),
  );
  const impossible = [0.9, 0.9, 0, 0, 0, -0.9, ...Array.from({ length: 9 }, () => 0)];
  expect(() => correlatedNormals(shocks.calm_correlation, impossible)).toThrow(/stress correlation matrix is not positive definite/);
});

describe.each([[0], [0.3], [0.7], [1]])("stress weight %d", (omega) => {
  const draws = new MovingDraws();
  const normals = correlatedNormals(shocks.calm_correlation, shocks.stress_correlation);
  const rows: number[][] = [];
  const out = new Float64Array(6);
  for (let path = 0; path < N; path++) {
    draws.path = path;
    normals(draws, omega, out);
    rows.push([...out]);
  }

  test("gives standard normals with correlation (1 − ω) R_calm + ω R_stress", () => {
    for (let m = 0; m < 6; m++) {
      const { mean, variance, meanError } = momentsOf(rows.map((row) => row[m]));
      expect(Math.abs(mean)).toBeLessThanOrEqual(5 * meanError);
      expect(Math.abs(variance - 1)).toBeLessThanOrEqual(5 * Math.sqrt(2 / N));
    }
    correlations(rows).forEach((rho, k) => {
      const expected = (1 - omega) * shocks.calm_correlation[k] + omega * shocks.stress_correlation[k];
      expect(Math.abs(rho - expected)).toBeLessThanOrEqual((5 * (1 - expected * expected)) / Math.sqrt(N));
    });
  });
});

test("turbulent news has the stress correlation, calm news the calm one", () => {
  const quiet = { "shocks.stochastic_volatility.yen_squeeze_rate": 0, "shocks.stochastic_volatility.risk_off_rate": 0, "shocks.stochastic_volatility.variance": 0.001 };
  for (const [h, expected] of [[-3, shocks.calm_correlation], [3, shocks.stress_correlation]] as const) {
    const model = law("stochastic_volatility", quiet);
    const draws = new MovingDraws();
    const rows: number[][] = [];
    for (let path = 0; path < N; path++) {
      drawRounds(model, draws, path, 1, () => {});
      model.setVolatility(h);
      const out = new Float64Array(6);
      draws.round = 1;
      model.draw(draws, 1, out);
      rows.push([...out]);
    }
    correlations(rows).forEach((rho, k) => expect(Math.abs(rho - expected[k])).toBeLessThanOrEqual(5.5 / Math.sqrt(N)));
  }
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { diffusion } from "../../../src/model/rules/r02-diffusion.ts";
import { mixedNormal } from "../../../src/model/rules/r02-mixed-normal.ts";
import { news } from "../../../src/model/rules/r02-news.ts";
import { stressWeight } from "../../../src/model/rules/r02-stress-weight.ts";
import { volatilityScale } from "../../../src/model/rules/r02-volatility-scale.ts";
import { share, within } from "./arbitraries.ts";

test.each([
  // μΔt,  β_us, Δr_us, β_jp, Δr_jp, shock,   Δf
  [0, 0.05, 0, -0.05, 0, 0, 0],
  [0.0001, 0.05, 0, -0.05, 0, 0.004, 0.0041],
  [0, 0.05, -1, -0.05, 0, 0, -0.05], //     Fed 100 bp lower: spread narrower, yen 5 % stronger
  [0, 0.05, 0, -0.05, 1, 0, -0.05], //      BoJ 100 bp higher: the same
  [0.001, 0.05, -0.5, -0.05, 0.25, 0.01, -0.0265], // 0.001 − 0.025 − 0.0125 + 0.01
])("R2: μΔt=%d β_us=%d Δr_us=%d β_jp=%d Δr_jp=%d shock=%d → Δf=%d", (drift, us, dUs, jp, dJp, shock, expected) => {
  expect(news(drift, us, dUs, jp, dJp, shock)).toBeCloseTo(expected, 14);
});

test("R2: equal and opposite betas see the spread alone", () => {
  fc.assert(
    fc.property(within(0, 1), within(-2, 2), within(-2, 2), (beta, us, jp) => {
      expect(news(0, beta, us, -beta, jp, 0)).toBeCloseTo(beta * (us - jp), 12);
    }),
  );
});

test.each([
  // σ,     v,   √Δt, ε,   move
  [0.0055, 1, 0.5, 2, 0.0055], //   0.0055 · 0.5 · 2
  [0.01, 1.5, 1, -1, -0.015],
  [0, 3, 1, 4, 0],
])("R2: σ=%d v=%d √Δt=%d ε=%d → %d", (sigma, scale, sqrtDt, epsilon, expected) => {
  expect(diffusion(sigma, scale, sqrtDt, epsilon)).toBeCloseTo(expected, 15);
});

test("R2: n rounds of length 1/n have the variance of one day", () => {
  fc.assert(
    fc.property(within(1e-4, 0.5), fc.integer({ min: 1, max: 24 }), (sigma, n) => {
      const perRound = diffusion(sigma, 1, Math.sqrt(1 / n), 1);
      expect((n * perRound * perRound) / (sigma * sigma)).toBeCloseTo(1, 12);
    }),
  );
});

test.each([
  // h,   h_s, ω
  [-1, 1.3, 0],
  [0, 1.3, 0],
  [0.65, 1.3, 0.5],
  [1.3, 1.3, 1],
  [9, 1.3, 1],
])("R2: h=%d h_s=%d → ω=%d", (h, full, omega) => {
  expect(stressWeight(h, full)).toBeCloseTo(omega, 15);
});

test("R2: the stress weight is a share that never falls with h", () => {
  fc.assert(
    fc.property(within(-5, 5), within(0, 5), within(0.01, 10), (h, rise, full) => {
      const omega = stressWeight(h, full);
      expect(omega).toBeGreaterThanOrEqual(0);
      expect(omega).toBeLessThanOrEqual(1);
      expect(stressWeight(h + rise, full)).toBeGreaterThanOrEqual(omega);
    }),
  );
});

test.each([
  // ω,   calm, stress, ε
  [0, 1.5, -7, 1.5], //      calm alone
  [1, 1.5, -7, -7], //       stress alone
  [0.36, 1, 1, 1.4], //      0.8 + 0.6
  [0.64, 2, -1, 0.4], //     0.6 · 2 − 0.8
])("R2: ω=%d calm=%d stress=%d → ε=%d", (omega, calm, stress, expected) => {
  expect(mixedNormal(omega, calm, stress)).toBeCloseTo(expected, 14);
});

test("R2: correlations mix linearly, (1 − ω) R_calm + ω R_stress, and variances stay one", () => {
  fc.assert(
    fc.property(share, within(-1, 1), within(-1, 1), (omega, calm, stress) => {
      // ε is linear in z₁ and z₂: its coefficients on a basis give its covariances exactly.
      const root = (r: number) => Math.sqrt(1 - r * r);
      const first = [mixedNormal(omega, 1, 0), 0, mixedNormal(omega, 0, 1), 0];
      const second = [
        mixedNormal(omega, calm, 0), mixedNormal(omega, root(calm), 0),
        mixedNormal(omega, 0, stress), mixedNormal(omega, 0, root(stress)),
      ];
      const dot = (a: number[], b: number[]) => a.reduce((sum, x, n) => sum + x * b[n], 0);
      expect(dot(first, second)).toBeCloseTo((1 - omega) * calm + omega * stress, 12);
      expect(dot(first, first)).toBeCloseTo(1, 12);
      expect(dot(second, second)).toBeCloseTo(1, 12);
    }),
  );
});

test.each([
  // h,  Var(h), v
  [0, 0, 1],
  [2, 0, Math.E], //         e^{2/2}
  [0.2, 0.4, 1], //          e^{0.1 − 0.1}
  [-0.8, 0.4, Math.exp(-0.5)],
])("R2: h=%d Var(h)=%d → v=%d", (h, variance, expected) => {
  expect(volatilityScale(h, variance)).toBeCloseTo(expected, 14);
});

test("R2: E[v²] = 1 when h is normal with that variance", () => {
  fc.assert(
    fc.property(within(0.01, 3), (variance) => {
      // Trapezium rule over ±12 standard deviations of v² times the normal density.
      const sd = Math.sqrt(variance);
      const step = 0.01;
      let mean = 0;
      for (let z = -12; z <= 12; z += step) {
        mean += volatilityScale(sd * z, variance) ** 2 * Math.exp((-z * z) / 2) * (step / Math.sqrt(2 * Math.PI));
      }
      expect(mean).toBeCloseTo(1, 9);
    }),
    { numRuns: 20 },
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kouDay, kouCumulants } from "../../src/fit/kou.ts";
import { mertonComponents } from "../../src/fit/merton.ts";
import { normalDensity } from "../../src/fit/normalLaw.ts";
import { within } from "../model/rules/arbitraries.ts";
import { type Call, garmanKohlhagen, kouCall, kouTail, mertonCall, repeatedIntegrals } from "./optionPrices.ts";

const CALL: Call = { spot: 162.3, strike: 160, expiry: 60 / 252, domestic: 0.01, foreign: 0.0363 };
const NORMAL = { rate: 10, mean: -0.012, sd: 0.015 };
const EXPONENTIAL = { rate: 10, p: 0.4, up: 0.015, down: 0.02 };
const STRIKES = [120, 140, 150, 155, 160, 165, 170, 180];

/** ∫ g over [a, b] by Simpson's rule. */
function integrate(g: (x: number) => number, a: number, b: number, intervals = 4000): number {
  const h = (b - a) / intervals;
  let sum = 0;
  for (let i = 0; i <= intervals; i++) sum += (i === 0 || i === intervals ? 1 : i % 2 === 0 ? 2 : 4) * g(a + i * h);
  return (sum * h) / 3;
}

/** e^{−r_d T} E[max(S e^X − K, 0)] from the density of X = ln(S_T/S). */
const fromDensity = ({ spot, strike, expiry, domestic }: Call, density: (x: number) => number, farthest: number) =>
  Math.exp(-domestic * expiry) * integrate((x) => (spot * Math.exp(x) - strike) * density(x), Math.log(strike / spot), farthest);

describe("Garman & Kohlhagen", () => {
  test("is Black & Scholes where the foreign rate is 0: Hull's example, S = 42, K = 40, r = 10 %, σ = 20 %, T = ½ → 4.76", () => {
    expect(garmanKohlhagen({ spot: 42, strike: 40, expiry: 0.5, domestic: 0.1, foreign: 0 }, 0.2)).toBeCloseTo(4.76, 2);
  });

  test.each(STRIKES)("is the integral over the normal density, K = %d", (strike) => {
    const call = { ...CALL, strike };
    const [sigma, T] = [0.11, call.expiry];
    const [mean, sd] = [(call.domestic - call.foreign - sigma ** 2 / 2) * T, sigma * Math.sqrt(T)];
    const price = fromDensity(call, (x) => normalDensity((x - mean) / sd) / sd, 12 * sd);
    expect(Math.abs(garmanKohlhagen(call, sigma) - price)).toBeLessThan(1e-9);
  });
});

describe("Kou's example: S = 100, K = 98, σ = 16 %, r = 5 %, λ = 1, p = 0.4, η₁ = 10, η₂ = 5, T = ½ → 9.14732", () => {
  test("price", () => {
    const price = kouCall({ spot: 100, strike: 98, expiry: 0.5, domestic: 0.05, foreign: 0 }, 0.16, { rate: 1, p: 0.4, up: 0.1, down: 0.2 });
    expect(price).toBeCloseTo(9.14732, 5);
  });
});

describe("jumps", () => {
  test("without any, both series are Garman & Kohlhagen to 1e-10", () => {
    for (const strike of STRIKES) {
      const call = { ...CALL, strike };
      const plain = garmanKohlhagen(call, 0.11);
      expect(Math.abs(mertonCall(call, 0.11, { ...NORMAL, rate: 0 }) - plain)).toBeLessThan(1e-10);
      expect(Math.abs(mertonCall(call, 0.11, { rate: 20, mean: 0, sd: 0 }) - plain)).toBeLessThan(1e-10);
      expect(Math.abs(kouCall(call, 0.11, { ...EXPONENTIAL, rate: 0 }) - plain)).toBeLessThan(1e-10);
      expect(Math.abs(kouCall(call, 0.11, { ...EXPONENTIAL, rate: 1e-12 }) - plain)).toBeLessThan(1e-10);
    }
  });

  test("a call that is all but sure to be exercised is worth the discounted forward less its strike: parity with a worthless put", () => {
    const discount = Math.exp(-CALL.domestic * CALL.expiry);
    const forward = CALL.spot * Math.exp((CALL.domestic - CALL.foreign) * CALL.expiry);
    for (const price of [mertonCall({ ...CALL, strike: 20 }, 0.08, NORMAL), kouCall({ ...CALL, strike: 20 }, 0.08, EXPONENTIAL)]) {
      expect(price).toBeCloseTo(discount * (forward - 20), 8);
    }
  });

  const years = CALL.expiry * 252;

  test.each(STRIKES)("Merton: the series is the integral over the density that is fitted, K = %d", (strike) => {
    const call = { ...CALL, strike };
    const sigma = 0.08;
    const zeta = Math.exp(NORMAL.mean + NORMAL.sd ** 2 / 2) - 1;
    const drift = (call.domestic - call.foreign - sigma ** 2 / 2 - NORMAL.rate * zeta) * call.expiry;
    // A whole life as one day of a law with as many jumps.
    const components = mertonComponents([drift, sigma * Math.sqrt(call.expiry), NORMAL.rate * years, NORMAL.mean, NORMAL.sd]);
    const price = fromDensity(call, (x) => components.reduce((sum, { weight, mean, variance }) => sum + (weight * normalDensity((x - mean) / Math.sqrt(variance))) / Math.sqrt(variance), 0), 0.6);
    expect(Math.abs(mertonCall(call, sigma, NORMAL) - price)).toBeLessThan(1e-8);
  });

  const often = { rate: 100, p: 0.35, up: 0.005, down: 0.007 };
  test.each(STRIKES.flatMap((strike) => [{ strike, ...EXPONENTIAL }, { strike, ...often }]))("Kou: the closed form is the integral over the inverted characteristic function, $rate jumps a year, K = $strike", ({ strike, rate, p, up, down }) => {
    const call = { ...CALL, strike };
    const sigma = 0.08;
    const zeta = p / (1 - up) + (1 - p) / (1 + down) - 1;
    const drift = (call.domestic - call.foreign - sigma ** 2 / 2 - rate * zeta) * call.expiry;
    const { density } = kouDay([drift, sigma * Math.sqrt(call.expiry), rate * years, p, up, down]);
    expect(Math.abs(kouCall(call, sigma, { rate, p, up, down }) - fromDensity(call, density, 0.7))).toBeLessThan(1e-7);
  });

  test("Kou: Υ is one less the distribution function that is fitted, for any day", () => {
    fc.assert(
      fc.property(within(0.003, 0.01), within(5, 200), within(0.1, 0.9), within(0.005, 0.03), within(0.005, 0.03), within(-2, 2), (s, rate, p, up, down, at) => {
        const values = [0.0001, s, rate, p, up, down];
        const [mean, variance] = kouCumulants(values);
        const a = mean + at * Math.sqrt(variance);
        const tail = kouTail(a, 1 / 252, 252 * 0.0001, s * Math.sqrt(252), { rate, p, up, down });
        expect(Math.abs(1 - kouDay(values).distribution(a) - tail)).toBeLessThan(1e-8);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([-3, -0.5, 0, 0.7, 2])("Hh_n(%d) is its integral", (x) => {
  const factorial = [1, 1, 2, 6, 24, 120, 720];
  repeatedIntegrals(6, x).forEach((value, n) => {
    const direct = integrate((t) => (t - x) ** n * Math.exp((-t * t) / 2), x, 14) / factorial[n];
    expect(value / direct).toBeCloseTo(1, 7);
  });
});

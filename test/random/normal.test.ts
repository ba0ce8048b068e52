import fc from "fast-check";
import { expect, test } from "vitest";
import { inverseNormal } from "../../src/random/normal.ts";

// Φ⁻¹ of the double nearest to p, solved with 40 digits; both sides of every branch included.
const quantiles = [
  [0.5, 0],
  [0.51, 0.025068908258711058],
  [0.6, 0.253347103135799741],
  [0.75, 0.674489750196081743],
  [0.9, 1.28155156554460059],
  [0.925, 1.43953147093845623],
  [0.9250000000000002, 1.43953147093845701],
  [0.95, 1.64485362695147228],
  [0.975, 1.95996398454005386],
  [0.99, 2.32634787404084077],
  [0.995, 2.57582930354890045],
  [0.999, 3.09023230616781328],
  [0.9999, 3.71901648545570839],
  [0.3, -0.524400512708040816],
  [0.075, -1.43953147093845593],
  [0.074, -1.44663206715897851],
  [0.025, -1.95996398454005421],
  [0.01, -2.32634787404084109],
  [1e-3, -3.09023230616781354],
  [1e-5, -4.26489079392282461],
  [1e-8, -5.61200124417478873],
  [1e-10, -6.3613409024040562],
  [1.3e-11, -6.66761145651074083],
  [1.4e-11, -6.65672309151818364],
  [1e-15, -7.94134532617099677],
  [2 ** -53, -8.20953615160138686],
  [1e-20, -9.26234008979840758],
  [1e-50, -14.933337534788489],
  [1e-100, -21.2734535609653243],
  [1e-300, -37.0470962993611992],
] as const;

test.each(quantiles)("Φ⁻¹(%d) = %d to 1 part in 10¹⁵", (p, z) => {
  expect(Math.abs(inverseNormal(p) - z)).toBeLessThanOrEqual(1e-15 * Math.abs(z));
});

test("Φ⁻¹(1 − p) is exactly −Φ⁻¹(p) when 1 − p is exact", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 52n - 1n }), (k) => {
      const p = Number(k) / 2 ** 53;
      expect(inverseNormal(1 - p)).toBe(-inverseNormal(p));
    }),
  );
});

test("Φ⁻¹ increases, across its branches too", () => {
  const p = fc.oneof(
    fc.double({ min: 1e-300, max: 0.9999, noNaN: true }),
    fc.double({ min: 0.0749, max: 0.0751, noNaN: true }),
    fc.double({ min: 1.37e-11, max: 1.4e-11, noNaN: true }),
  );
  fc.assert(
    fc.property(p, (low) => {
      const z = inverseNormal(low);
      expect(inverseNormal(low * (1 + 1e-13))).toBeGreaterThan(z - 2e-15 * Math.abs(z));
      expect(inverseNormal(low * (1 + 1e-5))).toBeGreaterThan(z);
    }),
    { numRuns: 2000 },
  );
});

test.each([0, 1, -0.1, 1.1, NaN])("p = %d is refused", (p) => {
  expect(() => inverseNormal(p)).toThrow(RangeError);
});

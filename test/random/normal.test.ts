import fc from "fast-check";
import { expect, test } from "vitest";
import { inverseNormal } from "../../src/random/normal.ts";

// Φ⁻¹ of the double nearest to p, solved with 40 digits; both sides of every branch included.
const quantiles = [
  [0.5, 0],
  [0.51, 0.025068908258711057],
  [0.6, 0.2533471031357997],
  [0.75, 0.6744897501960817],
  [0.9, 1.2815515655446006],
  [0.925, 1.4395314709384561],
  [0.9250000000000002, 1.439531470938457],
  [0.95, 1.6448536269514722],
  [0.975, 1.9599639845400538],
  [0.99, 2.3263478740408408],
  [0.995, 2.5758293035489004],
  [0.999, 3.090232306167813],
  [0.9999, 3.7190164854557084],
  [0.3, -0.5244005127080408],
  [0.075, -1.439531470938456],
  [0.074, -1.4466320671589785],
  [0.025, -1.9599639845400543],
  [0.01, -2.326347874040841],
  [1e-3, -3.0902323061678136],
  [1e-5, -4.264890793922825],
  [1e-8, -5.612001244174789],
  [1e-10, -6.361340902404057],
  [1.3e-11, -6.667611456510741],
  [1.4e-11, -6.656723091518184],
  [1e-15, -7.941345326170997],
  [2 ** -53, -8.209536151601387],
  [1e-20, -9.262340089798407],
  [1e-50, -14.933337534788489],
  [1e-100, -21.273453560965326],
  [1e-300, -37.0470962993612],
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

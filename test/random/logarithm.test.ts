import fc from "fast-check";
import { expect, test } from "vitest";
import { minusLn } from "../../src/random/logarithm.ts";

// −ln u of the double nearest to u, computed with 40 digits.
test.each([
  [0.5, 0.6931471805599453],
  [0.49999999999999994, 0.6931471805599454],
  [0.4, 0.916290731874155],
  [0.36, 1.0216512475319814],
  [0.3535533905932738, 1.0397207708399179],
  [0.25, 1.3862943611198906],
  [0.1, 2.3025850929940455],
  [0.075, 2.5902671654458267],
  [1e-3, 6.907755278982137],
  [1e-5, 11.512925464970229],
  [2 ** -31, 21.487562597358306],
  [2 ** -53, 36.7368005696771],
  [1e-20, 46.051701859880914],
  [1e-100, 230.25850929940458],
  [2.2250738585072014e-308, 708.3964185322641],
  [5e-324, 744.4400719213812],
])("−ln(%d) within one unit in the last place of %d", (u, expected) => {
  expect(Math.abs(minusLn(u) - expected) / expected).toBeLessThan(2.3e-16);
});

test("ln(u v) = ln u + ln v to rounding, over the whole domain", () => {
  const u = fc.double({ min: 1e-150, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(u, u, (a, b) => {
      // The product is rounded by up to 2⁻⁵³, which moves its logarithm by as much.
      const sum = minusLn(a) + minusLn(b);
      expect(Math.abs(minusLn(a * b) - sum)).toBeLessThan(8e-16 * Math.max(1, sum));
    }),
    { numRuns: 2000 },
  );
});

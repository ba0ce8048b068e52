import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, log, pow } from "../../src/model/elementary.ts";
import { within } from "./rules/arbitraries.ts";
import { exact, exactExp, exactLog, times, ulpsFrom } from "./exactElementary.ts";

const runs = { numRuns: 5000 };
const positive = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true });
const nearOne = fc.double({ min: -1, max: 1, noNaN: true }).map((x) => 1 + x * x * x * 0.5);

describe("the reference agrees with published digits", () => {
  // Digits of e and ln 2: OEIS A001113 and A002162; e^10 and ln 10: Abramowitz & Stegun, tables 4.4 and 4.2.
  test.each([
    ["e", exactExp(exact(1)), "2718281828459045235360287471352662497757"],
    ["ln 2", exactLog(2), "0693147180559945309417232121458176568075"],
    ["e^10", exactExp(exact(10)), "22026465794806716516957900645284244366353"],
    ["ln 10", exactLog(10), "2302585092994045684017991454684364207601"],
  ])("%s", (_name, { value, exponent }, digits) => {
    const decimals = (value * 10n ** 39n) >> BigInt(-exponent);
    expect(decimals.toString().padStart(40, "0").slice(0, 38)).toBe(digits.slice(0, 38));
  });
});

describe("exp", () => {
  test.each([
    [0, 1],
    [-0, 1],
    [1, Math.E],
    [-1, 0.36787944117144233],
    [0.5, 1.6487212707001282],
    [10, 22026.465794806718],
    [100, 2.6881171418161356e43],
    [-700, 9.859676543759771e-305],
    [709.782712893384, 1.7976931348622732e308], // the largest argument whose exponential is finite
    [-745.1332191019411, 5e-324], // the smallest whose exponential is not 0
  ])("e^%d = %d", (x, expected) => {
    expect(ulpsFrom(exp(x), exact(expected))).toBeLessThanOrEqual(1);
  });

  test.each([
    [Infinity, Infinity],
    [709.7827128933841, Infinity],
    [-745.1332191019412, 0],
    [-Infinity, 0],
    [NaN, NaN],
  ])("e^%d is %d", (x, expected) => {
    expect(exp(x)).toBe(expected);
  });

  test.each([
    ["everywhere, subnormal results included", fc.double({ min: -745.13, max: 709.78, noNaN: true })],
    ["at the arguments of prices", within(-1, 1)],
    ["uniformly", within(-745.13, 709.78)],
    ["where results are subnormal", within(-745.13, -708.4)],
  ])("is within 2 ulp %s", (_where, arguments_) => {
    fc.assert(
      fc.property(arguments_, (x) => {
        expect(ulpsFrom(exp(x), exactExp(exact(x)))).toBeLessThan(2);
      }),
      runs,
    );
  });
});

describe("log", () => {
  test.each([
    [1, 0],
    [2, Math.LN2],
    [10, Math.LN10],
    [Math.E, 1],
    [5e-324, -744.4400719213812],
    [2.2250738585072014e-308, -708.3964185322641],
    [Number.MAX_VALUE, 709.782712893384],
  ])("ln %d = %d", (x, expected) => {
    expect(log(x)).toBe(expected);
  });

  test.each([
    [0, -Infinity],
    [-0, -Infinity],
    [Infinity, Infinity],
    [-1, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
  ])("ln %d is %d", (x, expected) => {
    expect(log(x)).toBe(expected);
  });

  test.each([
    ["everywhere, subnormal arguments included", positive],
    ["near 1, where it vanishes", nearOne],
    ["around the change of exponent at √2", within(1.2, 1.6)],
    ["at subnormal arguments", fc.double({ min: 5e-324, max: 2.3e-308, noNaN: true })],
  ])("is within 1 ulp %s", (_where, arguments_) => {
    fc.assert(
      fc.property(arguments_, (x) => {
        if (x === 1) expect(log(x)).toBe(0);
        else expect(ulpsFrom(log(x), exactLog(x))).toBeLessThan(1);
      }),
      runs,
    );
  });
});

test("exp(log x) = x, up to one ulp of ln x and two of x", () => {
  fc.assert(
    fc.property(positive, (x) => {
      const logarithm = log(x);
      if (logarithm > 709.782712893384) return;
      // An error of one ulp of ln x moves x by 2^-52 |ln x| of itself.
      const tolerance = 2 ** -52 * (2 + Math.abs(logarithm)) * x + 5e-324;
      expect(Math.abs(exp(logarithm) - x)).toBeLessThanOrEqual(tolerance);
    }),
    runs,
  );
});

describe("pow", () => {
  test.each([
    [2, 10, 1024],
    [0.94, 0.25, 0.9846501772118186],
    [0.5, 0.1, 0.9330329915368074],
    [1, 1e300, 1],
    [7, 0, 1],
    [2, 0.5, Math.SQRT2],
    [0, 0.25, 0],
  ])("%d^%d = %d", (x, y, expected) => {
    expect(Math.abs(pow(x, y) - expected)).toBeLessThanOrEqual(2 ** -50 * expected);
  });

  test.each([3, 0.25, 5, 1e-300])("%d^0 is exactly 1 and its root exact", (x) => {
    expect(pow(x, 0)).toBe(1);
    expect(pow(1, x)).toBe(1);
    expect(pow(x, 0.5)).toBe(Math.sqrt(x));
  });

  test("is within 2 + 3 |y ln x| ulp: 2 from exp and 3 from the rounded exponent", () => {
    const base = fc.oneof(within(0.01, 5), within(1e-3, 1e3));
    fc.assert(
      fc.property(base, within(-3, 3), (x, y) => {
        const exponent = Math.abs(y * Math.log(x));
        expect(ulpsFrom(pow(x, y), exactExp(times(exactLog(x), exact(y))))).toBeLessThan(2 + 3 * exponent);
      }),
      runs,
    );
  });

  test("grows with its base and, above 1, with its exponent", () => {
    const share = within(0.01, 5);
    fc.assert(
      fc.property(share, share, within(0.01, 2), (a, b, y) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(pow(low, y)).toBeLessThanOrEqual(pow(high, y) * (1 + 1e-14));
        expect(pow(1 + a, y)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covers, estimateIn, type Finding, meanOfDifferences, quantileIn, reported, startsAt, surelyAbove } from "../../src/facts/fact.ts";

const number = fc.integer({ min: -8000, max: 8000 }).map((n) => n / 8);
const sample = fc.array(number, { minLength: 1, maxLength: 40 });
const level = fc.constantFrom(0.05, 0.1, 0.25, 0.5, 0.75, 0.85, 0.9);
const columns = (...values: number[]) => Float64Array.from(values);
const oneToEleven = columns(...Array.from({ length: 11 }, (_, n) => 11 - n));

/** No finding is met with a distance, and none that is reported has one. */
const isConsistent = ({ met, distance }: Finding): void => {
  expect(distance).toBeGreaterThanOrEqual(0);
  if (met !== false) expect(distance).toBe(0);
};

test("a distribution is reported with its median and its 5 and 95 % quantiles, and not judged", () => {
  expect(reported(oneToEleven)).toEqual({ value: 6, low: 1.5, high: 10.5, span: "paths", met: undefined, distance: 0 });
});

describe("covers: is the published number between two quantiles?", () => {
  test("inside, at both ends, and outside by how much", () => {
    const found = (published: number) => covers(oneToEleven, published, 0.1, 0.9);
    expect([2, 6, 10].map((published) => found(published).met)).toEqual([true, true, true]);
    expect(found(1.5)).toMatchObject({ met: false, distance: 0.5, value: 6, low: 1.5, high: 10.5, span: "paths" });
    expect(found(14)).toMatchObject({ met: false, distance: 4 });
  });

  test("met with distance 0 for all numbers between the quantiles, and for no others", () => {
    fc.assert(fc.property(sample, number, level, level, (values, published, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const found = covers(columns(...values), published, from, to);
      isConsistent(found);
      // By counting: type 7 quantiles lie between order statistics.
      if (published < Math.min(...values) || published > Math.max(...values)) expect(found.met).toBe(false);
      expect(covers(columns(...values), found.value, 0, 1).met).toBe(true);
    }));
  });

  test("what is found does not follow what was published", () => {
    fc.assert(fc.property(sample, number, number, (values, a, b) => {
      const { met: _, distance: __, ...one } = covers(columns(...values), a, 0.1, 0.9);
      const { met: ___, distance: ____, ...other } = covers(columns(...values), b, 0.1, 0.9);
      expect(other).toEqual(one);
    }));
  });
});

describe("quantileIn: does a quantile lie in a range?", () => {
  test("of 1 … 11 the median is 6 and the 5 % quantile 1.5", () => {
    expect(quantileIn(oneToEleven, 0.5, 6, 6)).toMatchObject({ met: true, distance: 0 });
    expect(quantileIn(oneToEleven, 0.05, 1, Infinity)).toMatchObject({ met: true, distance: 0, value: 6 });
    expect(quantileIn(oneToEleven, 0.05, 2, Infinity)).toMatchObject({ met: false, distance: 0.5 });
    expect(quantileIn(oneToEleven, 0.95, -Infinity, 10)).toMatchObject({ met: false, distance: 0.5 });
  });

  test("one-sided ranges: a larger sample never fails a least, and one that is low enough always does", () => {
    fc.assert(fc.property(sample, level, number, (values, p, least) => {
      const found = quantileIn(columns(...values), p, least, Infinity);
      isConsistent(found);
      if (found.met) expect(quantileIn(columns(...values.map((x) => x + 1)), p, least, Infinity).met).toBe(true);
      expect(quantileIn(columns(...values.map((x) => x - 1e5)), p, least, Infinity).met).toBe(false);
    }));
  });
});

test("an estimate is judged by its value; the interval only says how well it is known", () => {
  const estimate = { value: 0.8, ciLow: 0.6, ciHigh: 0.95 };
  expect(estimateIn(estimate, 0.8, 1)).toEqual({ value: 0.8, low: 0.6, high: 0.95, span: "interval", met: true, distance: 0 });
  expect(estimateIn(estimate, 0.9, 1)).toMatchObject({ met: false, distance: expect.closeTo(0.1, 12) });
  expect(estimateIn(estimate, 0, 0.5)).toMatchObject({ met: false, distance: expect.closeTo(0.3, 12) });
});

describe("surelyAbove", () => {
  test("needs the whole interval: a value above the threshold alone is not enough", () => {
    expect(surelyAbove({ value: 2, ciLow: 1, ciHigh: 3 }, 0)).toMatchObject({ met: true, distance: 0 });
    expect(surelyAbove({ value: 2, ciLow: -1, ciHigh: 5 }, 0)).toMatchObject({ met: false, distance: 1 });
    expect(surelyAbove({ value: 2, ciLow: 0, ciHigh: 4 }, 0)).toMatchObject({ met: false, distance: 0 });
  });

  test("an interval that is not known is not above anything", () => {
    expect(surelyAbove({ value: 2, ciLow: NaN, ciHigh: NaN }, 0).met).toBe(false);
  });
});

test("a starting value is met where it lies in its range, and has no spread", () => {
  expect(startsAt(2.63, 2.625, 2.635)).toEqual({ value: 2.63, low: 2.63, high: 2.63, span: "interval", met: true, distance: 0 });
  expect(startsAt(2.5, 2.625, 2.635)).toMatchObject({ met: false, distance: expect.closeTo(0.125, 12) });
});

describe("meanOfDifferences", () => {
  test("is the mean of b − a over the same paths with its interval: ±1 twice each has the half-width 1.96 · 2/√3 / 2", () => {
    const { value, ciLow, ciHigh } = meanOfDifferences(columns(10, 20, 30, 40), columns(11, 19, 31, 39));
    expect(value).toBe(0);
    expect(ciHigh).toBeCloseTo((1.959964 * (2 / Math.sqrt(3))) / 2, 5);
    expect(ciLow).toBeCloseTo(-ciHigh, 12);
  });

  test("what both have in common cancels: a difference of 1 on every path is certain, however far paths are apart", () => {
    const a = columns(-1e3, 0, 5, 1e3);
    const found = meanOfDifferences(a, a.map((x) => x + 1));
    expect([found.value, found.ciLow, found.ciHigh]).toEqual([1, 1, 1]);
  });

  test("twice the same is no difference, and swapping turns the sign", () => {
    fc.assert(fc.property(fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 20 }), (pairs) => {
      const [a, b] = [columns(...pairs.map(([x]) => x)), columns(...pairs.map(([, y]) => y))];
      expect(meanOfDifferences(a, a)).toMatchObject({ value: 0, ciLow: 0, ciHigh: 0 });
      expect(meanOfDifferences(b, a).value).toBeCloseTo(-meanOfDifferences(a, b).value, 9);
      expect(meanOfDifferences(b, a).ciLow).toBeCloseTo(-meanOfDifferences(a, b).ciHigh, 9);
    }));
  });
});

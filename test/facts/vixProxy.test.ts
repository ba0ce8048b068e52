import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AUGUST_2024 } from "../../src/facts/observed/august2024.ts";
import { VIX_PROXY, vixProxy } from "../../src/facts/vixProxy.ts";
import { explained, leastSquares, residuals } from "./leastSquares.ts";
import { marketDays, present } from "./marketFile.ts";

if (!present) console.warn("no ../shared/data: the VIX proxy is not fitted again");

/** The level that returns of 0 lead to. */
const rest = Math.exp(VIX_PROXY.level / VIX_PROXY.reversion);
const oneDay = (start: number, r: number) => Math.log(vixProxy(start, [r])[1] / start);

test("without returns the index goes to its level of rest, half of the distance in 19 days", () => {
  const path = vixProxy(40, new Float64Array(600));
  expect(path).toHaveLength(601);
  expect(path.at(-1)).toBeCloseTo(rest, 6);
  expect(Math.log(path[19] / rest) / Math.log(40 / rest)).toBeCloseTo((1 - VIX_PROXY.reversion) ** 19, 10);
  expect((1 - VIX_PROXY.reversion) ** 19).toBeCloseTo(0.5, 1);
});

test("a fall of one implied standard deviation raises the index by a tenth, a rise lowers it by less than half of that", () => {
  const sd = rest / 100 / Math.sqrt(252);
  expect(oneDay(rest, -sd)).toBeCloseTo(0.1055, 10);
  expect(oneDay(rest, sd)).toBeCloseTo(-0.0436, 10);
});

test("the same fall weighs more in a calm than in a storm, and a deeper fall more than a lighter one", () => {
  const pull = (start: number) => oneDay(start, 0);
  fc.assert(
    fc.property(fc.double({ min: 9, max: 80, noNaN: true }), fc.double({ min: 1.1, max: 3, noNaN: true }), fc.double({ min: 0.001, max: 0.05, noNaN: true }), (calm, times, fall) => {
      expect(oneDay(calm, -fall) - pull(calm)).toBeGreaterThan(oneDay(calm * times, -fall) - pull(calm * times));
      expect(oneDay(calm, -fall * times)).toBeGreaterThan(oneDay(calm, -fall));
      expect(oneDay(calm, fall * times)).toBeLessThan(oneDay(calm, fall));
    }),
  );
});

test("the index is above 0 whatever the returns", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { maxLength: 60 }), (returns) => {
      for (const value of vixProxy(12, returns)) expect(value > 0 && Number.isFinite(value)).toBe(true);
    }),
  );
});

test("refuses a start that is no VIX and a return that is none", () => {
  for (const start of [0, -1, NaN, Infinity]) expect(() => vixProxy(start, [])).toThrow(RangeError);
  expect(() => vixProxy(12, [0.01, NaN])).toThrow("the return of day 2 is NaN");
});

describe("August 2024", () => {
  const returns = AUGUST_2024.slice(1).map(({ spx }, t) => (spx! - AUGUST_2024[t].spx!) / 100);
  const path = vixProxy(AUGUST_2024[0].vix!, returns);

  test("the path of the S&P 500 accounts for seven tenths of the level of 5 August, and the peak comes on that day", () => {
    expect(Number(path[23].toFixed(1))).toBe(27.6);
    expect(path[23] / AUGUST_2024[23].vix!).toBeCloseTo(0.72, 2);
    expect(path.indexOf(Math.max(...path))).toBe(23);
  });

  test("it is below 20 from 15 August on, two sessions after the index", () => {
    const back = (values: readonly number[]) => AUGUST_2024[23 + values.slice(23).findIndex((value) => value < 20)].date;
    expect(back(path)).toBe("2024-08-15");
    expect(back(AUGUST_2024.map(({ vix }) => vix!))).toBe("2024-08-13");
  });
});

describe.skipIf(!present)("fitted again to daily closes", () => {
  const days = present ? marketDays().filter(({ spx, vix }) => spx !== undefined && vix !== undefined) : [];
  const sample = days.slice(1).map((day, i) => {
    const [r, before] = [Math.log(day.spx! / days[i].spx!), days[i].vix!];
    const z = (r * 100 * Math.sqrt(252)) / before;
    return { date: day.date, y: Math.log(day.vix! / before), x: [1, -Math.log(before), z, Math.min(z, 0)] };
  });
  const between = (from: string, to: string) => sample.filter(({ date }) => date >= from && date <= to);
  const fit = (part: typeof sample) => leastSquares(part.map(({ x }) => x), part.map(({ y }) => y));
  const fitted = between("2016-01-05", "2024-06-28");
  const left = (part: typeof sample, coefficients: readonly number[]) => residuals(part.map(({ x }) => x), part.map(({ y }) => y), coefficients);

  test("the coefficients and their standard errors are those stated, on data that end before the backtest", () => {
    const { coefficients, standardErrors, rSquared, residual } = fit(fitted);
    expect(fitted).toHaveLength(2135);
    expect(coefficients.map((c) => Number(c.toFixed(4)))).toEqual(Object.values(VIX_PROXY));
    expect(standardErrors.map((c) => Number(c.toFixed(4)))).toEqual([0.0086, 0.0032, 0.0032, 0.0064]);
    expect(rSquared).toBeCloseTo(0.67, 2);
    expect(residual).toBeCloseTo(0.045, 3);
  });

  test("each year predicted from the other years: R² 0.65", () => {
    const years = [...new Set(fitted.map(({ date }) => date.slice(0, 4)))];
    const errors = years.flatMap((year) => {
      const { coefficients } = fit(fitted.filter(({ date }) => !date.startsWith(year)));
      return left(fitted.filter(({ date }) => date.startsWith(year)), coefficients);
    });
    expect(explained(errors, fitted.map(({ y }) => y))).toBeCloseTo(0.65, 2);
  });

  test("after the backtest, September 2024 to December 2025: R² 0.73", () => {
    const after = between("2024-09-03", "2025-12-31");
    expect(after.length).toBeGreaterThan(300);
    expect(explained(left(after, Object.values(VIX_PROXY)), after.map(({ y }) => y))).toBeCloseTo(0.73, 2);
  });

  test("the function is the regression: one step from yesterday's index", () => {
    const day = fitted[1000];
    const before = Math.exp(-day.x[1]);
    const r = (day.x[2] * before) / (100 * Math.sqrt(252));
    expect(Math.log(vixProxy(before, [r])[1] / before)).toBeCloseTo(day.x.reduce((sum, x, i) => sum + x * Object.values(VIX_PROXY)[i], 0), 12);
  });
});

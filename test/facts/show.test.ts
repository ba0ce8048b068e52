import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding, Part } from "../../src/facts/fact.ts";
import { shown, shownFinding, shownRange, shownShare, standing } from "../../src/facts/show.ts";
import { judge } from "../../src/facts/target.ts";
import { noRuns, quantityOf } from "./madeUp.ts";

const finding = (changes: Partial<Finding>): Finding => ({ value: 2, low: 1, high: 3, span: "paths", met: true, distance: 0, ...changes });
const part: Part = { name: "p", label: "a part", unit: "USD bn", published: NaN, criterion: "", find: () => finding({}) };

describe("shown", () => {
  test.each([
    [NaN, "–"], [Infinity, "∞"], [-Infinity, "−∞"], [0, "0.00"], [-0, "0.00"],
    [29.6, "29.6"], [1240, "1240"], [-48, "−48.0"], [0.058, "0.058"], [-0.3, "−0.30"], [2.63, "2.63"], [9.996, "10.0"], [99.96, "100"], [0.0996, "0.10"],
  ])("%d is %s", (value, text) => {
    expect(shown(value)).toBe(text);
  });

  test("a number that rounds to 0 has no minus", () => {
    expect(shown(-0.0001)).toBe("0.000");
  });

  test("reads back to three significant digits, or a thousandth where it is small", () => {
    fc.assert(fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
      const read = Number(shown(value).replace("−", "-"));
      expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.max(0.5001e-3, 0.0051 * Math.abs(value)));
    }));
  });

  test("the mirror image differs by its sign alone", () => {
    fc.assert(fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), (value) => {
      expect(shown(-value)).toBe(`−${shown(value)}`);
    }));
  });
});

test("a share is in whole percent; one that is not defined has no number", () => {
  expect([0, 0.004, 0.125, 1, NaN].map(shownShare)).toEqual(["0 %", "0 %", "13 %", "100 %", "–"]);
});

test("a finding is its value with its bounds; one that has none is its value", () => {
  expect(shownFinding(finding({}))).toBe("2.00 [1.00, 3.00]");
  expect(shownFinding(finding({ low: 2, high: 2 }))).toBe("2.00");
  expect(shownFinding(finding({ low: NaN, high: Infinity }))).toBe("2.00 [–, ∞]");
});

test("a part is met, off by its distance, not met where there is no distance to tell, or reported", () => {
  expect(standing(part, finding({}))).toBe("met");
  expect(standing(part, finding({ met: false, distance: 3.3 }))).toBe("off by 3.30 USD bn");
  expect(standing(part, finding({ met: false, distance: 0 }))).toBe("not met");
  expect(standing(part, finding({ met: false, distance: NaN }))).toBe("not met");
  expect(standing(part, finding({ met: undefined }))).toBe("reported");
});

test.each([
  [-4, [-5.5, -2.5], "± 1.50"],
  [0.6, [0.5, 0.75], "0.50 to 0.75"],
  [0.7, [0.6, Infinity], "at least 0.60"],
  [0.7, [-Infinity, 0.8], "at most 0.80"],
] as const)("observed %d in %j is shown as %s", (observed, range, text) => {
  expect(shownRange(judge(quantityOf([1, 2], observed, range), noRuns))).toBe(text);
});

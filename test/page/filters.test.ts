import fc from "fast-check";
import { expect, test } from "vitest";
import { FIRST, filtersOf, fragmentOf, levelOf, percentOf } from "../../src/page/filters.ts";

const name = fc.string({ minLength: 1, maxLength: 12 });
const filters = fc.record({
  sales: fc.record({ kind: name, asset: name, cause: name, window: name }),
  level: fc.integer({ min: 0, max: 999_900 }).map((millionths) => levelOf(millionths / 10_000)),
  threshold: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  logarithmic: fc.boolean(),
  against: fc.string(),
});

test("filters come back from the address that they were put into, whatever folders are called", () => {
  fc.assert(fc.property(filters, (chosen) => {
    expect(filtersOf(`#${fragmentOf(chosen)}`)).toEqual(chosen);
  }));
});

test("what others keep in the address stays there", () => {
  expect(fragmentOf({ ...FIRST, level: 0.9 }, "#fan-1.variable=tech&level=5&kind=bank")).toBe("fan-1.variable=tech&level=90");
});

test("what is as at first is not in the address", () => {
  expect(fragmentOf(FIRST)).toBe("");
  expect(filtersOf("")).toEqual({ ...FIRST, threshold: undefined });
});

test("levels that are none are as at first", () => {
  for (const wrong of ["100", "-1", "x", "", "Infinity", "NaN"]) expect(filtersOf(`#level=${wrong}&threshold=${wrong === "100" || wrong === "-1" ? "" : wrong}`)).toEqual({ ...FIRST, threshold: undefined });
});

test("a percentage is the level that it is written as", () => {
  for (const [percent, level] of [[99, 0.99], [99.9, 0.999], [97.5, 0.975], [29, 0.29], [0, 0]] as const) {
    expect(levelOf(percent)).toBe(level);
    expect(percentOf(level)).toBe(String(percent));
  }
});

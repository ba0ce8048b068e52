import { expect, test } from "vitest";
import { estimate } from "../../src/statistics/functional.ts";
import { parseFunctional } from "../../src/statistics/parseFunctional.ts";

const ranks = Float64Array.from({ length: 1001 }, (_, i) => i);
const valueOf = (name: string) => estimate(parseFunctional(name)!, ranks).value;

test.each([
  ["mean", 500], ["q5", 500], ["q50", 500], ["q05", 50], ["q95", 950], ["q999", 999], ["q001", 1],
  ["prob>900", 100 / 1001], ["prob>-1", 1], ["prob>1e3", 0], ["prob>.5", 1000 / 1001], ["prob>+2.", 998 / 1001],
])("%s of the numbers 0 … 1000 is %d", (name, expected) => {
  expect(valueOf(name)).toBeCloseTo(expected, 9);
  expect(parseFunctional(name)!.name).toBe(name);
});

test.each([
  "", "median", "Mean", "mean ", "q", "q0", "q00", "q-5", "q9.5", "es", "es0", "es095x", "prob", "prob>", "prob>x", "prob>=5",
  "prob>Infinity", "prob>1e999", "prob>0x10", "prob> 5", "prob>.", "prob<5",
])("%j names none", (text) => {
  expect(parseFunctional(text)).toBeUndefined();
});

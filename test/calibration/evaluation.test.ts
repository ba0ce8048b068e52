import { expect, test } from "vitest";
import { isAccepted } from "../../src/calibration/evaluation.ts";
import { measured } from "./toy.ts";

test("accepted is what is neither too implausible nor in disagreement, in any target", () => {
  // A tolerance of 3 is a deviation of 1: implausibility is the median itself.
  expect(isAccepted([measured(1.9), measured(-2)], 2)).toBe(true);
  expect(isAccepted([measured(1.9), measured(2.1)], 2)).toBe(false);
  // A wide spread makes little implausible, yet history lies outside the 10 and 90 % quantiles and the tolerance.
  const wide = measured(8, { spread: 5 });
  expect(isAccepted([wide], 2)).toBe(false);
  expect(isAccepted([{ ...wide, q10: -1 }], 2)).toBe(true);
});

test("a point without an answer is not accepted", () => {
  expect(isAccepted([], 2)).toBe(false);
});

import { expect, test } from "vitest";
import { tolerancesOf } from "../../src/calibration/tolerances.ts";
import { measured } from "./toy.ts";

const below = measured(-1, { tolerance: 2 });
const above = measured(1, { tolerance: 5 });

test("each side has the tolerance that is told there, whatever the order of the points", () => {
  for (const points of [[below, above], [above, below], [measured(NaN, { tolerance: 9 }), above, below]]) expect(tolerancesOf(points)).toEqual({ below: 2, above: 5 });
});

test("a side on which no median is has that of the other", () => {
  expect(tolerancesOf([above, above])).toEqual({ below: 5, above: 5 });
  expect(tolerancesOf([below])).toEqual({ below: 2, above: 2 });
  expect(tolerancesOf([measured(NaN, { tolerance: 9 })])).toEqual({ below: 9, above: 9 });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { interventionHazard } from "../../../src/model/rules/r21-intervention-hazard.ts";
import { interventionSize } from "../../../src/model/rules/r21-intervention-size.ts";
import { logReturn, within } from "./arbitraries.ts";

const [a, b, line] = [0.025, 0.05, 162.5];

test.each([
  // r_20d, r_60d,  S,     line only, p
  [0.03, 0.06, 163, false, 0.25],
  [0.025, 0.06, 163, false, 0], //     as fast as the limit is not faster
  [0.03, 0.05, 163, false, 0],
  [0.02, 0.06, 163, false, 0], //      too slow over 20 days
  [0.03, 0.04, 163, false, 0], //      too slow over 60 days
  [0.03, 0.06, 162, false, 0], //      below the line
  [0.03, 0.06, 162.5, false, 0], //    on the line is not above it
  [-0.1, -0.1, 163, true, 0.25], //    the line alone decides
  [-0.1, -0.1, 162, true, 0],
])("R21: r_20d=%d r_60d=%d S=%d line only %s → p=%d", (r20, r60, usdjpy, lineOnly, expected) => {
  expect(interventionHazard(0.25, r20, a, r60, b, usdjpy, line, lineOnly)).toBe(expected);
});

test("R21: the hazard is 0 or p̄, and dropping the speed conditions never lowers it", () => {
  fc.assert(
    fc.property(logReturn, logReturn, within(100, 200), within(0, 1), (r20, r60, usdjpy, hazard) => {
      const p = interventionHazard(hazard, r20, a, r60, b, usdjpy, line, false);
      const lineOnly = interventionHazard(hazard, r20, a, r60, b, usdjpy, line, true);
      expect([0, hazard]).toContain(p);
      expect(lineOnly).toBeGreaterThanOrEqual(p);
      expect(lineOnly).toBe(usdjpy > line ? hazard : 0);
    }),
  );
});

test.each([
  // median, s,  z, size
  [25, 0.5, 0, 25],
  [25, Math.log(4), 0.5, 50], //    4^½
  [25, Math.log(4), -0.5, 12.5],
  [25, 0, 3, 25],
])("R21: median=%d s=%d z=%d → %d", (median, sigma, z, expected) => {
  expect(interventionSize(median, sigma, z)).toBeCloseTo(expected, 12);
});

test("R21: sizes are positive and as often above the median as below", () => {
  fc.assert(
    fc.property(within(0.1, 200), within(0, 2), within(-6, 6), (median, sigma, z) => {
      const [up, down] = [interventionSize(median, sigma, z), interventionSize(median, sigma, -z)];
      expect(Math.min(up, down)).toBeGreaterThan(0);
      expect((up * down) / (median * median)).toBeCloseTo(1, 12);
    }),
  );
});

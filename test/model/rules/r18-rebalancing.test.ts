import fc from "fast-check";
import { expect, test } from "vitest";
import { rebalancing } from "../../../src/model/rules/r18-rebalancing.ts";
import { share, within } from "./arbitraries.ts";

test.each([
  // w,   w*,   band, φ,   trade
  [0.25, 0.25, 0.05, 1, 0],
  [0.29, 0.25, 0.05, 1, 0], //          inside the band
  [0.375, 0.25, 0.125, 1, 0], //        on its edges
  [0.125, 0.25, 0.125, 1, 0],
  [0.32, 0.25, 0.05, 1, -0.045], //     down to 0.275
  [0.32, 0.25, 0.05, 0.1, -0.0045],
  [0.18, 0.25, 0.05, 1, 0.045], //      up to 0.225
])("R18: w=%d w*=%d band=%d φ=%d → %d", (weight, target, band, speed, expected) => {
  expect(rebalancing(weight, target, band, speed)).toBeCloseTo(expected, 14);
});

test("R18: it trades against the deviation, to half a band from the target at full speed", () => {
  fc.assert(
    fc.property(share, share, within(0.001, 0.2), share, (weight, target, band, speed) => {
      const trade = rebalancing(weight, target, band, speed);
      expect(trade * (weight - target)).toBeLessThanOrEqual(0);
      const full = rebalancing(weight, target, band, 1);
      expect(trade).toBeCloseTo(speed * full, 14);
      if (full !== 0) expect(Math.abs(weight + full - target)).toBeCloseTo(band / 2, 12);
      else expect(Math.abs(weight - target)).toBeLessThanOrEqual(band);
    }),
  );
});

test("R18: a mirrored deviation gives the mirrored trade", () => {
  fc.assert(
    fc.property(within(-0.5, 0.5), within(0.001, 0.2), share, (deviation, band, speed) => {
      expect(rebalancing(deviation, 0, band, speed)).toBeCloseTo(-rebalancing(-deviation, 0, band, speed), 15);
    }),
  );
});

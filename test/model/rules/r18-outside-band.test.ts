import fc from "fast-check";
import { expect, test } from "vitest";
import { outsideBand } from "../../../src/model/rules/r18-outside-band.ts";
import { rebalancing } from "../../../src/model/rules/r18-rebalancing.ts";

test.each([
  [0.3, 0.25, 0.04, true], // 5 points above, 4 are allowed
  [0.2, 0.25, 0.04, true],
  [0.28, 0.25, 0.04, false],
  [0.25, 0.25, 0, false], // on target, without a band
  [0.75, 0.5, 0.25, false], // at the edge
  [NaN, 0.25, 0.04, false], // a fund without assets has no weights
])("weight %d, target %d, band %d: outside %s", (weight, target, band, outside) => {
  expect(outsideBand(weight, target, band)).toBe(outside);
});

test("nobody inside the band would trade, and whoever trades is outside", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, share, share, (weight, target, band, speed) => {
      if (!outsideBand(weight, target, band)) expect(rebalancing(weight, target, band, speed)).toBe(0);
      if (rebalancing(weight, target, band, speed) !== 0) expect(outsideBand(weight, target, band)).toBe(true);
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { between, betweenOrders } from "../../src/fit/ranges.ts";
import { within } from "../model/rules/arbitraries.ts";

test.each([["between", between(-0.2, 0.3), -0.2, 0.3], ["betweenOrders", betweenOrders(1e-3, 50), 1e-3, 50]])(
  "%s: a value goes to the line and back; the whole line stays inside", (_name, range, low, high) => {
    fc.assert(
      fc.property(within(0.001, 0.999), (part) => {
        const value = low + (high - low) * part;
        expect(Math.abs(range.fromLine(range.toLine(value)) - value)).toBeLessThan(1e-12 * high);
      }),
    );
    fc.assert(
      fc.property(within(-800, 800), (theta) => {
        expect(range.fromLine(theta)).toBeGreaterThanOrEqual(low * (1 - Math.sign(low) * 1e-12));
        expect(range.fromLine(theta)).toBeLessThanOrEqual(high * (1 + 1e-12));
      }),
    );
  },
);

test("the middle of the line is the middle of the range, or of its orders of magnitude", () => {
  expect(between(1, 3).fromLine(0)).toBe(2);
  expect(betweenOrders(0.01, 100).fromLine(0)).toBeCloseTo(1, 14);
});

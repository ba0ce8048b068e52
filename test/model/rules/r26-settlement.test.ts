import fc from "fast-check";
import { expect, test } from "vitest";
import { carryOver } from "../../../src/model/rules/r26-carry-over.ts";
import { filledShare } from "../../../src/model/rules/r26-participation.ts";
import { money, within } from "./arbitraries.ts";

test.each([
  // Q,   q̄,   D,    filled
  [0, 0.05, 2000, 1],
  [100, 0.05, 2000, 1], //      exactly the cap
  [200, 0.05, 2000, 0.5],
  [-400, 0.05, 2000, 0.25], //  sales alike
  [400, 0.05, Infinity, 1],
])("R26: Q=%d q̄=%d D=%d → filled %d", (net, cap, depth, expected) => {
  expect(filledShare(net, cap, depth)).toBeCloseTo(expected, 15);
});

test("R26: what is filled is at most the cap, and all of it when the cap allows", () => {
  fc.assert(
    fc.property(within(-1e5, 1e5), within(1e-4, 1), money, (net, cap, depth) => {
      const filled = filledShare(net, cap, depth);
      expect(filled).toBeGreaterThan(0);
      expect(filled).toBeLessThanOrEqual(1);
      expect(filled * Math.abs(net)).toBeLessThanOrEqual(cap * depth * (1 + 1e-12));
      if (filled < 1) expect(filled * Math.abs(net)).toBeCloseTo(cap * depth, 6);
      expect(filledShare(-net, cap, depth)).toBe(filled);
    }),
  );
});

test.each([
  // new, rest, order
  [10, 0, 10],
  [0, 10, 10], //      nothing new: the rest goes on
  [10, 4, 10], //      the new order covers the rest
  [4, 10, 10],
  [-4, 10, -4], //     the agent has changed its mind
  [-4, -10, -10],
])("R26: order=%d rest=%d → %d", (order, rest, expected) => {
  expect(carryOver(order, rest)).toBe(expected);
});

test("R26: never both, never less than the new order, and no new order turns around", () => {
  fc.assert(
    fc.property(within(-1e3, 1e3), within(-1e3, 1e3), (order, rest) => {
      const sent = carryOver(order, rest);
      expect([order, rest]).toContain(sent);
      expect(Math.abs(sent)).toBeGreaterThanOrEqual(Math.abs(order));
      if (order !== 0) expect(sent * order).toBeGreaterThanOrEqual(0);
    }),
  );
});

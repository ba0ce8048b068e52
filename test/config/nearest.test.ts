import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearest } from "../../src/config/nearest.ts";

test.each<[string, string, number]>([
  ["", "", 0],
  ["", "abc", 3],
  ["kitten", "sitting", 3],
  ["count", "coutn", 1],
  ["usd", "uds", 1],
  ["saturday", "sunday", 3],
])("%s → %s takes %d edits", (a, b, edits) => expect(editDistance(a, b)).toBe(edits));

test("the distance is symmetric, zero only for equal words, and at most the longer length", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const distance = editDistance(a, b);
      expect(distance).toBe(editDistance(b, a));
      expect(distance === 0).toBe(a === b);
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
    }),
  );
});

test.each<[string, string[], string | undefined]>([
  ["hedgefund", ["insurer", "hedge_fund"], "hedge_fund"],
  ["Hedge-Fund", ["hedge_fund"], "hedge_fund"],
  ["cont", ["count", "cost"], "count"],
  ["zebra", ["count", "cost"], undefined],
  ["x", [], undefined],
])("the name nearest to %s among %j is %s", (word, names, expected) => expect(nearest(word, names)).toBe(expected));

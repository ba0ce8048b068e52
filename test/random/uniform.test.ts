import fc from "fast-check";
import { expect, test } from "vitest";
import { uniformFromBits } from "../../src/random/uniform.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });

test.each([
  [0, 0, 2 ** -53],
  [0xffffffff, 0xffffffff, 1 - 2 ** -53],
  [-1, -1, 1 - 2 ** -53],
  [0x80000000, 0, 0.5 + 2 ** -53],
  [0x7fffffff, 0xffffffff, 0.5 - 2 ** -53],
  [0, 0x1000, 1.5 / 2 ** 52],
  [0, 0x0fff, 2 ** -53], // the last 12 bits are not used
])("bits %i, %i give the uniform %d", (high, low, expected) => {
  expect(uniformFromBits(high, low)).toBe(expected);
});

test("the complement of the bits gives exactly 1 − u", () => {
  fc.assert(
    fc.property(word, word, (high, low) => {
      expect(uniformFromBits(~high, ~low)).toBe(1 - uniformFromBits(high, low));
    }),
  );
});

test("u is strictly inside (0, 1) and orders as the bits do", () => {
  fc.assert(
    fc.property(word, word, word, word, (h1, l1, h2, l2) => {
      const u = uniformFromBits(h1, l1);
      const v = uniformFromBits(h2, l2);
      expect(u > 0 && u < 1).toBe(true);
      const a = (BigInt(h1) << 20n) | BigInt(l1 >>> 12);
      const b = (BigInt(h2) << 20n) | BigInt(l2 >>> 12);
      expect(Math.sign(u - v)).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

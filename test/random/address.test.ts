import fc from "fast-check";
import { expect, test } from "vitest";
import { counterWord } from "../../src/random/address.ts";

const byte = fc.integer({ min: 0, max: 255 });

test("round, stream and index can be read back from the counter word", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 65535 }), byte, byte, (round, stream, index) => {
      const word = counterWord(0, round, stream, index);
      expect([word >>> 16, (word >>> 8) & 0xff, word & 0xff]).toEqual([round, stream, index]);
    }),
  );
});

test("the corners of the address space are addresses", () => {
  expect(counterWord(0, 0, 0, 0)).toBe(0);
  expect(counterWord(0xffffffff, 65535, 255, 255) >>> 0).toBe(0xffffffff);
});

test.each([
  ["path", [2 ** 32, 0, 0, 0]], ["path", [-1, 0, 0, 0]], ["path", [0.5, 0, 0, 0]], ["path", [NaN, 0, 0, 0]],
  ["round", [0, 65536, 0, 0]], ["round", [0, -1, 0, 0]], ["round", [0, 1.5, 0, 0]],
  ["stream", [0, 0, 256, 0]], ["stream", [0, 0, -1, 0]], ["stream", [0, 0, 0.1, 0]],
  ["index", [0, 0, 0, 256]], ["index", [0, 0, 0, -1]], ["index", [0, 0, 0, NaN]],
] as const)("a %s outside its range is refused, not wrapped: %j", (_, [path, round, stream, index]) => {
  expect(() => counterWord(path, round, stream, index)).toThrow(RangeError);
});

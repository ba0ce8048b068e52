import { expect, test } from "vitest";
import { wholeBlocks } from "../../src/statistics/wholeBlocks.ts";

test.each([NaN, Infinity, -Infinity])("a block with %d is left out whole and counted", (failed) => {
  const found = wholeBlocks(Float64Array.of(1, 2, 3, failed, 5, 6), 2);
  expect(found).toEqual({ values: Float64Array.of(1, 2, 5, 6), blocks: [0, 2], leftOut: 1 });
});

test("all blocks may be left out, and there may be none", () => {
  expect(wholeBlocks(Float64Array.of(NaN, 1), 2)).toEqual({ values: new Float64Array(0), blocks: [], leftOut: 1 });
  expect(wholeBlocks(new Float64Array(0), 2)).toEqual({ values: new Float64Array(0), blocks: [], leftOut: 0 });
});

test("a part of a block is refused", () => {
  expect(() => wholeBlocks(new Float64Array(5), 2)).toThrow(new RangeError("5 outputs are no whole number of blocks of 2"));
});

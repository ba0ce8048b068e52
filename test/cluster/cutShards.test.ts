import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cut, cutShards, type ShardSize } from "../../src/cluster/cutShards.ts";

const costs = fc.array(fc.double({ min: 1e-6, max: 10, noNaN: true }), { minLength: 1, maxLength: 40 }).map((all) => Float64Array.from(all));
const size: fc.Arbitrary<ShardSize> = fc.oneof(
  fc.record({ paths: fc.integer({ min: 1, max: 2000 }) }),
  fc.record({ cost: fc.double({ min: 1e-4, max: 1000, noNaN: true }) }),
  fc.record({ shards: fc.integer({ min: 1, max: 300 }) }),
);

/** How often every (point, path) is in a shard. */
function times(cuts: readonly Cut[], points: number, paths: number): Uint8Array {
  const all = new Uint8Array(points * paths);
  for (const { from, to, first, end } of cuts) {
    for (let point = from; point <= to; point++) for (let path = first; path < end; path++) all[point * paths + path] += 1;
  }
  return all;
}

test("every path of every point is in exactly one shard, and shards come in the order of points and paths", () => {
  fc.assert(
    fc.property(costs, fc.integer({ min: 1, max: 500 }), size, (perPath, paths, asked) => {
      const cuts = cutShards(perPath, paths, asked);
      expect(times(cuts, perPath.length, paths).every((count) => count === 1)).toBe(true);
      for (const [n, { from, to, first, end }] of cuts.entries()) {
        expect(to).toBeLessThan(perPath.length);
        expect(end).toBeLessThanOrEqual(paths);
        expect(first % 2).toBe(0);
        // Of several points it has all paths.
        if (to > from) expect([first, end]).toEqual([0, paths]);
        const before = cuts[n - 1];
        if (before !== undefined) expect(before.to < from || (before.to === from && before.end === first)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

describe("a shard is as large as was asked for", () => {
  const even = new Float64Array(10).fill(0.5);

  test("by paths: at most so many, where they are even", () => {
    expect(cutShards(even, 100, { paths: 40 }).slice(0, 4)).toEqual([
      { from: 0, to: 0, first: 0, end: 40 },
      { from: 0, to: 0, first: 40, end: 80 },
      { from: 0, to: 0, first: 80, end: 100 },
      { from: 1, to: 1, first: 0, end: 40 },
    ]);
    expect(cutShards(even, 100, { paths: 399 }).map(({ from, to }) => [from, to])).toEqual([[0, 2], [3, 5], [6, 8], [9, 9]]);
  });

  test("by number: never more", () => {
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 50 }), (perPath, paths, shards) => {
        expect(cutShards(perPath, paths, { shards }).length).toBeLessThanOrEqual(shards);
      }),
    );
    expect(cutShards(even, 100, { shards: 20 })).toHaveLength(20);
  });

  test("by cost: between two thirds and one and a half of it, where there is something to add and to divide", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 2, noNaN: true }), fc.integer({ min: 100, max: 1000 }), fc.double({ min: 3, max: 300, noNaN: true }), (cost, paths, asked) => {
        const perPath = new Float64Array(30).fill(cost);
        const cuts = cutShards(perPath, 2 * paths, { cost: asked });
        const costOf = ({ from, to, first, end }: Cut) => (to - from + 1) * (end - first) * cost;
        // Pairs are not divided, and the last has what is left.
        for (const cut of cuts.slice(0, -1)) {
          expect(costOf(cut)).toBeLessThanOrEqual(1.5 * asked + 2 * cost);
          expect(costOf(cut)).toBeGreaterThanOrEqual(Math.min(asked, 30 * 2 * paths * cost) / 1.51 - 2 * cost);
        }
      }),
    );
  });
});

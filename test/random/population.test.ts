import fc from "fast-check";
import { expect, test } from "vitest";
import { keyFromSeed } from "../../src/random/key.ts";
import { populationRandom } from "../../src/random/population.ts";
import { createRandom } from "../../src/random/stream.ts";

const take = (n: number, next: () => number) => Array.from({ length: n }, next);

test("the sequence depends on the seed and on nothing else", () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const first = populationRandom(seed);
      const second = populationRandom(seed);
      for (let i = 0; i < 20; i++) expect(second.next()).toBe(first.next());
      expect(second.permutation(30)).toEqual(first.permutation(30));
    }),
  );
  expect(take(3, populationRandom("1").next)).not.toEqual(take(3, populationRandom("11").next));
});

test("draws lie in [0, 1), fill 256 bins evenly and are not serially correlated", () => {
  const { next } = populationRandom("population");
  const n = 500_000;
  const bins = new Float64Array(256);
  let products = 0;
  let previous = next();
  for (let i = 0; i < n; i++) {
    const u = next();
    bins[Math.floor(256 * u)]++; // an index outside 0 … 255 would be lost and unbalance the sum
    products += (u - 0.5) * (previous - 0.5);
    previous = u;
  }
  const total = bins.reduce((sum, count) => sum + count, 0);
  const chiSquare = bins.reduce((sum, count) => sum + (count - n / 256) ** 2 / (n / 256), 0);
  expect(total).toBe(n);
  expect(Math.abs(chiSquare - 255)).toBeLessThan(5 * Math.sqrt(2 * 255));
  expect(Math.abs((12 * products) / Math.sqrt(n))).toBeLessThan(5);
});

test("a permutation holds each of 0 … n − 1 once", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 500 }), (seed, n) => {
      const order = populationRandom(seed).permutation(n);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }),
  );
});

test("the 24 orders of four items are equally likely", () => {
  const random = populationRandom("orders");
  const n = 120_000;
  const counts = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const order = random.permutation(4).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  const chiSquare = [...counts.values()].reduce((sum, c) => sum + (c - n / 24) ** 2 / (n / 24), 0);
  expect(counts.size).toBe(24);
  expect(Math.abs(chiSquare - 23)).toBeLessThan(5 * Math.sqrt(2 * 23));
});

test("population draws are not correlated with path draws of the same seed", () => {
  const n = 200_000;
  const population = populationRandom("shared");
  const paths = createRandom(keyFromSeed("shared"));
  let products = 0;
  for (let path = 0; path < n; path++) {
    products += (population.next() - 0.5) * (paths.uniform(path, 0, 0, 0) - 0.5);
  }
  expect(Math.abs((12 * products) / Math.sqrt(n))).toBeLessThan(5);
});

test.each([-1, 1.5, NaN, 2 ** 31])("a permutation of %d items is refused", (n) => {
  expect(() => populationRandom("").permutation(n)).toThrow(RangeError);
});

// Not derived by hand: pins the contract that a seed keeps its population for ever.
test("the population draws of a seed stay what they are", () => {
  const random = populationRandom("yenwind");
  expect(take(3, random.next)).toEqual([0.09728380603410251, 0.6955644535281369, 0.6753233474292067]);
  expect([...random.permutation(8)]).toEqual([3, 1, 2, 5, 7, 4, 6, 0]);
});

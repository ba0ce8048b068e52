import fc from "fast-check";
import { expect, test } from "vitest";
import { keyFor, keyFromSeed } from "../../src/random/key.ts";
import { inverseNormal } from "../../src/random/normal.ts";
import { createRandom } from "../../src/random/stream.ts";

const byte = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(
  fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 65535 }), byte, byte,
);

test("key 0, address 0 is the published Threefry answer read as a fraction", () => {
  const random = createRandom([0, 0]);
  expect(random.uniform(0, 0, 0, 0)).toBe((0x6b20015999ba4 + 0.5) / 2 ** 52);
});

test("the counter is (path, round · 2¹⁶ + stream · 2⁸ + index): the π vector sits at its address", () => {
  const random = createRandom([0x13198a2e, 0x03707344]);
  const u = random.uniform(0x243f6a88, 0x85a3, 0x08, 0xd3);
  expect(u).toBe((0xc4923a9c483df + 0.5) / 2 ** 52);
});

test("a draw depends on its address only: any order, any neighbours, any instance", () => {
  fc.assert(
    fc.property(fc.array(address, { minLength: 1 }), fc.nat(), (addresses, rotation) => {
      const key = keyFromSeed("order");
      const random = createRandom(key);
      const other = createRandom([1, 2]);
      const forward = addresses.map((a) => random.uniform(...a));
      const k = rotation % addresses.length;
      const order = [...addresses.keys()].map((i) => (i + k) % addresses.length).reverse();
      for (const i of order) {
        other.normal(...addresses[i]);
        expect(random.normal(...addresses[i])).toBe(inverseNormal(forward[i]));
        expect(createRandom(key).uniform(...addresses[i])).toBe(forward[i]);
      }
    }),
  );
});

test("an address out of range is refused by both draws", () => {
  const random = createRandom([0, 0]);
  expect(() => random.uniform(0, 65536, 0, 0)).toThrow(/round 65536/);
  expect(() => random.uniform(2 ** 32, 0, 0, 0)).toThrow(/path 4294967296/);
  expect(() => random.normal(0, 0, 256, 0)).toThrow(RangeError);
});

test("the four million uniforms of a block fill 256 bins evenly, in their high and in their low bits", () => {
  const random = createRandom(keyFromSeed("chi-square"));
  const high = new Float64Array(256);
  const low = new Float64Array(256);
  const n = 1000 * 250 * 4 * 4;
  for (let path = 0; path < 1000; path++) {
    for (let round = 0; round < 250; round++) {
      for (let stream = 0; stream < 4; stream++) {
        for (let index = 0; index < 4; index++) {
          const u = random.uniform(path, round, stream, index);
          high[Math.floor(u * 256)]++;
          low[Math.floor(u * 2 ** 52) % 256]++;
        }
      }
    }
  }
  for (const bins of [high, low]) {
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 256) ** 2 / (n / 256), 0);
    expect(Math.abs(chiSquare - 255)).toBeLessThan(5 * Math.sqrt(2 * 255));
  }
});

type Draw = (i: number) => number;
const a = createRandom(keyFromSeed("1"));
const b = createRandom(keyFromSeed("2"));
const scenarioA = createRandom(keyFor("1", "calm"));
const scenarioB = createRandom(keyFor("1", "stress"));
const round = (i: number) => i % 60_000;
const path = (i: number) => Math.floor(i / 60_000);
const here: Draw = (i) => a.uniform(path(i), round(i), 3, 5);
const neighbours: Record<string, readonly [Draw, Draw]> = {
  "adjacent paths": [(i) => a.uniform(i, 7, 3, 5), (i) => a.uniform(i + 1, 7, 3, 5)],
  "adjacent rounds": [here, (i) => a.uniform(path(i), round(i) + 1, 3, 5)],
  "adjacent streams": [here, (i) => a.uniform(path(i), round(i), 4, 5)],
  "adjacent indices": [here, (i) => a.uniform(path(i), round(i), 3, 6)],
  "round and stream of the next byte": [here, (i) => a.uniform(path(i), round(i), 5, 3)],
  "paths 2³¹ apart": [(i) => a.uniform(i, 7, 3, 5), (i) => a.uniform(i + 2 ** 31, 7, 3, 5)],
  "seeds 1 and 2": [here, (i) => b.uniform(path(i), round(i), 3, 5)],
  "two labels of a seed": [
    (i) => scenarioA.uniform(i, 0, 0, 0),
    (i) => scenarioB.uniform(i, 0, 0, 0),
  ],
  "a label and its seed": [(i) => scenarioA.uniform(i, 0, 0, 0), (i) => a.uniform(i, 0, 0, 0)],
};

test.each(Object.keys(neighbours))("%s are uncorrelated and fill the unit square evenly", (name) => {
  const [first, second] = neighbours[name];
  const n = 1_000_000;
  const cells = new Float64Array(64 * 64);
  let products = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const u = first(i);
    const v = second(i);
    products += (u - 0.5) * (v - 0.5);
    squares += ((u - 0.5) ** 2 - 1 / 12) * ((v - 0.5) ** 2 - 1 / 12);
    cells[64 * Math.floor(64 * u) + Math.floor(64 * v)]++;
  }
  const chiSquare = cells.reduce((sum, count) => sum + (count - n / 4096) ** 2 / (n / 4096), 0);
  expect(Math.abs((12 * products) / Math.sqrt(n))).toBeLessThan(5);
  expect(Math.abs((180 * squares) / Math.sqrt(n))).toBeLessThan(5); // Var (u − ½)² = 1/180
  expect(Math.abs(chiSquare - 4095)).toBeLessThan(5 * Math.sqrt(2 * 4095));
});

test("three million normals have the moments and the tails of N(0, 1)", () => {
  const random = createRandom(keyFromSeed("normal"));
  const n = 3_000_000;
  const moments = [0, 0, 0, 0];
  // Upper-tail probabilities 1 − Φ(z) of the standard normal table.
  const tails = [
    { z: 1, probability: 0.15865525393145707, above: 0, below: 0 },
    { z: 2, probability: 0.02275013194817921, above: 0, below: 0 },
    { z: 3, probability: 0.0013498980316300946, above: 0, below: 0 },
    { z: 4, probability: 3.1671241833119924e-5, above: 0, below: 0 },
    { z: 4.5, probability: 3.3976731247300535e-6, above: 0, below: 0 },
  ];
  for (let i = 0; i < n; i++) {
    const x = random.normal(i, 1, 0, 0);
    moments[0] += x;
    moments[1] += x * x - 1;
    moments[2] += x * x * x - 3 * x; // Hermite polynomials: uncorrelated, variance k!
    moments[3] += x ** 4 - 6 * x * x + 3;
    for (const tail of tails) {
      if (x > tail.z) tail.above++;
      if (x < -tail.z) tail.below++;
    }
  }
  [1, 2, 6, 24].forEach((variance, k) => {
    expect(Math.abs(moments[k]) / Math.sqrt(n * variance), `moment ${k + 1}`).toBeLessThan(5);
  });
  for (const { z, probability, above, below } of tails) {
    const sigma = Math.sqrt(n * probability * (1 - probability));
    expect(Math.abs(above - n * probability) / sigma, `above ${z}`).toBeLessThan(5);
    expect(Math.abs(below - n * probability) / sigma, `below ${-z}`).toBeLessThan(5);
  }
});

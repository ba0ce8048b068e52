import fc from "fast-check";
import { expect, test } from "vitest";
import { owenScramble } from "../../src/design/owenScrambling.ts";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });
const { uniform } = createRandom(keyFromSeed("owen"));
const seedAt = (i: number) => Math.floor(uniform(i, 0, 0, 0) * 2 ** 32);

test("two words share exactly as many leading bits after scrambling as before", () => {
  fc.assert(
    fc.property(word, fc.integer({ min: 0, max: 31 }), word, word, (x, shared, noise, seed) => {
      // Equal above, different at the bit `shared` from the top, anything below.
      const y = (x ^ (0x80000000 >>> shared) ^ (shared === 31 ? 0 : noise & (0x7fffffff >>> shared))) >>> 0;
      expect(Math.clz32(owenScramble(x, seed) ^ owenScramble(y, seed))).toBe(shared);
    }),
    { numRuns: 1000 },
  );
});

test("signed and unsigned words are the same, and the result is unsigned", () => {
  fc.assert(
    fc.property(word, word, (x, seed) => {
      const scrambled = owenScramble(x, seed);
      expect(scrambled).toBe(owenScramble(x | 0, seed | 0));
      expect(scrambled >>> 0).toBe(scrambled);
    }),
  );
});

test.each([0, 1, 0x80000000, 0xffffffff, 0x12345678])("over the seeds, %d becomes uniform: the 64 strata are hit alike", (x) => {
  const seeds = 6400;
  const counts = new Float64Array(64);
  for (let i = 0; i < seeds; i++) counts[owenScramble(x, seedAt(i)) >>> 26] += 1;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
  expect(chiSquare).toBeLessThan(63 + 5 * Math.sqrt(2 * 63)); // mean and five standard deviations of χ² of 63
});

// With a coin of its own at every node, the points of different strata are independent within them.
test("n equidistant words give a mean that scatters as that of n independent points, one in each stratum", () => {
  for (const bits of [2, 4, 6]) {
    const n = 2 ** bits;
    const seeds = 4000;
    let squares = 0;
    for (let i = 0; i < seeds; i++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += owenScramble(k << (32 - bits), seedAt(i));
      squares += (sum / n / 2 ** 32 - 0.5) ** 2;
    }
    const ratio = squares / seeds / (1 / (12 * n ** 3));
    expect(Math.abs(ratio - 1), `${n} words`).toBeLessThan(5 * Math.sqrt(2 / seeds));
  }
});

test("the coins of any two of the 31 upper nodes of the tree are uncorrelated", () => {
  const nodes = [0, 1, 2, 3, 4].flatMap((level) => Array.from({ length: 2 ** level }, (_, prefix) => ({ level, prefix })));
  const seeds = 4000;
  const coins = nodes.map(({ level, prefix }) => {
    const x = level === 0 ? 0 : prefix << (32 - level); // the bit at the node is 0
    return Array.from({ length: seeds }, (_, i) => ((owenScramble(x, seedAt(i)) >>> (31 - level)) & 1) * 2 - 1);
  });
  coins.forEach((coin, a) =>
    coins.slice(0, a).forEach((other, b) => {
      const correlation = coin.reduce((sum, x, i) => sum + x * other[i], 0) / seeds;
      expect(Math.abs(correlation), `nodes ${a} and ${b}`).toBeLessThan(5 / Math.sqrt(seeds));
    }),
  );
});

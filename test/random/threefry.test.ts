import fc from "fast-check";
import { expect, test } from "vitest";
import { threefry2x32 } from "../../src/random/threefry.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });

function block(key: readonly number[], counter: readonly number[]): [number, number] {
  const out = new Uint32Array(2);
  threefry2x32(key[0], key[1], counter[0], counter[1], out);
  return [out[0], out[1]];
}

// Random123, known-answer vectors for threefry2x32 with 20 rounds: zeros, ones, digits of π.
test.each([
  { key: [0, 0], counter: [0, 0], words: [0x6b200159, 0x99ba4efe] },
  {
    key: [0xffffffff, 0xffffffff],
    counter: [0xffffffff, 0xffffffff],
    words: [0x1cb996fc, 0xbb002be7],
  },
  {
    key: [0x13198a2e, 0x03707344],
    counter: [0x243f6a88, 0x85a308d3],
    words: [0xc4923a9c, 0x483df7a0],
  },
])("Threefry2x32-20 reproduces the published answer for counter $counter", ({ key, counter, words }) => {
  expect(block(key, counter)).toEqual(words);
});

test("signed and unsigned words, and both array types, give the same bits", () => {
  fc.assert(
    fc.property(word, word, word, word, (k0, k1, c0, c1) => {
      const signed = new Int32Array(2);
      threefry2x32(k0 | 0, k1 | 0, c0 | 0, c1 | 0, signed);
      expect([signed[0] >>> 0, signed[1] >>> 0]).toEqual(block([k0, k1], [c0, c1]));
    }),
  );
});

test("what the output array held before does not matter", () => {
  fc.assert(
    fc.property(word, word, word, (k, c, garbage) => {
      const out = new Uint32Array([garbage, ~garbage]);
      threefry2x32(k, 1, c, 2, out);
      expect([...out]).toEqual(block([k, 1], [c, 2]));
    }),
  );
});

test("flipping any one of the 128 input bits flips half of the output bits on average", () => {
  const trials = 2000;
  for (let bit = 0; bit < 128; bit++) {
    let flipped = 0;
    for (let t = 0; t < trials; t++) {
      const input = [t * 7919, ~t, t, t * 104729];
      const changed = [...input];
      changed[bit >> 5] ^= 1 << (bit & 31);
      const a = block(input.slice(0, 2), input.slice(2));
      const b = block(changed.slice(0, 2), changed.slice(2));
      flipped += ones(a[0] ^ b[0]) + ones(a[1] ^ b[1]);
    }
    const bits = 64 * trials;
    expect(Math.abs(flipped - bits / 2) / Math.sqrt(bits / 4), `input bit ${bit}`).toBeLessThan(5);
  }
});

function ones(x: number): number {
  let count = 0;
  for (let rest = x; rest !== 0; rest &= rest - 1) count++;
  return count;
}

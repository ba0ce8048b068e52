import fc from "fast-check";
import { expect, test } from "vitest";
import { keyFor, keyFromSeed } from "../../src/random/key.ts";

const anyString = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.string({ maxLength: 600 }));

const distinct = (seeds: readonly string[]) => new Set(seeds.map((s) => keyFromSeed(s).join())).size;

test("a key is two unsigned 32-bit words, the same every time, for any string", () => {
  fc.assert(
    fc.property(anyString, (seed) => {
      const key = keyFromSeed(seed);
      expect(key).toHaveLength(2);
      for (const word of key) expect(word >>> 0).toBe(word);
      expect(keyFromSeed(seed)).toEqual(key);
    }),
  );
});

test("different strings give different keys", () => {
  fc.assert(
    fc.property(anyString, anyString, (a, b) => {
      fc.pre(a !== b);
      expect(keyFromSeed(a)).not.toEqual(keyFromSeed(b));
    }),
  );
});

test("repeats of one text are different seeds at every length", () => {
  const lengths = Array.from({ length: 700 }, (_, n) => n);
  expect(distinct(lengths.map((n) => "1".repeat(n)))).toBe(700);
  expect(distinct(lengths.map((n) => "ab".repeat(n)))).toBe(700);
  expect(distinct(lengths.map((n) => "\0".repeat(n)))).toBe(700);
});

test("every UTF-16 unit counts in full, unpaired surrogates included", () => {
  const units = Array.from({ length: 65536 }, (_, unit) => String.fromCharCode(unit));
  expect(distinct(units)).toBe(65536);
  expect(distinct(["é", "e\u0301", "円", "¥", "￥", "🏦", "🏦 ", " 🏦", "\ud83c", "\udfe6"])).toBe(10);
});

test("changing one character anywhere in a long seed changes the key", () => {
  const seed = "carry trade ".repeat(100);
  const variants = Array.from({ length: seed.length }, (_, i) => seed.slice(0, i) + "#" + seed.slice(i + 1));
  expect(distinct([seed, ...variants])).toBe(seed.length + 1);
});

test("the words of the keys of consecutive integers look random, bit by bit", () => {
  const seeds = 4096;
  const ones = Array.from({ length: 64 }, () => 0);
  let previous = keyFromSeed("x");
  let flips = 0;
  for (let s = 0; s < seeds; s++) {
    const key = keyFromSeed(String(s));
    for (let bit = 0; bit < 64; bit++) {
      ones[bit] += (key[bit >> 5] >>> (bit & 31)) & 1;
      flips += ((key[bit >> 5] ^ previous[bit >> 5]) >>> (bit & 31)) & 1;
    }
    previous = key;
  }
  for (const count of ones) expect(Math.abs(count - seeds / 2)).toBeLessThan(5 * Math.sqrt(seeds / 4));
  expect(Math.abs(flips - 32 * seeds)).toBeLessThan(5 * Math.sqrt(16 * seeds));
});

test("seed and label cannot be confused with each other or with a seed alone", () => {
  const keys = [
    keyFor("ab", "c"), keyFor("a", "bc"), keyFor("abc", ""), keyFor("", "abc"), keyFor("c", "ab"),
    keyFromSeed("abc"), keyFor("x", "x"), keyFromSeed("x"), keyFor("", ""), keyFromSeed(""),
  ];
  expect(new Set(keys.map(String)).size).toBe(keys.length);
  fc.assert(
    fc.property(anyString, anyString, anyString, anyString, (s1, l1, s2, l2) => {
      fc.pre(s1 !== s2 || l1 !== l2);
      expect(keyFor(s1, l1)).not.toEqual(keyFor(s2, l2));
      expect(keyFor(s1, l1)).not.toEqual(keyFromSeed(s1));
    }),
  );
});

// Not derived by hand: these pin the contract that a seed keeps its numbers for ever.
test.each([
  ["", [2052202294, 3274669200]],
  ["42", [1273777746, 606589834]],
  ["yenwind", [2241502027, 1404417613]],
  ["円キャリー", [2066940114, 1306700708]],
] as const)("the key of %j stays what it is", (seed, key) => {
  expect(keyFromSeed(seed)).toEqual(key);
});

test("the key of a labelled seed stays what it is", () => {
  expect(keyFor("42", "stress")).toEqual([3996580456, 1491373522]);
});

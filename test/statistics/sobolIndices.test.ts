import { describe, expect, test } from "vitest";
import { saltelli } from "../../src/design/saltelli.ts";
import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { sobolIndices } from "../../src/statistics/sobolIndices.ts";
import { NONE, resampling } from "./resampling.ts";
import { gFunction, ishigami, outputsOf } from "./testFunctions.ts";

describe.each([["Ishigami", ishigami], ["Sobol's g, a = 0, 1, 4.5, 9, 99", gFunction([0, 1, 4.5, 9, 99])]])("%s", (_, { dimensions, value, first, total, second }) => {
  const design = saltelli(4096, dimensions, "indices", true);
  const outputs = outputsOf(value, design.unit);
  const found = sobolIndices(outputs, design, resampling(100));

  test("indices of all orders are within 0.02 of the known ones", () => {
    first.forEach((index, i) => expect(Math.abs(found.first[i].value - index), `first ${i}`).toBeLessThan(0.02));
    total.forEach((index, i) => expect(Math.abs(found.total[i].value - index), `total ${i}`).toBeLessThan(0.02));
    expect(found.second).toHaveLength(second.length);
    second.forEach((index, k) => expect(Math.abs(found.second[k].index.value - index), `second ${k}`).toBeLessThan(0.02));
  });

  test("pairs come in order, each interval holds its estimate, and no block is missing", () => {
    expect(found.second.map(({ i, j }) => [i, j])).toEqual(first.flatMap((_x, i) => first.slice(i + 1).map((_y, k) => [i, i + 1 + k])));
    for (const { value: v, ciLow, ciHigh } of [...found.first, ...found.total, ...found.second.map(({ index }) => index)]) {
      expect(ciLow).toBeLessThanOrEqual(v);
      expect(ciHigh).toBeGreaterThanOrEqual(v);
    }
    expect(found).toMatchObject({ blocksUsed: 4096, blocksLeftOut: 0 });
  });

  test("scale and shift of the output do not matter", () => {
    const moved = sobolIndices(outputs.map((y) => 1e6 - 3 * y), design, NONE);
    moved.total.forEach((index, i) => expect(index.value).toBeCloseTo(found.total[i].value, 9));
    moved.first.forEach((index, i) => expect(index.value).toBeCloseTo(found.first[i].value, 9));
  });
});

test("the published indices of the Ishigami function are those that the test compares with", () => {
  const rounded = (xs: readonly number[]) => xs.map((x) => Number(x.toFixed(4)));
  expect(rounded(ishigami.first)).toEqual([0.3139, 0.4424, 0]);
  expect(rounded(ishigami.total)).toEqual([0.5576, 0.4424, 0.2437]);
});

test("without second order there are no pairs, and first and total are as good", () => {
  const design = saltelli(4096, 3, "first", false);
  const { first, total, second } = sobolIndices(outputsOf(ishigami.value, design.unit), design, NONE);
  expect(second).toEqual([]);
  ishigami.first.forEach((index, i) => expect(Math.abs(first[i].value - index)).toBeLessThan(0.02));
  ishigami.total.forEach((index, i) => expect(Math.abs(total[i].value - index)).toBeLessThan(0.02));
  expect(first[0]).toMatchObject({ ciLow: NaN, ciHigh: NaN });
});

// y = 2 u₁ + u₂ of independent blocks: S₁ = T₁ = 4/5, S₂ = T₂ = 1/5.
test("bootstrap intervals hold the truth at about the nominal rate", () => {
  const [samples, base] = [300, 200];
  const hits = [0, 0, 0, 0];
  for (let s = 0; s < samples; s++) {
    const { uniform } = createRandom(keyFor("blocks", `${s}`));
    const outputs = new Float64Array(4 * base);
    for (let k = 0; k < base; k++) {
      const [a1, a2, b1, b2] = [0, 1, 2, 3].map((i) => uniform(k, i, 0, 0));
      outputs.set([2 * a1 + a2, 2 * b1 + a2, 2 * a1 + b2, 2 * b1 + b2], 4 * k);
    }
    const { first, total } = sobolIndices(outputs, { dimensions: 2, secondOrder: false }, resampling(199, `sample ${s}`));
    [...first, ...total].forEach(({ ciLow, ciHigh }, i) => {
      const truth = [0.8, 0.2][i % 2];
      if (ciLow <= truth && truth <= ciHigh) hits[i] += 1;
    });
  }
  for (const count of hits) expect(Math.abs(count / samples - 0.94)).toBeLessThan(0.05);
});

test("a block with a failed point is left out whole and counted", () => {
  const design = saltelli(64, 3, "failed", true);
  const outputs = outputsOf(ishigami.value, design.unit);
  const kept = Float64Array.from(outputs.subarray(design.blockSize));
  outputs[5] = NaN;
  expect(sobolIndices(outputs, design, resampling(20))).toEqual({ ...sobolIndices(kept, design, resampling(20)), blocksLeftOut: 1 });
});

const unknown = { value: NaN, ciLow: NaN, ciHigh: NaN };

test.each([0.1, 1e9, 0])("outputs that are all %d have no indices", (y) => {
  const { first, total, second } = sobolIndices(new Float64Array(8 * 6).fill(y), { dimensions: 2, secondOrder: true }, resampling(10));
  expect([...first, ...total, second[0].index]).toEqual([unknown, unknown, unknown, unknown, unknown]);
});

test("neither have outputs that vary in no A and no B, nor none at all", () => {
  for (let k = 1; k <= 50; k++) {
    const varied = Float64Array.from({ length: 8 * 3 }, (_, row) => (row % 3 === 1 ? row : k / 10));
    expect(sobolIndices(varied, { dimensions: 1, secondOrder: false }, NONE).total).toEqual([unknown]);
  }
  expect(sobolIndices(new Float64Array(0), { dimensions: 1, secondOrder: false }, resampling(10))).toEqual({ first: [unknown], total: [unknown], second: [], blocksUsed: 0, blocksLeftOut: 0 });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { morris } from "../../src/design/morris.ts";

const rowsOf = ({ unit: { rows, dimensions, values } }: ReturnType<typeof morris>) =>
  Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * dimensions, (i + 1) * dimensions)));
const levels = fc.integer({ min: 1, max: 8 }).map((half) => 2 * half);

test("successive rows of a trajectory differ in one coordinate by Δ, each coordinate once, all on the grid", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 8 }), levels, fc.string(), (trajectories, dimensions, p, seed) => {
      const design = morris(trajectories, dimensions, p, seed);
      expect(design).toMatchObject({ trajectories, dimensions, levels: p, blockSize: dimensions + 1, unit: { rows: trajectories * (dimensions + 1), dimensions } });
      const rows = rowsOf(design);
      for (const u of rows.flat()) expect(Math.abs(u * (p - 1) - Math.round(u * (p - 1)))).toBeLessThan(1e-12);
      expect(rows.flat().every((u) => u >= 0 && u <= 1)).toBe(true);
      for (let t = 0; t < trajectories; t++) {
        const changed = Array.from({ length: dimensions }, (_, step) => {
          const [from, to] = [rows[t * (dimensions + 1) + step], rows[t * (dimensions + 1) + step + 1]];
          const differing = from.flatMap((u, i) => (u === to[i] ? [] : [i]));
          expect(differing).toHaveLength(1);
          expect(Math.abs(to[differing[0]] - from[differing[0]])).toBeCloseTo(p / (2 * (p - 1)), 12);
          return differing[0];
        });
        expect(changed.sort((a, b) => a - b)).toEqual(Array.from({ length: dimensions }, (_, i) => i));
      }
    }),
  );
});

test("every level, direction and order is equally likely", () => {
  const [r, d, p] = [6000, 3, 4];
  const rows = rowsOf(morris(r, d, p, "alike"));
  const counts = { level: new Float64Array(p), up: new Float64Array(2), order: new Map<string, number>() };
  for (let t = 0; t < r; t++) {
    const block = rows.slice(t * (d + 1), (t + 1) * (d + 1));
    counts.level[Math.round(block[0][1] * (p - 1))] += 1;
    counts.up[block[d][1] > block[0][1] ? 1 : 0] += 1;
    const order = block.slice(1).map((row, step) => row.findIndex((u, i) => u !== block[step][i])).join("");
    counts.order.set(order, (counts.order.get(order) ?? 0) + 1);
  }
  expect(counts.order.size).toBe(6);
  for (const found of [counts.level, counts.up, Float64Array.from(counts.order.values())]) {
    const expected = r / found.length;
    for (const count of found) expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
  }
});

test("more trajectories extend fewer, and the seed decides", () => {
  const few = rowsOf(morris(5, 4, 6, "a"));
  expect(rowsOf(morris(50, 4, 6, "a")).slice(0, few.length)).toEqual(few);
  expect(rowsOf(morris(5, 4, 6, "b"))).not.toEqual(few);
});

test.each([[0, 1, 4], [1, 0, 4], [1, 1, 3], [1, 1, 0]])("%d trajectories in %d dimensions on %d levels are refused", (trajectories, dimensions, p) => {
  expect(() => morris(trajectories, dimensions, p, "")).toThrow(RangeError);
});

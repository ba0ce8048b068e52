import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { saltelli } from "../../src/design/saltelli.ts";
import { sobolSequence } from "../../src/design/sobolSequence.ts";
import { hasModule, python } from "../readers/python.ts";

const rowsOf = ({ unit: { rows, dimensions, values } }: ReturnType<typeof saltelli>) =>
  Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * dimensions, (i + 1) * dimensions)));

test("blocks A, AB_i, BA_i, B: AB_i is A but in column i, which is B's, and BA_i the reverse", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 6 }), fc.boolean(), fc.string(), (base, d, secondOrder, seed) => {
      const design = saltelli(base, d, seed, secondOrder);
      const blockSize = secondOrder ? 2 * d + 2 : d + 2;
      expect(design).toMatchObject({ base, dimensions: d, secondOrder, blockSize, unit: { rows: base * blockSize, dimensions: d } });
      const rows = rowsOf(design);
      const points = sobolSequence(base, 2 * d, seed).values;
      for (let block = 0; block < base; block++) {
        const [a, ...rest] = rows.slice(block * blockSize, (block + 1) * blockSize);
        const b = rest.pop()!;
        expect([...a, ...b]).toEqual(Array.from(points.subarray(2 * d * block, 2 * d * (block + 1))));
        for (let i = 0; i < d; i++) {
          expect(rest[i]).toEqual(a.map((u, j) => (j === i ? b[j] : u)));
          if (secondOrder) expect(rest[d + i]).toEqual(b.map((u, j) => (j === i ? a[j] : u)));
        }
      }
    }),
  );
});

test.skipIf(!hasModule("SALib")).each([true, false])("without a seed the rows are those of SALib, second order: %s", (secondOrder) => {
  const script = join(import.meta.dirname, "saltelli_rows.py");
  const theirs = execFileSync(python!, [script, "16", "5", secondOrder ? "1" : "0"], { encoding: "utf8" });
  const ours = rowsOf(saltelli(16, 5, undefined, secondOrder));
  expect(ours.map((row) => row.map((u) => Math.floor(u * 2 ** 32)))).toEqual(JSON.parse(theirs));
});

test("more blocks extend fewer", () => {
  const few = rowsOf(saltelli(8, 3, "a", true));
  expect(rowsOf(saltelli(32, 3, "a", true)).slice(0, few.length)).toEqual(few);
});

test("up to 128 dimensions; more are refused, and so is no block", () => {
  expect(saltelli(1, 128, "", false).unit.rows).toBe(130);
  expect(() => saltelli(1, 129, "", false)).toThrow(new RangeError("dimensions of Sobol' indices must be a whole number from 1 to 128, got 129"));
  expect(() => saltelli(0, 2, "", false)).toThrow(RangeError);
});

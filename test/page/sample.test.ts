import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openColumns } from "../../src/arrow/readColumn.ts";
import { FIRST } from "../../src/page/filters.ts";
import type { SalesData } from "../../src/page/runData.ts";
import { withLargest } from "../../src/page/farTail.ts";
import { beyond, sampleOf, tailsOf } from "../../src/page/sample.ts";
import { answers, firstThreshold, sampleHistogram, sampleTail } from "../../src/page/sampleFigures.ts";
import { embedded } from "../../src/report/columns.ts";
import { readSales } from "../../src/report/readSales.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { simulateTiny } from "../run/tinyRun.ts";

const out = scratchFolder();
let folder: string;
let sales: SalesData;
beforeAll(async () => {
  folder = await simulateTiny(out, [`events=[{"day":1,"round":1,"news":{"fx":-0.1,"tech":-0.1,"equity":-0.1}}]`]);
  sales = readSales(folder, []);
});

test("what is computed from the paths is what the tables of the run say, for every series", () => {
  const paths = openColumns(join(folder, "paths.arrow"));
  for (const { kind, asset, cause, window, estimates, tail, worst } of sales.distributions) {
    const sample = sampleOf(paths.column([sales.kinds[kind], sales.assets[asset], sales.causes[cause], sales.windows[window]].map(({ name }) => name).join(".")));
    sales.statistics.forEach(({ name }, s) => expect(sample.statistics.get(name)!.map((value) => (value === null ? null : embedded(value)))).toEqual(estimates[s]));
    const [own] = tailsOf([sample]);
    const stored = tail === null ? undefined : withLargest(tail, worst!.value, sample.values.length);
    expect(own?.threshold.map(embedded)).toEqual(stored?.threshold);
    expect(own?.probability.map(embedded)).toEqual(stored?.probability.map(embedded));
  }
  paths.close();
});

const asked = (values: readonly number[], threshold: number, other?: readonly number[]) => ({
  sample: sampleOf(Float64Array.from(values)),
  what: "sales",
  name: "own",
  filters: { ...FIRST, level: 0.5 },
  threshold,
  ...(other === undefined ? {} : { other: { name: "other", sample: sampleOf(Float64Array.from(other)) } }),
});

test("more than a threshold means more: equal values do not count", () => {
  const { probability, hits } = beyond(sampleOf(Float64Array.of(1, 2, 2, 3)), 2);
  expect({ share: probability[0], hits }).toEqual({ share: 0.25, hits: 1 });
});

test("the tail marks quantile, shortfall and threshold where they lie, and two runs have the same thresholds", () => {
  const { curves, marks } = sampleTail(asked([1, 2, 3, 4], 2.5, [1, 2, 3, 40]))!;
  expect(marks!.map(({ name, probability, at }) => [name, probability, at[0]])).toEqual([["VaR 50 %", 0.5, 2.5], ["ES 50 %", 0.5, 3.5], ["threshold", 0.5, 2.5]]);
  expect(curves[1].tail.threshold).toEqual(curves[0].tail.threshold);
  expect(curves[0].tail.threshold.at(-1)).toBeGreaterThan(4);
});

test("a curve goes on beyond its last round threshold, to the largest value", () => {
  const values = [...Array(97).fill(0), 50.5, 51.5, 54];
  const [tail] = tailsOf([sampleOf(Float64Array.from(values))]);
  expect([tail.threshold.slice(-4), tail.probability.slice(-4)]).toEqual([[50, 50.5, 51.5, 54], [0.03, 0.02, 0.01, 0]]);
  const known = { threshold: [0, 50], probability: [0.03, 0.03], low: [0, 0], high: [1, 1] };
  expect(withLargest(known, [54, 51.5, 50.5, 0], 100)).toMatchObject({ threshold: [0, 50, 50.5, 51.5, 54], probability: [0.03, 0.03, 0.02, 0.01, 0] });
});

test("a threshold beyond all values is marked nowhere; who never sells has neither figure", () => {
  expect(sampleHistogram(asked([1, 2], 5))!.marks.map(({ name }) => name)).toEqual(["50 %"]);
  expect(sampleTail(asked([1, 2], 5))!.marks!.map(({ name }) => name)).toEqual(["VaR 50 %", "ES 50 %"]);
  expect([sampleHistogram(asked([0, 0], 0)), sampleTail(asked([0, -1], 0))]).toEqual([undefined, undefined]);
});

test("answers have a column per run; the first threshold is a round one", () => {
  const { columns, rows } = answers(asked([1, 2, 3, 4], 2, [5, 6, 7]));
  expect(columns).toHaveLength(3);
  expect(rows.every((row) => row.length === 3)).toBe(true);
  expect(rows[2][2]).toMatch(/3 of 3 paths$/);
  expect(firstThreshold(sampleOf(Float64Array.of(1, 1234.5, 1234.5)))).toBe(1200);
});

import { expect, test } from "vitest";
import { inverseNormal } from "../../src/random/normal.ts";
import { parsePrecision } from "../../src/statistics/precision.ts";
import { createStopping } from "../../src/statistics/stopping.ts";
import type { Metric } from "../../src/sweep/metrics.ts";
import { allPaths, StoppingTarget } from "../../src/sweep/stoppingTarget.ts";

const metric = (name: string): Metric => ({ name, unit: "1", description: "For a test", kind: "", asset: "", cause: "", window: "" });
const METRICS = [metric("other"), metric("usdjpy.end")];
/** Normal values of a standard deviation, spread evenly over every first part of them. */
const sample = (sd: number, paths: number) => Float64Array.from({ length: paths }, (_, i) => sd * inverseNormal((((i + 0.5) * 0.6180339887498949) % 1)));

function target(tolerance: number, budget: number, sdOf: (point: string) => number) {
  const asked: [string, number, number][] = [];
  const until = parsePrecision(`mean(usdjpy.end) within ${tolerance}`);
  const stopping = new StoppingTarget(until, METRICS, budget, (point, m, paths) => {
    asked.push([point, m, paths]);
    return sample(sdOf(point), paths);
  });
  return { stopping, asked, until };
}

/** Sizes that a point goes through. */
function sizes(stopping: StoppingTarget, point: string): number[] {
  const found = [stopping.sizes[0]];
  for (let next; (next = stopping.next(point, found.at(-1)!)) > found.at(-1)!; ) found.push(next);
  return found;
}

test("all paths at once are never more", () => {
  expect(allPaths.next("p", 123)).toBe(123);
});

test("sizes grow by half from 256 on, in multiples of 16, and end at the budget", () => {
  expect(target(1, 1000, () => 1).stopping.sizes).toEqual([256, 384, 576, 864, 1000]);
  expect(target(1, 256, () => 1).stopping.sizes).toEqual([256]);
  expect(target(1, 9, () => 1).stopping.sizes).toEqual([9]);
});

test("it looks at the metric that the precision names, and ends where the look is met", () => {
  const { stopping, asked } = target(0.2, 5000, (point) => (point === "calm" ? 1 : 3));
  expect(sizes(stopping, "calm")).toEqual([256]);
  const wild = sizes(stopping, "wild");
  expect(wild.length).toBeGreaterThan(3);
  expect(wild.at(-1)).toBeLessThan(5000);
  expect(asked.every(([, m]) => m === 1)).toBe(true);
  expect(stopping.lookOf("wild")).toMatchObject({ met: true, n: wild.at(-1) });
  expect(stopping.lookOf("nobody")).toBeUndefined();
});

test("every look has the confidence of its number: later ones ask for more", () => {
  const { stopping, until } = target(1e-6, 2000, () => 1);
  const looks = createStopping(until);
  sizes(stopping, "p").forEach((size, j) => {
    stopping.next("p", size);
    expect(stopping.lookOf("p")).toEqual(looks.look(j + 1, sample(1, size)));
  });
});

test("at the budget it ends, met or not", () => {
  const { stopping } = target(1e-6, 600, () => 1);
  expect(sizes(stopping, "p")).toEqual([256, 384, 576, 600]);
  expect(stopping.lookOf("p")).toMatchObject({ met: false, n: 600 });
});

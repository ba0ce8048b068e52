import { expect, test } from "vitest";
import { scalingSvg, scalingText } from "../../benchmarks/scalingChart.ts";
import { findingOf } from "../wellFormed.ts";

const points = [
  { threads: 1, pathsPerSecond: 80, ratio: 1 },
  { threads: 2, pathsPerSecond: 156, ratio: 1.95 },
  { threads: 4, pathsPerSecond: 240, ratio: 3 },
];

test("the text has a line per number of threads, a bar as long as the ratio and a dot where nothing would be lost", () => {
  const [head, ...rows] = scalingText(points).split("\n");
  expect(head).toContain("paths/s");
  expect(rows.map((row) => row.trim().split(/\s+/).slice(0, 3))).toEqual([["1", "80.0", "1.00"], ["2", "156.0", "1.95"], ["4", "240.0", "3.00"]]);
  const lengths = rows.map((row) => row.match(/█/g)?.length);
  expect(lengths).toEqual([10, 20, 30]);
  expect(rows[2].endsWith("·")).toBe(true);
  expect(rows[2].indexOf("·") - rows[2].indexOf("█")).toBe(40);
});

test("the picture has a labelled point per number of threads, on the line where nothing is lost only if nothing is", () => {
  const svg = scalingSvg(points, "A & B <C>");
  expect(svg.match(/<circle/g)).toHaveLength(3);
  for (const label of [">1.00<", ">1.95<", ">3.00<", "A &amp; B &lt;C>"]) expect(svg).toContain(label);
  const circles = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const [, x1, y1, x2, y2] = /stroke="#57606a"[^]*?<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"/.exec(svg)!.map(Number);
  const below = circles.map(([x, y]) => y - (y1 + ((y2 - y1) * (x - x1)) / (x2 - x1)));
  expect(below[0]).toBeCloseTo(0, 0);
  expect(below[2]).toBeGreaterThan(30); // SVG counts downwards
});

const circles = (svg: string) => [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);

test("doublings are equally far apart, so that few threads are as readable as many", () => {
  const ideal = [1, 2, 4, 8, 16, 32, 64].map((threads) => ({ threads, pathsPerSecond: 80 * threads, ratio: threads }));
  const at = circles(scalingSvg(ideal, "64 cores"));
  const steps = at.slice(1).map(([x, y], n) => [x - at[n][0], y - at[n][1]]);
  for (const [dx, dy] of steps) {
    expect(dx).toBeCloseTo(steps[0][0], 0);
    expect(dy).toBeCloseTo(steps[0][1], 0);
  }
});

test("of neighbours too close for two labels the last is labelled, and both are points", () => {
  const svg = scalingSvg([...points, { threads: 32, pathsPerSecond: 2000, ratio: 25 }, { threads: 33, pathsPerSecond: 2001, ratio: 25.01 }], "33 cores");
  expect(circles(svg)).toHaveLength(5);
  expect(svg).not.toContain(">32<");
  expect(svg).toContain(">33<");
});

test.each([
  ["slower with two threads than with one", [points[0], { threads: 2, pathsPerSecond: 60, ratio: 0.75 }]],
  ["better than ideal", [points[0], { threads: 2, pathsPerSecond: 180, ratio: 2.25 }]],
  ["one point", [points[0]]],
])("the picture is well formed and every point lies in it: %s", (_, some) => {
  const svg = scalingSvg(some, "A & B <C>");
  expect(findingOf(svg)).toBeUndefined();
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
  expect(circles(svg)).toHaveLength(some.length);
  for (const [x, y] of circles(svg)) {
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(height);
  }
});

test.each(["<a>", "<a></b>", "<a x=1/>", "<a>&</a>", "<a/><b/>", '<a x="1" x="2"/>', "<a>b<</a>"])("%s is not well formed", (xml) => {
  expect(findingOf(xml)).toBeDefined();
});

import { expect, test } from "vitest";
import { scalingSvg, scalingText } from "../../benchmarks/scalingChart.ts";

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

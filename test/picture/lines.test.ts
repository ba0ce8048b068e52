import fc from "fast-check";
import { expect, test } from "vitest";
import { lines, spread } from "../../src/picture/lines.ts";
import { findingOf } from "../wellFormed.ts";

const box = { left: 50, top: 40, width: 300, height: 200 };
const x = { title: "dollars, USD bn", from: 0, to: 100 };
const y = { title: "sold, USD bn", from: 0, to: 10 };
const curve = (name: string, ...points: [x: number, value: number, half: number][]) => ({
  name,
  points: points.map(([at, value, half]) => ({ x: at, value, low: value - half, high: value + half })),
});
const drawn = (...curves: ReturnType<typeof curve>[]) => `<svg>${lines(curves, x, y, box)}</svg>`;
const circles = (svg: string) => [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, cx, cy]) => [Number(cx), Number(cy)]);
const numbers = (d: string) => [...d.matchAll(/[\d.]+ [\d.]+/g)].map(([pair]) => pair.split(" ").map(Number));

test("points lie where the axes say, the largest y highest", () => {
  const svg = drawn(curve("alone", [0, 0, 0], [50, 5, 0], [100, 10, 0]));
  expect(circles(svg)).toEqual([[50, 240], [200, 140], [350, 40]]);
  expect(findingOf(svg)).toBeUndefined();
});

test("a band goes along the upper bounds and back along the lower ones", () => {
  const svg = drawn(curve("alone", [0, 5, 1], [100, 5, 2]));
  const band = /<path d="([^"]+)" class="band fill0"/.exec(svg)![1];
  expect(numbers(band)).toEqual([[50, 120], [350, 100], [350, 180], [50, 160]]);
});

test("without intervals there is no band; two curves have two colours and their names", () => {
  const svg = drawn(curve("A & B", [0, 1, NaN], [100, 2, NaN]), curve("joint", [0, 3, NaN], [100, 4, NaN]));
  expect(svg).not.toContain("band");
  expect(svg).toMatch(/class="curve stroke0"[^]*class="curve stroke1"/);
  expect(svg).toContain(">A &amp; B<");
  expect(findingOf(svg)).toBeUndefined();
});

test("the axes carry their titles, with units", () => {
  const svg = drawn(curve("alone", [0, 0, 0], [100, 10, 0]));
  for (const title of ["dollars, USD bn", "sold, USD bn"]) expect(svg).toContain(`>${title}<`);
});

test("equal factors are equally far apart on a logarithmic axis", () => {
  const svg = lines([curve("A", [0, 1, 0], [50, 10, 0], [100, 100, 0])], x, { title: "A", from: 1, to: 100, log: true }, box);
  expect(circles(svg).map(([, cy]) => cy)).toEqual([240, 140, 40]);
  expect(svg).toMatch(/>1<[^]*>2<[^]*>5<[^]*>10<[^]*>20<[^]*>50<[^]*>100</);
});

test("names keep their distance and their order, and stay where they are when they have room", () => {
  expect(spread([10, 100], 15)).toEqual([10, 100]);
  expect(spread([50, 50], 20)).toEqual([40, 60]);
  const heights = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(heights, (given) => {
      const placed = spread(given, 15);
      const order = given.map((_, i) => i).sort((a, b) => given[a] - given[b]);
      for (let n = 1; n < order.length; n++) expect(placed[order[n]] - placed[order[n - 1]]).toBeGreaterThanOrEqual(15 - 1e-6);
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(mean(placed)).toBeCloseTo(mean(given), 6);
    }),
  );
});

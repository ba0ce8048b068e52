import fc from "fast-check";
import { expect, test } from "vitest";
import { type Ridge, ridgePicture, type Tried } from "../../src/picture/ridgePicture.ts";
import { findingOf } from "../wellFormed.ts";

const points: Tried[] = [
  { x: 100, y: 1000, accepted: true },
  { x: 400, y: 1000, accepted: false },
  { x: 100, y: 4000, accepted: false },
  { x: 400, y: 4000, accepted: true },
];
const ridge: Ridge = { title: "Loans & depth", xName: "loans L, <USD bn>", yName: "depth D, USD bn", ratio: { name: "L/D", low: 0.08, high: 0.125 }, caption: "Sweep x & y" };
const draw = (changes: Partial<Ridge> = {}, tried: readonly Tried[] = points) => ridgePicture(tried, { ...ridge, ...changes });
const plot = (svg: string) => svg.replace(/<circle [^>]*cy="73"[^>]*>/g, "");
const circles = (svg: string, style: string) => [...plot(svg).matchAll(new RegExp(`<circle cx="([\\d.]+)" cy="([\\d.]+)" r="[\\d.]+" class="${style}"`, "g"))].map(([, x, y]) => [Number(x), Number(y)]);
const paths = (svg: string, style: string) => [...svg.matchAll(new RegExp(`<path d="([^"]+)" class="${style}"`, "g"))].map(([, d]) => [...d.matchAll(/([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]));

/** Coordinates of a pixel, from two of the points. */
function read(svg: string): (pixel: number[]) => [number, number] {
  const [[x0, y0], [x1, y1]] = circles(svg, "accepted");
  const log = (from: number, to: number, share: number) => from * (to / from) ** share;
  return ([x, y]) => [log(100, 400, (x - x0) / (x1 - x0)), log(1000, 4000, (y - y0) / (y1 - y0))];
}

test("equal factors are equally far apart, larger values to the right and above", () => {
  const [lower, upper] = circles(draw(), "accepted");
  const [right, left] = circles(draw(), "tried");
  expect(right).toEqual([upper[0], lower[1]]);
  expect(left).toEqual([lower[0], upper[1]]);
  expect(upper[0]).toBeGreaterThan(lower[0]);
  expect(upper[1]).toBeLessThan(lower[1]);
});

test("every point is drawn once, accepted ones on top and counted", () => {
  const svg = plot(draw({}, [...points, { x: 200, y: 2000, accepted: true }]));
  expect(circles(svg, "tried")).toHaveLength(2);
  expect(circles(svg, "accepted")).toHaveLength(3);
  expect(svg.lastIndexOf('class="tried"')).toBeLessThan(svg.indexOf('class="accepted"'));
  expect(svg).toContain("5 points tried, 3 accepted");
});

test("both ends of each line have its ratio, and so have the corners of the band within the axes", () => {
  const svg = draw();
  const at = read(svg);
  const lines = paths(svg, "iso");
  expect(lines).toHaveLength(2);
  [ridge.ratio.low, ridge.ratio.high].forEach((ratio, i) => {
    for (const end of lines[i]) {
      const [x, y] = at(end);
      expect(x / y / ratio).toBeCloseTo(1, 2);
    }
  });
  for (const corner of paths(svg, "ratio")[0]) {
    const [x, y] = at(corner);
    expect(x / y).toBeGreaterThan(ridge.ratio.low * 0.99);
    expect(x / y).toBeLessThan(ridge.ratio.high * 1.01);
  }
  expect(svg).toContain(">L/D = 0.08<");
  expect(svg).toContain(">L/D = 0.125<");
});

/** Whether a polygon holds a point, by how often a ray to the right crosses its border. */
function holds(polygon: readonly number[][], [x, y]: readonly number[]): boolean {
  return polygon.filter(([x0, y0], i) => {
    const [x1, y1] = polygon[(i + 1) % polygon.length];
    return y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0);
  }).length % 2 === 1;
}

test("the band holds the points whose ratio is within, and no other", () => {
  const grid = [60, 90, 130, 200, 300, 450].flatMap((x) => [500, 800, 1300, 2000, 3000, 4500].map((y) => ({ x, y, accepted: true })));
  for (const [low, high] of [[0.105, 0.16], [0.033, 0.21], [0.018, 0.032], [0.41, 0.95], [0.001, 50]]) {
    const svg = draw({ ratio: { name: "L/D", low, high } }, grid);
    const [band] = paths(svg, "ratio");
    expect(circles(svg, "accepted").map((pixel) => holds(band, pixel))).toEqual(grid.map(({ x, y }) => x / y > low && x / y < high));
  }
});

test("one ratio is one line, and a ratio outside of the axes is none", () => {
  expect(paths(draw({ ratio: { name: "L/D", low: 0.1, high: 0.1 } }), "iso")).toHaveLength(1);
  const outside = draw({ ratio: { name: "L/D", low: 50, high: 60 } });
  expect(outside).not.toMatch(/class="(iso|ratio|says-iso)/);
});

test("is well formed, escaped, the same from the same points", () => {
  const svg = draw();
  for (const text of ["Loans &amp; depth", "loans L, &lt;USD bn&gt;", "depth D, USD bn", "Sweep x &amp; y"]) expect(svg).toContain(`>${text}<`);
  expect(findingOf(svg.replace(/<style>[^]*<\/style>/, ""))).toBeUndefined();
  expect(draw()).toBe(svg);
});

test("lines and points stay within the axes, whatever the points and the ratio", () => {
  const positive = (max: number) => fc.double({ min: 1e-3, max, noNaN: true });
  const tried = fc.array(fc.record({ x: positive(1e3), y: positive(1e4), accepted: fc.boolean() }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(tried, positive(10), fc.double({ min: 1, max: 5, noNaN: true }), (given, low, times) => {
      const svg = draw({ ratio: { name: "L/D", low, high: low * times } }, given);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      for (const [x, y] of [...circles(svg, "tried"), ...circles(svg, "accepted"), ...paths(svg, "iso").flat(), ...paths(svg, "ratio").flat()]) {
        expect(x >= 69.9 && x <= 790.1 && y >= 111.9 && y <= 512.1).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

test("refuses what has no logarithm, and no points at all", () => {
  expect(() => draw({}, [])).toThrow("no point was tried");
  expect(() => draw({}, [{ x: 0, y: 1, accepted: false }])).toThrow("a point at 0, 1");
  expect(() => draw({ ratio: { name: "L/D", low: 2, high: 1 } })).toThrow("L/D from 2 to 1");
  expect(() => draw({ ratio: { name: "L/D", low: 0, high: 1 } })).toThrow(RangeError);
});

import { expect, test } from "vitest";
import { indexBars } from "../../src/picture/indexBars.ts";
import { findingOf } from "../wellFormed.ts";

const box = { left: 200, top: 60, width: 400, height: 100 };
const x = { title: "index, share", from: 0, to: 1 };
const bar = (value: number, half: number) => ({ value, low: value - half, high: value + half });
const svg = `<svg>${indexBars([{ name: "leverage", bars: [bar(0.5, 0.1), bar(0.75, 0.25)] }, { name: "A & B", bars: [bar(0.25, NaN), bar(0.1, 0.05)] }], ["alone", "total"], x, box)}</svg>`;
const rectangles = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="[\d.]+" rx="2" class="fill(\d)"/g)].map((match) => match.slice(1).map(Number));

test("bars are as long as their values, those of a row below each other, rows in order", () => {
  const bars = rectangles.slice(0, 4);
  expect(bars.map(([left, , width]) => [left, width])).toEqual([[200, 200], [200, 300], [200, 100], [200, 40]]);
  expect(bars.map(([, , , series]) => series)).toEqual([0, 1, 0, 1]);
  const tops = bars.map(([, top]) => top);
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
});

test("whiskers go from bound to bound, and there is none without bounds", () => {
  const whiskers = [...svg.matchAll(/<line x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)" y2="[\d.]+" class="whisker"/g)].map((match) => match.slice(1).map(Number));
  expect(whiskers).toEqual([[360, 440], [400, 600], [220, 260]]);
});

test("names, series and the title of the axis are there, and the picture is well formed", () => {
  for (const text of ["leverage", "A &amp; B", "alone", "total", "index, share"]) expect(svg).toContain(`>${text}<`);
  expect(findingOf(svg)).toBeUndefined();
});

test("a single series needs no key, and a negative value goes to the left of 0", () => {
  const single = indexBars([{ name: "a", bars: [bar(-0.5, 0.1)] }], ["alone"], { ...x, from: -1 }, box);
  expect(single).not.toContain("alone");
  expect(single).toMatch(/<rect x="300" y="[\d.]+" width="100"/);
});

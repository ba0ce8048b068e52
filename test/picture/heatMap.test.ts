import { expect, test } from "vitest";
import { heatMap } from "../../src/picture/heatMap.ts";
import { findingOf } from "../wellFormed.ts";

const cells = [
  [{ value: 0, text: ["0.0"] }, { value: 5, text: ["+5.0", "± 0.1"] }],
  [{ value: 2, text: ["+2.0"] }, { value: 10, text: ["+10.0"] }],
];
const map = { xTitle: "spread <bp>", yTitle: "hike, bp", columns: ["0", "−50"], rows: ["0", "25"], cells };
const svg = `<svg>${heatMap(map, { left: 100, top: 50, width: 200, height: 100 })}</svg>`;
const rectangles = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)"[^>]*fill-opacity="([\d.]+)"/g)].map((match) => match.slice(1).map(Number));

test("columns go to the right, rows upwards, and the colour grows with the value", () => {
  const [low, right, up, most] = rectangles;
  expect(right[0] - low[0]).toBe(100);
  expect(right[1]).toBe(low[1]);
  expect(low[1] - up[1]).toBe(50);
  const shades = [low, up, right, most].map(([, , shade]) => shade);
  expect(shades).toEqual([...shades].sort((a, b) => a - b));
  expect(shades[0]).toBeGreaterThan(0);
  expect(shades[3]).toBe(1);
});

test("light letters stand on dark cells only", () => {
  expect([...svg.matchAll(/class="strong( on-heat)?">([^<]+)</g)].map(([, light, text]) => [text, light !== undefined])).toEqual([["0.0", false], ["+5.0", false], ["+2.0", false], ["+10.0", true]]);
});

test("every line of a cell, label and title is there, and the picture is well formed", () => {
  for (const text of ["+5.0", "± 0.1", "spread &lt;bp>", "hike, bp", "−50", "25"]) expect(svg.replaceAll("&gt;", ">")).toContain(`>${text}<`);
  expect(findingOf(svg)).toBeUndefined();
});

test("equal values are drawn alike", () => {
  const flat = heatMap({ ...map, cells: cells.map((row) => row.map(({ text }) => ({ value: 3, text }))) }, { left: 0, top: 0, width: 100, height: 100 });
  expect(new Set([...flat.matchAll(/fill-opacity="([^"]+)"/g)].map(([, shade]) => shade)).size).toBe(1);
});

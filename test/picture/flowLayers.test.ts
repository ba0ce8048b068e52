import { expect, test } from "vitest";
import { FLOW_STYLE, type FlowLayers, flowLayers } from "../../src/picture/flowLayers.ts";
import { frame } from "../../src/picture/frame.ts";
import { findingOf } from "../wellFormed.ts";

const box = { left: 0, top: 0, width: 600, height: 300 };
const at = (lane: number, layer: number) => ({ lane, layer });
const flows: FlowLayers = {
  lanes: ["Hedge funds", "Retail & others"],
  layers: ["day 1", "day 2", "day 3"],
  nodes: [{ ...at(0, 0), size: 10, linked: 0 }, { ...at(0, 1), size: 4, linked: 2 }, { ...at(1, 2), size: 1, linked: 1 }],
  links: [{ from: at(0, 0), to: at(0, 1), size: 2 }, { from: at(0, 1), to: at(1, 2), size: 1 }, { from: at(0, 1), to: at(0, 1), size: 0.5 }],
  sizeText: (size) => `USD ${size} bn`,
};
const rects = (svg: string) => [...svg.matchAll(/<rect x="([\d.-]+)" y="[\d.-]+" width="16" height="([\d.]+)" rx="1" class="(\w+) ?(\w*)"/g)].map(([, x, height, first]) => ({ x: Number(x), height: Number(height), whole: first === "whole" }));

test("heights of nodes and widths of links are on one scale; what came about through links is the full part", () => {
  const svg = flowLayers(flows, box);
  const [ten, four, two] = rects(svg);
  expect([ten.whole, four.whole, two.whole]).toEqual([true, true, false]);
  expect(ten.height / four.height).toBeCloseTo(2.5, 1);
  expect(four.height / two.height).toBeCloseTo(2, 1);
  const widths = [...svg.matchAll(/stroke-width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(widths).toHaveLength(2); // not the link within a layer
  expect(Math.max(...widths)).toBeCloseTo(two.height, 1);
});

test("layers go from left to right, and links from a node's right edge to a later one's left", () => {
  const svg = flowLayers(flows, box);
  const places = rects(svg).filter(({ whole }) => whole).map(({ x }) => x);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const [, start, end] = /d="M([\d.]+) [\d.]+C.* ([\d.]+) [\d.]+" class="link link0"/.exec(svg)!;
  expect(Number(start)).toBeCloseTo(places[0] + 16, 1);
  expect(Number(end)).toBeCloseTo(places[1], 1);
});

test("a picture of it is well-formed, with one layer too", () => {
  const single = { ...flows, layers: ["day 1"], nodes: [flows.nodes[0]], links: [] };
  const svg = frame({ width: 600, height: 700, title: "t", subtitle: "s", caption: "c", parts: [flowLayers(flows, box), flowLayers(single, box)], style: FLOW_STYLE });
  expect(findingOf(svg)).toBeUndefined();
  expect(svg).not.toContain("NaN");
  expect(svg).toContain("Retail &amp; others");
});

test.each([
  [{ nodes: [{ ...at(2, 0), size: 1, linked: 0 }] }, "outside"],
  [{ links: [{ from: at(0, 1), to: at(0, 0), size: 1 }] }, "backwards"],
  [{ lanes: [] }, "no lane"],
])("%j: %s", (change, message) => {
  expect(() => flowLayers({ ...flows, ...change }, box)).toThrow(message);
});

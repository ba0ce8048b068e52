import { expect, test } from "vitest";
import { axisText, guide, logTicks } from "../../src/picture/axes.ts";
import { frame } from "../../src/picture/frame.ts";
import { ticks } from "../../src/picture/svg.ts";
import { findingOf } from "../wellFormed.ts";

test("ticks are round numbers within the range, without dust in the last digits", () => {
  expect(ticks(0, 0.35, 8)).toEqual([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
  expect(ticks(-0.2, 1, 8)).toEqual([-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks(0, 80, 8)).toEqual([0, 20, 40, 60, 80]);
  expect(ticks(-200_000, 60_000, 7)).toEqual([-200_000, -150_000, -100_000, -50_000, 0, 50_000]);
  expect(ticks(0, 0.0031, 5)).toEqual([0, 0.001, 0.002, 0.003]);
});

test("logarithmic ticks are 1, 2 and 5 times powers of ten", () => {
  expect(logTicks(0.5, 100)).toEqual([0.5, 1, 2, 5, 10, 20, 50, 100]);
  expect(logTicks(3, 4)).toEqual([]);
});

test("numbers have a true minus and separators", () => {
  expect([-50, 1000, 0.15].map(axisText)).toEqual(["−50", "1,000", "0.15"]);
});

test("a guide is a vertical line at its value", () => {
  const svg = guide({ title: "", from: 0, to: 0.3 }, 0.15, "here", { left: 100, top: 0, width: 200, height: 50 });
  expect(svg).toContain('<line x1="200" y1="0" x2="200" y2="50" class="guide"/>');
});

test("a frame is a well-formed picture with title, subtitle and caption, for light and dark pages", () => {
  const svg = frame({ width: 300, height: 200, title: "A & B", subtitle: "USD <bn>", caption: "Sweep x: 3 points", parts: [] });
  expect(findingOf(svg.replace(/<style>[^]*<\/style>/, ""))).toBeUndefined();
  for (const text of ["A &amp; B", "USD &lt;bn&gt;", "Sweep x: 3 points", "prefers-color-scheme: dark"]) expect(svg).toContain(text);
});

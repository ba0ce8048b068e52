import { expect, test } from "vitest";
import { frame } from "../../src/picture/frame.ts";
import { STACK_STYLE, stackedBars, stackKey } from "../../src/picture/stackedBars.ts";
import { findingOf } from "../wellFormed.ts";

const box = { left: 0, top: 0, width: 500, height: 148 };
const panel = (parts: readonly (readonly number[])[]) => stackedBars({ title: "Moves & more", unit: "%", places: "day", parts }, box);
const bars = (svg: string) => [...svg.matchAll(/<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)" height="([\d.-]+)" class="part(\d)"/g)].map(([, x, y, , height, part]) => ({ x: Number(x), y: Number(y), height: Number(height), part: Number(part) }));

test("parts above zero stand on each other, parts below hang, and heights are in proportion", () => {
  const [first, second, third] = bars(panel([[2], [1], [-1.5]]));
  expect(first.height / second.height).toBeCloseTo(2, 1);
  expect(second.y + second.height).toBeCloseTo(first.y, 0);
  expect(third.y).toBeCloseTo(first.y + first.height, 0);
  expect(third.height / second.height).toBeCloseTo(1.5, 1);
});

test("zero has no bar; bars of later places lie further right", () => {
  const found = bars(panel([[1, 2, 0], [0, 1, 0]]));
  expect(found.map(({ part }) => part)).toEqual([0, 0, 1]);
  expect(found[1].x).toBeGreaterThan(found[0].x);
});

test("a picture of it is well-formed, without any move too", () => {
  const parts = [panel([[0.5, -1], [0.1, 2]]), panel([[0, 0]]), stackKey(["News", "A & B"], 20, 10)];
  const svg = frame({ width: 500, height: 200, title: "t", subtitle: "s", caption: "c", parts, style: STACK_STYLE });
  expect(findingOf(svg)).toBeUndefined();
  expect(svg).not.toContain("NaN");
});

test.each([
  [[[1, 2], [1]], "differ in length"],
  [[], "0 parts"],
  [Array.from({ length: 8 }, () => [1]), "8 parts"],
  [[[Number.NaN]], "not finite"],
])("%j: %s", (parts, message) => {
  expect(() => panel(parts)).toThrow(message);
});

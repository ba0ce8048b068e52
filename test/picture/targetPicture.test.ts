import fc from "fast-check";
import { expect, test } from "vitest";
import { type TargetRow, targetPicture } from "../../src/picture/targetPicture.ts";
import { findingOf } from "../wellFormed.ts";

const row = (changes: Partial<TargetRow> = {}): TargetRow => ({ name: "USDJPY", unit: "%", observed: -3.9, tolerance: 1, q05: -5.9, q10: -4.9, q50: -3.4, q90: -2.9, q95: -1.9, met: true, ...changes });
const draw = (...rows: TargetRow[]) => targetPicture(rows, { title: "Targets <2024>", caption: "Scenario a & b" });
/** Tolerances from the observed value of a pixel, by the numbers below the plot. */
function axis(svg: string): (pixel: number) => number {
  const marks = [...svg.matchAll(/<line x1="([\d.]+)" y1="[\d.]+" x2="\1" y2="[\d.]+" class="(?:grid|zero)"\/>\n<text [^>]*>([−+\d]+)</g)].map(([, x, text]) => [Number(x), Number(text.replace("−", "-"))]);
  const [[x0, v0], [x1, v1]] = [marks[0], marks.at(-1)!];
  return (pixel) => v0 + ((pixel - x0) / (x1 - x0)) * (v1 - v0);
}
const segments = (svg: string, style: string) => [...svg.matchAll(new RegExp(`<line x1="([\\d.]+)" y1="[\\d.]+" x2="([\\d.]+)" y2="[\\d.]+" class="${style}"`, "g"))].map((match) => match.slice(1).map(Number));

test("quantiles lie in tolerances from what was observed", () => {
  const svg = draw(row());
  const at = axis(svg);
  const close = (pixels: number[], values: number[]) => pixels.forEach((pixel, i) => expect(at(pixel)).toBeCloseTo(values[i], 2));
  close(segments(svg, "met thin")[0], [-2, 2]);
  close(segments(svg, "met thick")[0], [-1, 1]);
  close([Number(/<circle cx="([\d.]+)"/.exec(svg)![1])], [0.5]);
  const [, left, width] = /<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+" class="within"/.exec(svg)!.map(Number);
  close([left, left + width], [-1, 1]);
});

test("met and missed differ in colour, mark and word", () => {
  const svg = draw(row(), row({ name: "S&P 500", met: false }));
  expect(svg).toMatch(/class="dot-met"[^]*>met<[^]*class="dot-missed"[^]*>missed</);
  expect(svg).toMatch(/class="says-met">met<[^]*class="says-missed">missed</);
});

test("names and numbers are there in words and for those who cannot see it, escaped", () => {
  const svg = draw(row({ name: "A & B <x>" }));
  for (const text of ["A &amp; B &lt;x&gt;", "−3.9 ± 1 %", "−3.4 (−5.9 to −1.9)", "Targets &lt;2024&gt;", "Scenario a &amp; b"]) expect(svg).toContain(`>${text}<`);
  expect(/<desc>(.*)<\/desc>/.exec(svg)![1]).toContain("A &amp; B &lt;x&gt;: met, median −3.4 for −3.9 ± 1 %");
  expect(findingOf(svg.replace(/<style>[^]*<\/style>/, ""))).toBeUndefined();
});

test("what lies beyond the axis is an arrow at that end, not a mark at a wrong place", () => {
  const far = draw(row({ q05: 10, q10: 12, q50: 15, q90: 20, q95: 30, met: false }));
  expect(far.match(/class="beyond-missed"/g)).toHaveLength(1);
  expect(far).not.toContain("<circle");
  expect(segments(far, "missed thin")).toEqual([]);
  const partly = draw(row({ q05: -12, q10: -9 }));
  expect(partly.match(/class="beyond-met"/g)).toHaveLength(1);
  expect(axis(partly)(segments(partly, "met thin")[0][0])).toBeCloseTo(-6, 2);
});

test("is the same from the same numbers, and has no number that is none", () => {
  const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(numbers, fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (quantiles, observed, tolerance) => {
      const [q05, q10, q50, q90, q95] = quantiles.sort((a, b) => a - b);
      const one = row({ q05, q10, q50, q90, q95, observed, tolerance });
      const svg = draw(one);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(draw(one)).toBe(svg);
    }),
    { numRuns: 50 },
  );
});

test("refuses numbers that are none", () => {
  expect(() => draw(row({ q50: NaN }))).toThrow("USDJPY: a number is not finite");
  expect(() => draw(row({ tolerance: 0 }))).toThrow("a tolerance of 0");
  expect(() => draw(row({ q10: 0 }))).toThrow("the quantiles do not rise");
});

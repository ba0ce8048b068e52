import fc from "fast-check";
import { expect, test } from "vitest";
import { brief, count, counted, escapeHtml, exact, interval, percent, rounded, words } from "../../src/page/show.ts";

test.each([
  [0, "0"], [-0, "0"], [1.5, "1.5"], [12345.678, "12,346"], [1234.5678, "1,234.6"], [-0.05, "−0.05"], [1 / 3, "0.33333"],
  [1.23456e-7, "1.2346e−7"], [Infinity, "∞"], [-Infinity, "−∞"], [NaN, "–"], [null, "–"], [1e6, "1,000,000"],
])("%d is shown as %s", (value, text) => {
  expect(exact(value)).toBe(text);
});

test.each([[20, "20.0"], [5.004, "5.00"], [123.4, "123"], [0, "0"], [-0.001, "0.00"], [-1234.6, "−1,235"]])("%d is %s in brief", (value, text) => {
  expect(brief(value)).toBe(text);
});

test("exact keeps five significant digits of any number", () => {
  fc.assert(fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
    const read = Number(exact(value).replaceAll(",", "").replaceAll("−", "-"));
    expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.abs(value) * 5.0001e-5);
  }));
});

test("an interval that is not known is left out", () => {
  expect(interval(1, null, null)).toBe("1");
  expect(interval(1, 0.5, 1.5)).toBe("1 [0.5, 1.5]");
});

test("percent, counts, words", () => {
  expect([percent(0.12345), percent(0), percent(null)]).toEqual(["12.35 %", "0 %", "–"]);
  expect([counted(1, "path"), counted(2000, "path")]).toEqual(["1 path", "2,000 paths"]);
  expect([count(1234567), rounded(159.0449), words("leveraged_fund")]).toEqual(["1,234,567", "159", "Leveraged fund"]);
});

test("escaped text holds no character that HTML gives a meaning to", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
  }));
});

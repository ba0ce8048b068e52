import { expect, test } from "vitest";
import { amount, brief, bytes, duration, grouped, withPrefix } from "../../src/cli/numbers.ts";

test.each([
  [1234.5, "1,235", "1,235"], [99.96, "100", "100"], [99.94, "99.9", "100"], [12.34, "12.3", "12"], [9.994, "9.99", "10"],
  [1.234, "1.23", "1.2"], [0.004, "0.00", "0.0"], [-0.004, "0.00", "0.0"], [-1.5, "-1.50", "-1.5"], [-1e6, "-1,000,000", "-1,000,000"],
  [0, "0", "0"], [-0, "0", "0"], [NaN, "–", "–"], [Infinity, "–", "–"],
])("%d reads %s, or briefly %s", (value, long, short) => {
  expect([amount(value), brief(value)]).toEqual([long, short]);
});

test.each([[7, "7"], [1234, "1,234"], [1234567, "1,234,567"]])("%d is grouped as %s", (value, text) => {
  expect(grouped(value)).toBe(text);
});

test.each([[950, "950", "950 B"], [12_345, "12.3 k", "12.3 kB"], [4.56e6, "4.56 M", "4.56 MB"], [1.2e9, "1.20 G", "1.20 GB"]])(
  "%d has the prefix of %s",
  (value, text, size) => {
    expect([withPrefix(value), bytes(value)]).toEqual([text, size]);
  },
);

test.each([[4.23, "4.2 s"], [59.96, "1 min 0 s"], [200, "3 min 20 s"], [3599.7, "1 h 0 min"], [7500, "2 h 5 min"], [Infinity, "–"]])(
  "%d seconds are %s",
  (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  },
);

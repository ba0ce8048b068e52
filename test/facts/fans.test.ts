import { expect, test } from "vitest";
import { augustFans, FAN_DATES, FAN_LEVELS } from "../../src/facts/fans.ts";
import { AUGUST_2024, POSITIONS_OF_AUGUST_2024 } from "../../src/facts/observed/august2024.ts";
import { configurationOf, noisyRuns, runsWith } from "./madeUp.ts";

test("there is a band for every day of the scenario, and the levels never cross", () => {
  expect(FAN_DATES).toHaveLength(configurationOf("august-2024").calendar.days + 1);
  for (const { bands } of augustFans(noisyRuns(20))) {
    for (const level of FAN_LEVELS) expect(bands[level]).toHaveLength(FAN_DATES.length);
    FAN_DATES.forEach((_, day) => FAN_LEVELS.slice(1).forEach((level, l) => expect(bands[level][day]).toBeGreaterThanOrEqual(bands[FAN_LEVELS[l]][day])));
  }
});

test("bands are quantiles over paths: of 0 … 20 the 5, 25, 50, 75 and 95 % are 1, 5, 10, 15 and 19", () => {
  const [usdjpy, ndx] = augustFans(runsWith(21, (name) => Array.from({ length: 21 }, (_, path) => (name.startsWith("frozen") ? 7 : path))));
  for (const { bands, frozen } of [usdjpy, ndx]) {
    expect(FAN_LEVELS.map((level) => bands[level][3])).toEqual([1, 5, 10, 15, 19]);
    expect(frozen![3]).toBe(7);
  }
});

test("the net position is in thousand contracts of JPY 12.5 million, negative is short; USD 10 bn at 150 yen are 120", () => {
  const [, , position] = augustFans(runsWith(1, (name) => [name.startsWith("usdjpy") ? 150 : 10]));
  expect(position.bands.q50[0]).toBeCloseTo(-120, 9);
  expect(position.frozen).toBeUndefined();
  expect(position.observed).toEqual(POSITIONS_OF_AUGUST_2024.map(({ day, contracts }) => ({ day, value: contracts / 1000 })));
});

test("what was observed is the record", () => {
  const [usdjpy, ndx] = augustFans(noisyRuns(2));
  expect(ndx.observed).toHaveLength(AUGUST_2024.length);
  expect(usdjpy.observed.at(-1)).toEqual({ day: 32, value: 147.58 });
});

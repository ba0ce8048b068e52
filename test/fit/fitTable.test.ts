import { expect, test } from "vitest";
import { readCloses } from "../../src/fit/closes.ts";
import { fitShocks } from "../../src/fit/fitShocks.ts";
import { correlationRows, meetsTargets, momentRows } from "../../src/fit/fitTable.ts";
import { levelsFile } from "./levels.ts";
import { temporaryFiles } from "./temporaryFile.ts";

const write = temporaryFiles();
const window = { from: "2000-01-01", to: "2100-01-01" };
const fit = fitShocks(readCloses(write(levelsFile([0.5, 0.3, 0.4, -0.6, 0.1], 600), "levels.csv")), { window });

test("a row for every law and moment; a target is met within its range alone", () => {
  const rows = momentRows(fit);
  expect(rows).toHaveLength(4 * 9);
  for (const { law, moment, data, standardError, fitted, low, high, met } of rows) {
    expect(data).toBe(fit.measured.value[moment]);
    expect(standardError).toBe(fit.measured.standardError[moment]);
    expect(fitted).toBe(fit.laws.find((one) => one.law === law)!.moments[moment]);
    expect(met).toBe(low === undefined ? undefined : low <= fitted && fitted <= high!);
  }
  // Normal news of 1 % a day: every law has found that out, and that is no USDJPY.
  expect(rows.filter(({ moment, met }) => moment === "sd" && met === false)).toHaveLength(4);
  expect(meetsTargets(rows)).toBe(false);
  expect(correlationRows(fit).map(({ regime, second }) => `${regime} ${second}`)).toEqual(["all ust", "calm ust", "stress ust", "calm tech", "stress tech"]);
});

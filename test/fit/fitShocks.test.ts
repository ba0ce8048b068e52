import { describe, expect, test } from "vitest";
import { readCloses } from "../../src/fit/closes.ts";
import { FITTED_LAWS, fitShocks } from "../../src/fit/fitShocks.ts";
import { correlationRows, momentRows } from "../../src/fit/fitTable.ts";
import { fittedConfiguration } from "../../src/fit/fittedConfiguration.ts";
import { refusal } from "../config/refusal.ts";
import { levelsFile } from "./levels.ts";
import { marketData } from "./marketData.ts";
import { expectMoments } from "./recovery.ts";
import { temporaryFiles } from "./temporaryFile.ts";
import { under, usdjpyReturns } from "./usdjpyNews.ts";

const write = temporaryFiles();
const window = { from: "2000-01-01", to: "2100-01-01" };

describe("a file of all columns", () => {
  const fit = fitShocks(readCloses(write(levelsFile([0.5, 0.3, 0.4, -0.6, 0.1], 600))), { window });

  test("gives one object with what was fitted, to what, in plain data", () => {
    expect([fit.column, fit.first, fit.last, fit.returns, fit.gaps]).toEqual(["usdjpy", "2000-01-02", "2001-08-22", 599, 0]);
    expect(fit.laws.map(({ law }) => law)).toEqual(FITTED_LAWS);
    expect(fit.correlations.map(({ regime }) => regime)).toEqual(["all", "calm", "stress"]);
    expect(structuredClone(fit)).toEqual(fit);
  });

  test("and the same numbers again; less when less is asked for", () => {
    const again = fitShocks(readCloses(fit.file), { window, laws: ["merton"] });
    expect(again.laws).toEqual([fit.laws[1]]);
    expect(again.measured).toEqual(fit.measured);
    expect(again.correlations).toEqual(fit.correlations);
  });
});

test("two columns are enough; the correlations stay as declared", () => {
  const returns = usdjpyReturns("merton", {}, 400);
  let level = 150;
  const lines = [...returns].map((r, t) => `${new Date(Date.UTC(2020, 0, 1 + t)).toISOString().slice(0, 10)},${(level *= Math.exp(r))}`);
  const fit = fitShocks(readCloses(write(["observation_date,DEXJPUS", ...lines].join("\n"))), { window, laws: ["merton"] });
  expect(fit.correlations).toEqual([]);
  expect(correlationRows(fit)).toEqual([]);
  expect(fittedConfiguration(fit, "merton")).not.toContain("correlation");
});

test("outside of the window of the targets a window has to be named", () => {
  const file = write(levelsFile([0, 0, 0, 0, 0], 300));
  expect(refusal(() => fitShocks(readCloses(file))).message).toMatch(/0 daily returns from 2015-01-01 to 2025-07-31\. Expected at least 250\. The file has 2000-01-01 to 2000-10-26: choose another window/);
  expect(() => fitShocks(readCloses(file), { window, rounds: 1.5 })).toThrow(/rounds a day must be a whole number ≥ 1, got 1.5/);
});

describe("market data, January 2015 to July 2025", () => {
  test("the fitted default law meets the targets of the unconditional law, and so do the correlations", (context) => {
    const fit = fitShocks(readCloses(marketData(context)), { laws: ["stochastic_volatility"] });
    const rows = momentRows(fit).filter(({ met }) => met !== undefined);
    expect(rows.map(({ moment }) => moment)).toEqual(["sd", "skewness", "kurtosis", "falls_2", "falls_3"]);
    expect(rows.filter(({ met }) => !met)).toEqual([]);
    expect(correlationRows(fit).filter(({ met }) => !met)).toEqual([]);
    expect(correlationRows(fit)).toHaveLength(5);
    // What the law says of itself is what the model draws.
    const [{ parameters, volatility, drift, moments }] = fit.laws;
    const changes = { ...under("stochastic_volatility", parameters), "markets.fx.volatility": volatility, "markets.fx.drift": drift };
    expectMoments(moments, Float64Array.from([0, 1, 2, 3].flatMap((path) => [...usdjpyReturns("stochastic_volatility", changes, 16_000, path)])), 200);
  });

  test("the other laws, of greatest likelihood, do not: they fit the many small days, and Kou's law comes closest in the tail", (context) => {
    const rows = momentRows(fitShocks(readCloses(marketData(context)), { laws: ["merton", "kou", "regime_switching"] }));
    const missed = (law: string) => rows.filter((row) => row.law === law && row.met === false).map(({ moment }) => moment);
    expect(missed("merton")).toEqual(["skewness", "falls_3"]);
    expect(missed("kou")).toEqual(["falls_3"]);
    expect(missed("regime_switching")).toEqual(["skewness", "kurtosis", "falls_2", "falls_3"]);
  });
});

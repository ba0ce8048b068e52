import { join } from "node:path";
import { expect, test } from "vitest";
import { readCloses } from "../../src/fit/closes.ts";
import { FITTED_LAWS, fitShocks } from "../../src/fit/fitShocks.ts";
import { fittedConfiguration } from "../../src/fit/fittedConfiguration.ts";
import type { ModelConfiguration } from "../../src/model/parameters.ts";
import { loadRun } from "../../src/run/prepare.ts";
import { root } from "../house/sources.ts";
import { levelsFile } from "./levels.ts";
import { temporaryFiles } from "./temporaryFile.ts";

const write = temporaryFiles();
const window = { from: "2000-01-01", to: "2100-01-01" };
const fit = fitShocks(readCloses(write(levelsFile([0.5, 0.3, 0.4, -0.6, 0.1], 600), "levels.csv")), { window });
const baseline = join(root, "configs/baseline.yaml");
/** The configuration that a text of YAML gives, checked as the command line does. */
const configurationFrom = (text: string) => loadRun(write(text, "fitted.yaml")).configuration as unknown as ModelConfiguration;

test.each(FITTED_LAWS)("the configuration of %s is valid, and has the fitted values", (law) => {
  const text = fittedConfiguration(fit, law, { extends: baseline });
  expect(text).toContain("levels.csv, column usdjpy: 599 daily log returns, 2000-01-02 to 2001-08-22");
  const configuration = configurationFrom(text);
  const found = fit.laws.find((one) => one.law === law)!;
  expect(configuration.shocks.model).toBe(law);
  expect(configuration.shocks[law]).toMatchObject(Object.fromEntries(Object.entries(found.parameters).map(([name, value]) => [name, Number(value.toPrecision(4))])));
  expect(configuration.markets.fx.volatility / found.volatility).toBeCloseTo(1, 3);
  expect(configuration.markets.fx.drift).toBeCloseTo(found.drift - found.moments.mean, 3);
  expect(configuration.shocks.calm_correlation[0]).toBeCloseTo(fit.correlations[1].pairs[0].value, 2);
  const sample = configurationFrom(fittedConfiguration(fit, law, { extends: baseline, trend: "sample" }));
  expect(sample.markets.fx.drift).toBeCloseTo(found.drift, 3);
});

test("a law that was not fitted has no configuration", () => {
  expect(() => fittedConfiguration({ ...fit, laws: [] }, "kou")).toThrow(/kou was not fitted/);
});

test("a file name cannot break out of its comment", () => {
  const text = fittedConfiguration({ ...fit, file: "x/a\nshocks: {}\u2028.csv" }, "merton", { extends: baseline });
  expect(text.split("\n")[0]).toContain("a shocks: {} .csv");
  expect(configurationFrom(text).shocks.model).toBe("merton");
});

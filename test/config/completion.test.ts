import { describe, expect, test } from "vitest";
import { eventTypes } from "../../src/model/markets/events.ts";
import { integer, type ParameterTree } from "../../src/model/parameter.ts";
import { configurationSchema } from "../../src/config/schema.ts";
import { completeConfiguration, defaultConfiguration, parseConfiguration } from "../../src/config/load.ts";
import { refusal, summary } from "./refusal.ts";
import { smallTree } from "./smallTree.ts";

test("everything not given takes the declared default", () => {
  expect(defaultConfiguration(smallTree)).toEqual({
    name: "unnamed",
    description: "",
    run: { seed: "yenwind", paths: 1000, chunk_paths: 8, streams: "common" },
    calendar: { days: 60 },
    rates: { jpy: 0.005, usd: 0.045 },
    shocks: { model: "garch", jumps: true, file: "", correlation: [0.1, 0.2, 0.3] },
    agents: { hedge_fund: { count: 500, size: { lognormal: { median: 2, sigma: 1 } } }, insurer: { count: 10 } },
    events: [],
  });
  expect(parseConfiguration("{}", { tree: smallTree }).configuration).toEqual({
    ...defaultConfiguration(smallTree),
    name: "configuration",
  });
});

test("an event takes the defaults of its type and no other type", () => {
  for (const type of Object.keys(eventTypes)) {
    const { configuration } = completeConfiguration({ events: [{ day: 4, [type]: {} }] }, { tree: smallTree });
    const [event] = configuration.events as readonly Record<string, unknown>[];
    expect(Object.keys(event!)).toEqual(["day", "round", type]);
    const defaults = Object.entries(eventTypes[type as keyof typeof eventTypes]).map(([key, { default: value }]) => [key, value]);
    expect(event).toEqual({ day: 4, round: 1, [type]: Object.fromEntries(defaults) });
  }
});

test("every value of a configuration is frozen, and shares nothing with what was given", () => {
  const given = { shocks: { correlation: [0, 0, 0] }, events: [{ day: 1, news: { fx: 0.1 } }] };
  const { configuration } = completeConfiguration(given, { tree: smallTree });
  let mappings = 0;
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    mappings++;
    expect(Object.isFrozen(value)).toBe(true);
    Object.values(value).forEach(visit);
  };
  visit(configuration);
  expect(mappings).toBe(14);
  expect(() => Object.assign(configuration.rates, { jpy: 1 })).toThrow(TypeError);
  given.shocks.correlation[0] = 1;
  expect(configuration.shocks.correlation[0]).toBe(0);
});

test("the declarations stay as they are", () => {
  const { configuration } = completeConfiguration({}, { tree: smallTree });
  expect(configuration.shocks.correlation).not.toBe(smallTree.shocks.correlation.default);
  expect(Object.isFrozen(smallTree.shocks.correlation.default)).toBe(false);
});

describe("digits for a text stay as they are written", () => {
  test.each([["007", "007"], ["1e3", "1e3"], ["12345678901234567890", "12345678901234567890"], ['"5"', "5"], ["five", "five"]])(
    "seed: %s",
    (written, seed) => {
      expect(parseConfiguration(`run: { seed: ${written} }`, { tree: smallTree }).configuration.run.seed).toBe(seed);
    },
  );
});

test("every law of a distribution is taken", () => {
  const sizes = [
    3,
    { lognormal: { median: 1, sigma: 0 } },
    { lognormal: { median: 1, sigma: 2, min: 0.5, max: 1 } },
    { normal: { mean: 0, sd: 0, min: 0, max: 0 } },
    { uniform: { low: 2, high: 2 } },
    { pareto: { alpha: 1.5, min: 1 } },
    { pareto: { alpha: 1.5, min: 1, max: 1000 } },
    { choice: { values: [0, 1000], weights: [0, 1] } },
  ];
  for (const size of sizes) {
    const { configuration } = completeConfiguration({ agents: { hedge_fund: { size } } }, { tree: smallTree });
    expect(configuration.agents.hedge_fund.size).toEqual(size);
  }
});

describe("a configuration made in code", () => {
  test("is refused with paths and no places", () => {
    const error = refusal(() => completeConfiguration({ rates: { jpy: 9 }, calender: {} }, { tree: smallTree }));
    expect(summary(error).sort()).toEqual([
      " calender: unknown key | Did you mean calendar?",
      " rates.jpy: 9 is above the maximum 0.2 (1/year)",
    ]);
    expect(error.message).toContain("rates.jpy: 9 is above the maximum 0.2 (1/year). Expected a number from -0.05 to 0.2 (1/year)");
  });
  test("cannot extend a file", () => {
    expect(summary(refusal(() => completeConfiguration({ extends: "a.yaml" }, { tree: smallTree })))).toEqual([
      " extends: can only be given in a file",
    ]);
  });
  test("is a mapping", () => {
    expect(refusal(() => completeConfiguration([] as never, { tree: smallTree })).message).toMatch(/not a mapping/);
  });
});

test("a model cannot take the names that the file format uses itself", () => {
  const days = integer({ unit: "days", min: 1, max: 2, default: 1, description: "Days", source: "none" });
  for (const name of ["name", "description", "extends", "$schema", "run", "events"]) {
    const tree: ParameterTree = { [name]: { days } };
    expect(() => configurationSchema(tree)).toThrow(`a model cannot declare a section called ${name}`);
  }
});

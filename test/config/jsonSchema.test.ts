import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { BadInput } from "../../src/config/errors.ts";
import { jsonSchema } from "../../src/config/jsonSchema.ts";
import { parseConfiguration } from "../../src/config/load.ts";
import { scripts, trees, valuesOf } from "./randomTree.ts";
import { smallTree } from "./smallTree.ts";
import { validateJson } from "./validateJson.ts";

const schema = jsonSchema(smallTree);

function loads(text: string): boolean {
  try {
    parseConfiguration(text, { tree: smallTree });
    return true;
  } catch (error) {
    if (error instanceof BadInput) return false;
    throw error;
  }
}

describe("the JSON Schema and the loader agree", () => {
  test.each<[boolean, string]>([
    [true, "{}"],
    [true, "$schema: ../schema.json"],
    [true, "name: a-1\ndescription: words"],
    [true, "run: { seed: 42, streams: independent }"],
    [true, "calendar: {}"],
    [true, "agents: { hedge_fund: { size: 3 } }"],
    [true, "agents: { hedge_fund: { size: { pareto: { alpha: 2, min: 1 } } } }"],
    [true, "agents: { hedge_fund: { size: { choice: { values: [1], weights: [1] } } } }"],
    [true, "events: [{ day: 1, news: {} }, { day: 2, round: 3, intervention: { usd_bn: 30, joint: true } }]"],
    [false, "name: Base Line"],
    [false, "nmae: a"],
    [false, "run: { paths: 0 }"],
    [false, "run: { paths: 1.5 }"],
    [false, "run: { streams: shared }"],
    [false, "run: { seed: true }"],
    [false, "calendar: 5"],
    [false, "calendar:"],
    [false, "shocks: { correlation: [0, 0] }"],
    [false, "shocks: { correlation: [0, 0, 2] }"],
    [false, "shocks: { jumps: 1 }"],
    [false, "agents: { hedge_fund: { size: -1 } }"],
    [false, "agents: { hedge_fund: { size: {} } }"],
    [false, "agents: { hedge_fund: { size: { gamma: { shape: 1 } } } }"],
    [false, "agents: { hedge_fund: { size: { lognormal: { median: 1 } } } }"],
    [false, "agents: { hedge_fund: { size: { normal: { mean: 1, sd: 1 }, uniform: { low: 1, high: 2 } } } }"],
    [false, "events: [{ news: {} }]"],
    [false, "events: [{ day: 0, news: {} }]"],
    [false, "events: [{ day: 1 }]"],
    [false, "events: [{ day: 1, news: {}, depth: {} }]"],
    [false, "events: [{ day: 1, news: { gold: 1 } }]"],
    [false, "events: {}"],
  ])("%s: %s", (accepted, text) => {
    expect(validateJson(schema, parse(text))).toBe(accepted);
    expect(loads(text)).toBe(accepted);
  });

  test("on any values of any tree", () => {
    const cases = trees.chain((tree) => fc.tuple(fc.constant(tree), valuesOf(tree), scripts));
    fc.assert(
      fc.property(cases, ([tree, values, events]) => {
        expect(validateJson(jsonSchema(tree), { ...values, events })).toBe(true);
      }),
    );
  });
});

test("a parameter carries description, unit, range, source, and default", () => {
  const { agents, shocks } = schema.properties as Record<string, any>;
  expect(agents.properties.hedge_fund.properties.count).toEqual({
    type: "integer",
    minimum: 1,
    maximum: 100_000,
    default: 500,
    description: "Number of hedge funds [agents], 1 to 100000. Source: 13F.",
  });
  expect(agents.properties.hedge_fund.properties.size).toMatchObject({
    default: { lognormal: { median: 2, sigma: 1 } },
    description: "Yen loans per fund [USD bn], 0 to 1000, one value per agent. Source: BIS.",
  });
  expect(shocks.properties.model).toMatchObject({ enum: ["garch", "normal"], default: "garch" });
  expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#");
});

test("the schema itself is plain JSON", () => {
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { commentedYaml } from "../../src/config/baselineYaml.ts";
import { completeConfiguration, defaultConfiguration, parseConfiguration } from "../../src/config/load.ts";
import { runParameters } from "../../src/config/runParameters.ts";
import { isParameter, type ParameterTree } from "../../src/model/parameter.ts";
import { scripts, trees, valuesOf } from "./randomTree.ts";
import { smallTree } from "./smallTree.ts";

/** A tree, and a whole configuration for it. */
const cases = trees.chain((tree) =>
  fc.record({
    tree: fc.constant(tree),
    given: fc.tuple(
      fc.record({ name: fc.stringMatching(/^[a-z0-9-]{1,12}$/), description: fc.string({ unit: "grapheme" }) }),
      fc.record({ run: valuesOf(runParameters), events: scripts }),
      valuesOf(tree),
    ).map((parts) => Object.assign({}, ...parts) as Record<string, unknown>),
  }),
);

test("any values of any tree come back from their commented YAML", () => {
  fc.assert(
    fc.property(cases, ({ tree, given }) => {
      const { configuration, hash } = completeConfiguration(given, { tree });
      expect(configuration).toEqual(given);
      const text = commentedYaml(tree, configuration);
      const back = parseConfiguration(text, { tree });
      expect(back.configuration).toEqual(configuration);
      expect(back.hash).toBe(hash);
      expect(parse(text)).toEqual(configuration);
    }),
  );
});

test("any values of any tree come back from plain YAML and from JSON", () => {
  fc.assert(
    fc.property(cases, ({ tree, given }) => {
      const { configuration } = completeConfiguration(given, { tree });
      expect(parseConfiguration(JSON.stringify(given), { tree }).configuration).toEqual(configuration);
      expect(parseConfiguration(stringify(given), { tree }).configuration).toEqual(configuration);
    }),
  );
});

test("the defaults of any tree complete an empty configuration", () => {
  const defaultsOf = (tree: ParameterTree): Record<string, unknown> =>
    Object.fromEntries(Object.entries(tree).map(([key, node]) => [key, isParameter(node) ? node.default : defaultsOf(node)]));
  fc.assert(
    fc.property(trees, (tree) => {
      expect(defaultConfiguration(tree)).toEqual({
        name: "unnamed",
        description: "",
        run: defaultsOf(runParameters),
        events: [],
        ...defaultsOf(tree),
      });
    }),
  );
});

test("the commented file reads well", () => {
  const { configuration } = completeConfiguration(
    { name: "small", description: "In miniature: all of it", events: [{ day: 5, policy: { basis_points: 15 } }] },
    { tree: smallTree },
  );
  const text = commentedYaml(smallTree, configuration, "../schema.json");
  const lines = text.split("\n");
  expect(lines[0]).toBe("# yaml-language-server: $schema=../schema.json");
  expect(text).toContain(
    "\n\nagents:\n  hedge_fund:\n    # Number of hedge funds [agents], 1 to 100000. Source: 13F.\n    count: 500\n" +
      "    # Yen loans per fund [USD bn], 0 to 1000, one value per agent. Source: BIS.\n" +
      "    size: { lognormal: { median: 2, sigma: 1 } }\n",
  );
  expect(text).toContain("\ndescription: \"In miniature: all of it\"\n");
  expect(text).toContain("\nevents:\n  - { day: 5, round: 1, policy: { bank: boj, basis_points: 15 } }\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
});

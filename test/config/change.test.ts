import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeConfiguration } from "../../src/config/change.ts";
import { configurationHash } from "../../src/config/canonical.ts";
import { BadInput } from "../../src/config/errors.ts";
import { parseOverride } from "../../src/config/override.ts";
import { fileTree } from "../../src/config/configuration.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { checkModel } from "../../src/model/checks.ts";
import { completeRun, loadRun, type RunConfiguration } from "../../src/run/prepare.ts";

const tree = builtInModel.parameters;
const checks = (configuration: unknown) => checkModel(configuration as RunConfiguration, builtInModel.kinds);
const { configuration: base } = loadRun("configs/smoke.yaml");
const overridesOf = (set: readonly string[]) => set.map((one) => parseOverride(one, fileTree(tree)));
const changed = (set: readonly string[]) => changeConfiguration(base, overridesOf(set), { tree, checks });

const GOOD = [
  "markets.fx.depth=1234.5", "markets.fx.depth=2000", "run.seed=other", "calendar.days=7", "calendar.boj_meetings=[1, 3]",
  "shocks.model=kou", "shocks.random=false", "agents.hedge_fund.count=61", "agents.hedge_fund.debt_to_equity=3",
  "agents.hedge_fund.debt_to_equity.lognormal.median=3", "agents.hedge_fund.size={ uniform: { low: 1, high: 2 } }",
  "policy.intervention.hazard=0", "events.1.policy.basis_points=50", "events=[]", "events=[{ day: 2, policy: { bank: boj, basis_points: 25 } }]",
];

describe("some values of a complete configuration replaced", () => {
  test("is the configuration completed anew, frozen, and shares what has not changed", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...GOOD), { maxLength: 5 }), (set) => {
        let anew: unknown;
        try {
          anew = completeRun(base, set).configuration;
        } catch {
          expect(() => changed(set)).toThrow(BadInput); // one of them leaves nothing for another to change
          return;
        }
        const configuration = changed(set);
        expect(configuration).toEqual(anew);
        expect(configurationHash(configuration)).toBe(configurationHash(anew as typeof base));
        expect(JSON.stringify(configuration)).toBe(JSON.stringify(anew));
        expect(Object.isFrozen(configuration) && Object.isFrozen(configuration.agents)).toBe(true);
        if (!set.some((one) => one.startsWith("agents"))) expect(configuration.agents).toBe(base.agents);
        if (!set.some((one) => one.startsWith("events"))) expect(configuration.events).toBe(base.events);
      }),
    );
  });

  test.each([
    ["a value out of its range", "markets.fx.depth=-1"],
    ["a value of another type", "calendar.days=soon"],
    ["a law of another name", "agents.hedge_fund.size={ uniforms: { low: 1, high: 2 } }"],
    ["an event of no type", "events=[{ day: 2 }]"],
    ["values that do not go together", "agents.life_insurer.treasuries=2000"],
    ["a section that is none", "markets.fx=3"],
  ])("%s is told as when it is completed anew", (_, one) => {
    const told = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return (error as BadInput).findings;
      }
      throw new Error("nothing is told");
    };
    expect(told(() => changed([one]))).toEqual(told(() => completeRun(base, [one])));
  });
});

import { dirname } from "node:path";
import { allEnded } from "../facts/allEnded.ts";
import { judge } from "../facts/target.ts";
import { runsOf, workFor } from "../facts/runScenarios.ts";
import { ScenarioPool } from "../facts/scenarioPool.ts";
import { SCENARIOS } from "../facts/scenarios.ts";
import { QUANTITIES, TARGETS } from "../facts/targets.ts";
import { changeRun, historyOf } from "../run/prepare.ts";
import { overridesIn } from "./overrides.ts";
import type { EvaluatorRequest, NamedTarget, TargetCatalogue } from "./targets.ts";

/** The scenario whose paths `paths` counts; the others have as many more or fewer as in the fact sheet. */
const COUNTED = "august-2024";

/**
 * The quantities of the backtest as targets, from the scenarios in the folder of the base: every point is simulated in
 * each that is needed, on the same random numbers.
 */
export const backtestTargets: TargetCatalogue = {
  targets: TARGETS.flatMap(({ id, title, scenario, quantities }) =>
    quantities.map(({ name, label, unit, observed, range }): NamedTarget => ({ name, unit, description: `${id}, ${title}: ${label}`, identity: { scenario, observed, range: range.map(String) } })),
  ),
  open: openBacktest,
};

async function openBacktest(names: readonly string[], { base, set, parameters, paths, threads, backEnd, model }: EvaluatorRequest) {
  const wanted = names.map((name) => QUANTITIES.get(name)!);
  const choice = { configs: dirname(base.sources[0]), set, model, effort: paths / SCENARIOS[COUNTED].paths };
  const work = workFor(wanted.map(({ sample }) => sample), choice);
  const pool = await ScenarioPool.open(base, { threads, backEnd });
  return {
    async evaluate(values: readonly number[]) {
      const changed = work.map((scenario) => {
        const configuration = changeRun(scenario.loaded, overridesIn(scenario.configuration, parameters, values));
        return { ...scenario, configuration, history: historyOf(configuration, scenario.loaded.sources) };
      });
      const runs = runsOf(await allEnded(changed.map(async (one) => [one.name, await pool.run(one)] as const)));
      return wanted.map((quantity) => judge(quantity, runs));
    },
    close: () => pool.close(),
  };
}

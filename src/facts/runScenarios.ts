import { join } from "node:path";
import type { Override } from "../config/override.ts";
import type { Model } from "../kinds/model.ts";
import { WorkerFailure } from "../pool/workerFailure.ts";
import { historyOf, type Loaded, loadRun, type RunConfiguration } from "../run/prepare.ts";
import { allEnded } from "./allEnded.ts";
import { needsOf } from "./needs.ts";
import type { Runs, ScenarioPaths } from "./scenarioPaths.ts";
import type { ScenarioPool } from "./scenarioPool.ts";
import { SCENARIOS } from "./scenarios.ts";

export interface ScenarioChoice {
  /** Folder of the configurations. */
  readonly configs: string;
  /** Overrides for every scenario, before those of its own. */
  readonly set: readonly (string | Override)[];
  readonly model: Model;
  /** Times as many paths as SCENARIOS says. */
  readonly effort: number;
}

/** So few paths make two histories of three each (historyTargets.ts), and every quantile and interval has something to rest on. */
const LEAST_PATHS = 6;

/** The scenarios by name, loaded when they are first asked for. @throws BadInput as loadRun */
export function scenarioLoader({ configs, set, model }: ScenarioChoice): (name: string) => Loaded {
  const known = new Map<string, Loaded>();
  return (name) => {
    const { file, set: own = [] } = SCENARIOS[name];
    const loaded = known.get(name) ?? loadRun(join(configs, file), [...set, ...own], model);
    known.set(name, loaded);
    return loaded;
  };
}

/** What is to be simulated for some computations: scenario, paths, and what is kept of each. */
export function workFor(computations: readonly ((runs: Runs) => unknown)[], choice: ScenarioChoice) {
  const load = scenarioLoader(choice);
  const needs = needsOf(computations, (name) => load(name).configuration as unknown as RunConfiguration);
  // In the order of SCENARIOS: the longest first, so that no thread is left alone with one at the end.
  return Object.entries(SCENARIOS).flatMap(([name, { paths }]) => {
    const metrics = needs.get(name);
    if (metrics === undefined) return [];
    const loaded = load(name);
    const configuration = loaded.configuration as unknown as RunConfiguration;
    return [{ name, loaded, configuration, history: historyOf(configuration, loaded.sources), paths: Math.max(LEAST_PATHS, Math.round(paths * choice.effort)), metrics }];
  });
}

export type ScenarioWork = ReturnType<typeof workFor>;

/** Simulate what some computations need. @throws WorkerFailure naming the scenario and the path that failed */
export async function runScenarios(pool: ScenarioPool, work: ScenarioWork): Promise<Runs> {
  return runsOf(await allEnded(work.map(async (one) => [one.name, await pool.run(one).catch((error: unknown) => inScenario(one.name, error))] as const)));
}

function inScenario(name: string, error: unknown): never {
  if (!(error instanceof WorkerFailure)) throw error;
  const { what, chunk, path, lost, cause } = error;
  throw new WorkerFailure(`${what} (scenario ${name})`, { chunk, path, lost, cause });
}

export function runsOf(simulated: readonly (readonly [name: string, paths: ScenarioPaths])[]): Runs {
  const runs = new Map(simulated);
  return (name) => {
    const run = runs.get(name);
    if (run === undefined) throw new Error(`${name} was not simulated`);
    return run;
  };
}

import { dirname, resolve } from "node:path";
import { completeConfiguration, type LoadedConfiguration, loadConfiguration } from "../config/load.ts";
import { readReturnHistory } from "../config/returnHistory.ts";
import { KINDS } from "../model/agents/index.ts";
import { checkModel } from "../model/checks.ts";
import { log } from "../model/elementary.ts";
import { agentParameters, type ModelConfiguration, modelParameters } from "../model/parameters.ts";
import { modelSetup } from "../model/setup.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import { drawPopulation } from "../population/drawPopulation.ts";
import { keyFor, keyFromSeed } from "../random/key.ts";

/** Every parameter of a configuration file below its head, `run` and `events`. */
export const parameterTree = { ...modelParameters, agents: agentParameters() };

export type Loaded = LoadedConfiguration<typeof parameterTree>;
export type RunConfiguration = Loaded["configuration"] & ModelConfiguration;

const options = (set: readonly string[]) => ({
  tree: parameterTree,
  set,
  checks: (configuration: unknown) => checkModel(configuration as RunConfiguration, KINDS),
});

/** Read a configuration file. @throws BadInput with every finding */
export function loadRun(path: string, set: readonly string[] = []): Loaded {
  return loadConfiguration(path, options(set));
}

/** Complete a configuration given in code. @throws BadInput with every finding */
export function completeRun(given: Record<string, unknown>, set: readonly string[] = []): Loaded {
  return completeConfiguration(given, options(set));
}

/** Everything a worker needs, with the population drawn. @throws BadInput when a file it names cannot be used */
export function chunkSetup({ configuration, sources }: Loaded): ChunkSetup {
  const model = configuration as unknown as RunConfiguration;
  const { run, shocks, rates, events } = model;
  const { file } = shocks.historical_bootstrap;
  const history =
    shocks.model === "historical_bootstrap"
      ? readReturnHistory(resolve(dirname(sources[0] ?? "."), file), { ust: rates.ust_duration, jgb: rates.jgb_duration }, log)
      : undefined;
  const setup = modelSetup(model, KINDS, events, history);
  return {
    configuration: model,
    events,
    history,
    opening: drawPopulation(setup),
    key: run.streams === "common" ? keyFromSeed(run.seed) : keyFor(run.seed, model.name),
    firstPath: 0,
    paths: run.paths,
    chunkPaths: run.chunk_paths,
  };
}

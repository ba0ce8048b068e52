import { dirname, resolve } from "node:path";
import { completeConfiguration, type LoadedConfiguration, loadConfiguration } from "../config/load.ts";
import { readReturnHistory } from "../config/returnHistory.ts";
import { builtInModel, type Model } from "../kinds/model.ts";
import { checkModel } from "../model/checks.ts";
import { log } from "../model/elementary.ts";
import type { ModelConfiguration } from "../model/parameters.ts";
import { modelSetup } from "../model/setup.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import { drawPopulation } from "../population/drawPopulation.ts";
import { type BackEndName, compileKernel, translateKernel } from "./kernel.ts";
import { keyFor, keyFromSeed } from "../random/key.ts";

/** A checked configuration, and the model that it configures. */
export interface Loaded extends LoadedConfiguration<Model["parameters"]> {
  readonly model: Model;
}
export type RunConfiguration = Loaded["configuration"] & ModelConfiguration;

const options = (set: readonly string[], { parameters, kinds }: Model) => ({
  tree: parameters,
  set,
  checks: (configuration: unknown) => checkModel(configuration as RunConfiguration, kinds),
});

/** Read a configuration file. @throws BadInput with every finding */
export function loadRun(path: string, set: readonly string[] = [], model: Model = builtInModel): Loaded {
  return { ...loadConfiguration(path, options(set, model)), model };
}

/** Complete a configuration given in code. @throws BadInput with every finding */
export function completeRun(given: Record<string, unknown>, set: readonly string[] = [], model: Model = builtInModel): Loaded {
  return { ...completeConfiguration(given, options(set, model)), model };
}

/** Everything a worker needs, the compiled rules included; `skip`: leave out agents that cannot act. @throws BadInput as `chunkSetup` and `translateKernel` */
export async function setupFor(loaded: Loaded, backEnd: BackEndName, skip = false): Promise<ChunkSetup> {
  const { model } = loaded;
  const configuration = loaded.configuration as unknown as RunConfiguration;
  if (backEnd === "js") {
    // Rules that only one back end could run would be results that only one can check.
    if (model.modules.length > 0) translateKernel(model, configuration);
    return chunkSetup(loaded);
  }
  return { ...chunkSetup(loaded), kernel: await compileKernel(model, configuration, skip), skip };
}

/** Everything a worker needs to run the rules as plain JavaScript. @throws BadInput when a file it names cannot be used */
export function chunkSetup({ configuration: complete, sources, model }: Loaded): ChunkSetup {
  const configuration = complete as unknown as RunConfiguration;
  const { name, run, shocks, rates, events } = configuration;
  const { file } = shocks.historical_bootstrap;
  const history =
    shocks.model === "historical_bootstrap"
      ? readReturnHistory(resolve(dirname(sources[0] ?? "."), file), { ust: rates.ust_duration, jgb: rates.jgb_duration }, log)
      : undefined;
  const setup = modelSetup(configuration, model.kinds, events, history);
  return {
    configuration,
    events,
    history,
    kindModules: model.modules.map(({ sources: [{ url }] }) => url),
    opening: drawPopulation(setup),
    key: run.streams === "common" ? keyFromSeed(run.seed) : keyFor(run.seed, name),
    firstPath: 0,
    paths: run.paths,
    chunkPaths: run.chunk_paths,
  };
}

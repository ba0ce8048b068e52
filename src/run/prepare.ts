import { dirname, resolve } from "node:path";
import { changeConfiguration } from "../config/change.ts";
import { completeConfiguration, type LoadedConfiguration, loadConfiguration } from "../config/load.ts";
import type { Override } from "../config/override.ts";
import { readReturnHistory } from "../config/returnHistory.ts";
import { builtInModel, type Model, moduleUrls } from "../kinds/model.ts";
import { checkModel } from "../model/checks.ts";
import { log } from "../model/elementary.ts";
import type { ModelConfiguration } from "../model/parameters.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import { chunkSetupOf, type RunSection } from "../paths/chunkSetup.ts";
import { type BackEndName, compileKernel, translateKernel } from "./kernel.ts";

/** A checked configuration, and the model that it configures. */
export interface Loaded extends LoadedConfiguration<Model["parameters"]> {
  readonly model: Model;
}
export type RunConfiguration = Loaded["configuration"] & ModelConfiguration & RunSection;

const options = (set: readonly (string | Override)[], { parameters, kinds }: Model) => ({
  tree: parameters,
  set,
  checks: (configuration: unknown) => checkModel(configuration as RunConfiguration, kinds),
});

/** Read a configuration file. @throws BadInput with every finding */
export function loadRun(path: string, set: readonly (string | Override)[] = [], model: Model = builtInModel): Loaded {
  return { ...loadConfiguration(path, options(set, model)), model };
}

/** Complete a configuration given in code. @throws BadInput with every finding */
export function completeRun(given: Record<string, unknown>, set: readonly (string | Override)[] = [], model: Model = builtInModel): Loaded {
  return { ...completeConfiguration(given, options(set, model)), model };
}

/** A complete configuration with some values replaced. @throws BadInput with every finding */
export function changeRun({ configuration, model }: Loaded, set: readonly Override[]): RunConfiguration {
  const { set: _, ...rest } = options([], model);
  return changeConfiguration(configuration, set, rest) as unknown as RunConfiguration;
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
  return chunkSetupOf(configuration, model.kinds, moduleUrls(model), historyOf(configuration, sources));
}

/** The returns that `historical_bootstrap` draws from; undefined for other shock models. @throws BadInput when its file cannot be used */
export function historyOf({ shocks, rates }: RunConfiguration, sources: readonly string[]): ReturnHistory | undefined {
  if (shocks.model !== "historical_bootstrap") return undefined;
  const { file } = shocks.historical_bootstrap;
  return readReturnHistory(resolve(dirname(sources[0] ?? "."), file), { ust: rates.ust_duration, jgb: rates.jgb_duration }, log);
}

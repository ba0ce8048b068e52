import type { Kind } from "../model/agents/kind.ts";
import type { ScriptedEvent } from "../model/markets/events.ts";
import type { ModelConfiguration } from "../model/parameters.ts";
import { modelSetup } from "../model/setup.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import { drawPopulation } from "../population/drawPopulation.ts";
import { keyFor, keyFromSeed } from "../random/key.ts";
import type { ChunkSetup } from "./chunkRunner.ts";

/** What a configuration says besides the model's parameters. */
export interface RunSection {
  readonly name: string;
  readonly events: readonly ScriptedEvent[];
  readonly run: { readonly seed: string; readonly paths: number; readonly chunk_paths: number; readonly streams: string };
}

/**
 * Everything that is needed to run the paths of a complete configuration with the rules as plain JavaScript.
 *
 * @param kindModules file URLs of the kinds that do not come with the program
 * @param history what `historical_bootstrap` draws from
 */
export function chunkSetupOf(
  configuration: ModelConfiguration & RunSection,
  kinds: readonly Kind[],
  kindModules: readonly string[],
  history: ReturnHistory | undefined,
): ChunkSetup {
  const model = modelSetup(configuration, kinds, configuration.events, history);
  return chunkSetupFor(configuration, kindModules, history, drawPopulation(model));
}

/** The same where the model is set up and its opening books are drawn. */
export function chunkSetupFor(
  configuration: ModelConfiguration & RunSection,
  kindModules: readonly string[],
  history: ReturnHistory | undefined,
  opening: ChunkSetup["opening"],
): ChunkSetup {
  const { name, run, events } = configuration;
  return {
    configuration,
    events,
    history,
    kindModules,
    opening,
    key: run.streams === "common" ? keyFromSeed(run.seed) : keyFor(run.seed, name),
    firstPath: 0,
    paths: run.paths,
    chunkPaths: run.chunk_paths,
  };
}

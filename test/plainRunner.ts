import type { Recorder } from "../src/model/recorder.ts";
import { type ChunkSetup, createPathRunner } from "../src/paths/chunkRunner.ts";
import type { PlainWorld } from "./world.ts";

/** Runs single paths in plain JavaScript; `world` and `recorder` hold the path run last. */
export function plainRunner(setup: ChunkSetup): { readonly world: PlainWorld; readonly recorder: Recorder; readonly run: (path: number) => void } {
  const { lanes: [{ world, recorder }], run } = createPathRunner(setup);
  return { world: world as PlainWorld, recorder, run };
}

import type { Kind } from "../model/agents/kind.ts";
import type { OpeningColumns } from "../model/books.ts";
import { PlainBackEnd } from "../model/plainBackEnd.ts";
import { Recorder } from "../model/recorder.ts";
import { modelSetup } from "../model/setup.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import { PriceTakers } from "./priceTakers.ts";
import { type PathResult, runOnePath } from "./replay.ts";

/** How a path can be run again: with other kinds, another configuration, other opening books, or prices that stand still. */
export interface Variant {
  readonly kinds?: readonly Kind[];
  readonly change?: (chunk: ChunkSetup) => ChunkSetup;
  readonly opening?: readonly OpeningColumns[];
  readonly priceTakers?: boolean;
}

/** Run one path of a variant. @throws PathError as the recorder does */
export function runVariant(chunk: ChunkSetup, kinds: readonly Kind[], path: number, variant: Variant): PathResult {
  const { configuration, events, history } = variant.change?.(chunk) ?? chunk;
  const setup = modelSetup(configuration, variant.kinds ?? kinds, events, history);
  const plain = new PlainBackEnd(setup, variant.opening ?? chunk.opening);
  if (variant.priceTakers !== true) return runOnePath(chunk, setup, path, plain);
  const backEnd = new PriceTakers(plain);
  return runOnePath(chunk, setup, path, backEnd, (world) => {
    backEnd.world = world;
    return new Recorder(world);
  });
}

import type { Kind } from "../model/agents/kind.ts";
import { columnNames, type OpeningColumns } from "../model/books.ts";
import type { ScriptedEvent } from "../model/markets/events.ts";
import { ASSETS } from "../model/markets/names.ts";
import type { ModelConfiguration } from "../model/parameters.ts";
import { PathError } from "../model/record/pathError.ts";
import { Recorder } from "../model/recorder.ts";
import { createWorld } from "../model/round.ts";
import { modelSetup } from "../model/setup.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import { createRandom } from "../random/stream.ts";
import { type ChunkShape, chunkBlock } from "./chunkLayout.ts";
import { PathDraws, runPath } from "./runPath.ts";

/** Everything a worker needs: plain data, with the population in shared memory. */
export interface ChunkSetup {
  readonly configuration: ModelConfiguration;
  readonly events: readonly ScriptedEvent[];
  readonly history: ReturnHistory | undefined;
  /** File URLs of the kinds that do not come with the program. */
  readonly kindModules: readonly string[];
  readonly opening: readonly OpeningColumns[];
  /** Key of the random streams. */
  readonly key: readonly [number, number];
  readonly firstPath: number;
  readonly paths: number;
  readonly chunkPaths: number;
}

/** Runs paths by number; what it gives for a path depends on setup, kinds and that number alone. */
export function createPathRunner(setup: ChunkSetup, kinds: readonly Kind[]) {
  const model = modelSetup(setup.configuration, kinds, setup.events, setup.history);
  const draws = new PathDraws(createRandom(setup.key));
  const world = createWorld(model, setup.opening, draws);
  draws.world = world;
  const recorder = new Recorder(world);
  return {
    world,
    recorder,
    /** @throws PathError naming the path */
    run: (path: number): void => {
      draws.path = path;
      try {
        runPath(world, recorder);
      } catch (error) {
        if (error instanceof PathError) throw error;
        throw error instanceof Error ? new PathError(path, error.message, error) : new PathError(path, String(error));
      }
    },
  };
}

/** How many paths a chunk holds: all chunks are equal but the last. */
export function pathsInChunk(setup: Pick<ChunkSetup, "paths" | "chunkPaths">, chunk: number): number {
  return Math.min(setup.chunkPaths, setup.paths - chunk * setup.chunkPaths);
}

/**
 * Run one chunk of paths.
 *
 * @returns a function (chunk, onPath) → block as laid out by `chunkBlock`; `onPath` is called
 *   after every path. It throws PathError naming the path that failed.
 */
export function createChunkRunner(setup: ChunkSetup, kinds: readonly Kind[]): (chunk: number, onPath: () => void) => ArrayBuffer {
  const runner = createPathRunner(setup, kinds);
  const { world, recorder } = runner;
  const columns = recorder.columns.length;
  const agents = world.books.kinds.reduce((sum, book) => sum + book.count, 0);
  const shape: ChunkShape = { columns, dailyValues: recorder.timeline.length, agents };
  const initialAssets = openingAssets(runner, agents);

  return (chunk, onPath) => {
    const count = pathsInChunk(setup, chunk);
    const block = chunkBlock(shape, count);
    for (let p = 0; p < count; p++) {
      const path = setup.firstPath + chunk * setup.chunkPaths + p;
      runner.run(path);
      recorder.writeRow(path, block.rows, p * columns);
      block.daily.set(recorder.timeline, p * shape.dailyValues);
      let agent = 0;
      for (const { count: n, sold, columns: c } of world.books.kinds) {
        for (let i = 0; i < n; i++, agent++) {
          block.soldUsd[agent] += sold[i];
          block.called[agent] += c.called[i];
          block.defaulted[agent] += 1 - c.active[i];
          const share = initialAssets[agent] > 0 ? sold[i] / initialAssets[agent] : 0;
          block.soldShare[p * agents + agent] = Math.min(100, Math.ceil(100 * share));
        }
      }
      onPath();
    }
    return block.buffer;
  };
}

/** Dollars of assets each agent holds at t = 0, where one unit is worth one dollar (jgb: one yen). */
function openingAssets({ world }: ReturnType<typeof createPathRunner>, agents: number): Float64Array {
  const assets = new Float64Array(agents);
  const { usdjpy } = world.setup.configuration.markets;
  let first = 0;
  for (const { kind, opening, count } of world.books.kinds) {
    const names = columnNames(kind);
    for (const asset of ASSETS) {
      const column = names.indexOf(asset) * count;
      for (let i = 0; i < count; i++) assets[first + i] += opening[column + i] / (asset === "jgb" ? usdjpy : 1);
    }
    first += count;
  }
  return assets;
}

import type { Kind } from "../model/agents/kind.ts";
import { type CompiledKernel, KernelBackEnd } from "../kernel/kernelBackEnd.ts";
import type { BackEnd } from "../model/backEnd.ts";
import { columnNames, type OpeningColumns } from "../model/books.ts";
import type { ScriptedEvent } from "../model/markets/events.ts";
import { ASSETS } from "../model/markets/names.ts";
import type { ModelConfiguration } from "../model/parameters.ts";
import { PathError } from "../model/record/pathError.ts";
import { Recorder } from "../model/recorder.ts";
import { PlainBackEnd } from "../model/plainBackEnd.ts";
import { createWorlds, type World } from "../model/round.ts";
import { type ModelSetup, modelSetup } from "../model/setup.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import { createRandom } from "../random/stream.ts";
import { type ChunkBlock, type ChunkShape, chunkBlock } from "./chunkLayout.ts";
import { type Lane, PathDraws, runPaths } from "./runPaths.ts";

/** Everything a worker needs: plain data, with the population in shared memory. */
export interface ChunkSetup {
  readonly configuration: ModelConfiguration;
  readonly events: readonly ScriptedEvent[];
  readonly history: ReturnHistory | undefined;
  /** File URLs of the kinds that do not come with the program. */
  readonly kindModules: readonly string[];
  readonly opening: readonly OpeningColumns[];
  /** Runs the agents' rules; without it, plain JavaScript does. */
  readonly kernel?: CompiledKernel;
  /** Whether it leaves out agents that cannot act: speed only. */
  readonly skip?: boolean;
  /** Key of the random streams. */
  readonly key: readonly [number, number];
  readonly firstPath: number;
  readonly paths: number;
  readonly chunkPaths: number;
}

/** Lanes side by side, and what runs them. */
export interface PathRunner {
  readonly lanes: readonly Lane[];
  readonly backEnd: BackEnd;
  /**
   * Run paths side by side, at most one per lane; a lane without a path of its own repeats the last.
   * @throws PathError naming the (first) path
   */
  readonly run: (...paths: readonly number[]) => void;
}

/**
 * Runs paths by number; what it gives for a path depends on the setup and that number alone.
 */
export function createPathRunner(setup: ChunkSetup, kinds: readonly Kind[]): PathRunner {
  return pathRunner(setup, modelSetup(setup.configuration, kinds, setup.events, setup.history));
}

/**
 * The same for a model that is set up.
 *
 * @param before a back end that is not needed any more, to be used again where it fits
 */
export function pathRunner(setup: ChunkSetup, model: ModelSetup, before?: BackEnd): PathRunner {
  const used = before instanceof KernelBackEnd ? before : undefined;
  const backEnd = setup.kernel ? new KernelBackEnd(setup.kernel, model, setup.opening, setup.skip, used) : new PlainBackEnd(model, setup.opening);
  const random = createRandom(setup.key);
  const draws = backEnd.books.map(() => new PathDraws(random));
  const lanes = createWorlds(model, backEnd, draws).map((world, n): Lane => {
    draws[n].world = world;
    return { world, draws: draws[n], recorder: new Recorder(world) };
  });
  return {
    lanes,
    backEnd,
    run: (...paths) => {
      lanes.forEach((lane, n) => (lane.draws.path = paths[Math.min(n, paths.length - 1)]));
      try {
        runPaths(lanes);
      } catch (error) {
        if (error instanceof PathError) throw error;
        throw error instanceof Error ? new PathError(paths[0], error.message, error) : new PathError(paths[0], String(error));
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
  const { lanes, run } = createPathRunner(setup, kinds);
  const [{ world, recorder }] = lanes;
  const columns = recorder.columns.length;
  const agents = world.books.kinds.reduce((sum, book) => sum + book.count, 0);
  const shape: ChunkShape = { columns, dailyValues: recorder.timeline.length, agents };
  const initialAssets = openingAssets(world, agents);

  return (chunk, onPath) => {
    const count = pathsInChunk(setup, chunk);
    const block = chunkBlock(shape, count);
    const first = setup.firstPath + chunk * setup.chunkPaths;
    for (let p = 0; p < count; p++) {
      const n = p % lanes.length;
      if (n === 0) run(...lanes.slice(0, count - p).map((_, ahead) => first + p + ahead));
      const lane = lanes[n];
      lane.recorder.writeRow(first + p, block.rows, p * columns);
      block.daily.set(lane.recorder.timeline, p * shape.dailyValues);
      writeAgents(lane.world, initialAssets, block, p * agents);
      onPath();
    }
    return block.buffer;
  };
}

/** Add what happened to each agent on a path; its shares sold go to `block.soldShare` from `at` on. */
function writeAgents({ books }: World, initialAssets: Float64Array, block: ChunkBlock, at: number): void {
  let agent = 0;
  for (const { count, column: { sold, called, active } } of books.kinds) {
    for (let i = 0; i < count; i++, agent++) {
      const usd = sold.get(i);
      block.soldUsd[agent] += usd;
      block.called[agent] += called.get(i);
      block.defaulted[agent] += 1 - active.get(i);
      const share = initialAssets[agent] > 0 ? usd / initialAssets[agent] : 0;
      block.soldShare[at + agent] = Math.min(100, Math.ceil(100 * share));
    }
  }
}

/** Dollars of assets each agent holds at t = 0, where one unit is worth one dollar (jgb: one yen). */
function openingAssets({ books, setup }: World, agents: number): Float64Array {
  const assets = new Float64Array(agents);
  const { usdjpy } = setup.configuration.markets;
  let first = 0;
  for (const { kind, opening, count } of books.kinds) {
    const names = columnNames(kind);
    for (const asset of ASSETS) {
      const column = names.indexOf(asset) * count;
      for (let i = 0; i < count; i++) assets[first + i] += opening[column + i] / (asset === "jgb" ? usdjpy : 1);
    }
    first += count;
  }
  return assets;
}

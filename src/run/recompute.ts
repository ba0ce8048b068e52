import type { Kind } from "../model/agents/kind.ts";
import { pathObservables } from "../model/observables.ts";
import { type ChunkSetup, createPathRunner } from "../paths/chunkRunner.ts";
import { pathCounter } from "../pool/pathCounter.ts";
import { openThreadPool } from "../pool/threadPool.ts";
import { workerUrl } from "../pool/workerUrl.ts";

export interface RecomputeOptions {
  /** Worker threads; 0 runs in this thread. */
  readonly threads: number;
  /** Finished paths. */
  readonly progress?: Int32Array<SharedArrayBuffer>;
}

/** Paths in flight, at most, per thread. */
const WINDOW_PER_THREAD = 4;

/**
 * Simulate single paths by number and hand over their rows, shape [columns], in the order given.
 *
 * @throws WorkerFailure or PathError naming the path that failed
 */
export async function recompute(
  setup: ChunkSetup,
  kinds: readonly Kind[],
  paths: readonly number[],
  { threads, progress }: RecomputeOptions,
  onRow: (path: number, row: Float64Array) => void,
): Promise<void> {
  const columns = pathObservables(kinds, setup.configuration.calendar.days).length;
  if (threads === 0) {
    const { lanes, run } = createPathRunner(setup, kinds);
    const row = new Float64Array(columns);
    const onPath = pathCounter(progress);
    paths.forEach((path, p) => {
      const n = p % lanes.length;
      if (n === 0) run(...paths.slice(p, p + lanes.length));
      lanes[n].recorder.writeRow(path, row, 0);
      onPath();
      onRow(path, row);
    });
    return;
  }
  // Chunks of one path: the number of a chunk is then that of its path.
  const singles: ChunkSetup = { ...setup, firstPath: 0, chunkPaths: 1 };
  const pool = openThreadPool(workerUrl("chunk"), { setup: singles, progress }, Math.min(threads, paths.length));
  try {
    for (let first = 0; first < paths.length; first += WINDOW_PER_THREAD * threads) {
      const window = paths.slice(first, first + WINDOW_PER_THREAD * threads);
      const blocks = await Promise.allSettled(window.map((path) => pool.run(path)));
      blocks.forEach((block, i) => {
        if (block.status === "rejected") throw block.reason;
        onRow(window[i], new Float64Array(block.value, 0, columns)); // a block begins with its rows
      });
    }
  } finally {
    await pool.close();
  }
}

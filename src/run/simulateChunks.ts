import type { Kind } from "../model/agents/kind.ts";
import { type ChunkSetup, createChunkRunner } from "../paths/chunkRunner.ts";
import { pathCounter } from "../pool/pathCounter.ts";
import { runChunks } from "../pool/runChunks.ts";
import { workerUrl } from "../pool/workerUrl.ts";

export interface SimulateChunksOptions {
  /** Worker threads; 0 runs in this thread. Speed only: changes no bit. */
  readonly threads: number;
  readonly firstChunk: number;
  /** Called in chunk order. */
  readonly onChunk: (chunk: number, block: ArrayBuffer) => void;
  /** Finished paths. */
  readonly progress?: Int32Array<SharedArrayBuffer>;
  /** Asked before each chunk is started. */
  readonly stop: () => boolean;
  readonly worker?: URL;
}

/**
 * Simulate the chunks of a run from a given one on, until the last or a stop.
 *
 * @throws WorkerFailure naming chunk and path, or whatever `onChunk` throws; chunks before it have been delivered
 */
export async function simulateChunks(setup: ChunkSetup, kinds: readonly Kind[], options: SimulateChunksOptions): Promise<void> {
  const { threads, firstChunk, onChunk, progress, stop } = options;
  const chunks = Math.ceil(setup.paths / setup.chunkPaths);
  if (threads > 0) {
    await runChunks({ worker: options.worker ?? workerUrl("chunk"), setup, threads, firstChunk, chunkCount: chunks - firstChunk, onChunk, progress, stop });
    return;
  }
  const run = createChunkRunner(setup, kinds);
  const onPath = pathCounter(progress);
  for (let chunk = firstChunk; chunk < chunks && !stop(); chunk++) onChunk(chunk, run(chunk, onPath));
}
